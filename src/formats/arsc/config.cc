#include "formats/arsc/config.h"

#include <algorithm>

#include "io/byte_reader.h"
#include "text/utf.h"

namespace jianfu::formats::arsc {
namespace {

constexpr uint64_t kLanguageAt = 8, kCountryAt = 10, kScriptAt = 36, kVariantAt = 40, kScriptComputedAt = 52;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Letters and digits up to the first other byte: nothing else is part of a locale, whatever the file holds.
std::string word(std::string_view text) {
  return std::string(text.begin(), std::find_if_not(text.begin(), text.end(), is_word));
}

// Two characters as they are, or three packed into fifteen bits, counted from `base`.
std::string unpacked(std::string_view two, char base) {
  if (two.size() < 2) return {};
  const unsigned a = static_cast<unsigned char>(two[0]), b = static_cast<unsigned char>(two[1]);
  if ((a & 0x80) == 0) return word(two);
  const unsigned first = b & 0x1F, second = ((b & 0xE0) >> 5) | ((a & 0x03) << 3), third = (a & 0x7C) >> 2;
  std::string out;
  for (const unsigned part : {first, second, third})
    out += static_cast<char>(static_cast<unsigned>(base) + part);
  return word(out);
}

}  // namespace

Config read_config(std::string_view raw) {
  const io::ByteReader all(raw);
  const io::ByteReader in(all.slice(0, std::min<uint64_t>(all.le_at<uint32_t>(0), raw.size())));
  Config out;
  out.locale = unpacked(in.slice(kLanguageAt, 2), 'a');
  // A script that the build tool worked out from the region is not part of the name.
  const bool computed = in.le_at<uint8_t>(kScriptComputedAt) != 0;
  const std::string script = computed ? std::string() : word(in.slice(kScriptAt, 4));
  const std::string country = unpacked(in.slice(kCountryAt, 2), '0'), variant = word(in.slice(kVariantAt, 8));
  for (const std::string* part : {&script, &country, &variant}) {
    if (!part->empty()) out.locale += "-" + *part;
  }
  const std::string_view axes = in.slice(4, in.size() - std::min<uint64_t>(in.size(), 4));
  out.is_default = std::all_of(axes.begin(), axes.end(), [](char c) { return c == 0; });
  return out;
}

int rank_of(const Table::Text& text) {
  const std::string_view locale = text.locale;
  if (text.text.empty()) return 5;
  if (locale.empty()) return text::count_han(text.text) > 0 ? 1 : 3;
  if (locale == "zh" || locale == "zh-CN" || locale == "zh-SG" || locale.starts_with("zh-Hans")) return 0;
  return locale.starts_with("zh") ? 2 : 4;
}

}  // namespace jianfu::formats::arsc
