#include "platforms/android/titles.h"

#include <algorithm>
#include <array>
#include <string>

namespace jianfu::platforms::android {

bool is_title_name(std::string_view written) {
  std::string name(written);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  name.erase(std::remove(name.begin(), name.end(), '_'), name.end());
  if (name.starts_with('m') && !name.starts_with("ma")) name.erase(0, 1);  // mTitle
  constexpr std::array<std::string_view, 12> kNames = {
      "title",        "titletv",       "tvtitle",  "titletext", "titletextview", "titleview",
      "toolbartitle", "titlebartitle", "bartitle", "texttitle", "txttitle",      "tvtoolbartitle"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

}  // namespace jianfu::platforms::android
