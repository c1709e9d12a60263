// Pieces that packages made to do harm are built of.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <string_view>

#include "builders/android_builder.h"

namespace jianfu::e2e {

inline const std::string kManifest =
    R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.x"><application/></manifest>)";

inline std::string apk_with(std::map<std::string, std::string> files) {
  files["AndroidManifest.xml"] = kManifest;
  const builders::BuiltPackage built = builders::build_apk(files);
  REQUIRE(built.error.empty());
  return built.bytes;
}

inline std::string repeated(std::string_view text, size_t count) {
  std::string out;
  for (size_t i = 0; i < count; ++i) out += text;
  return out;
}

}  // namespace jianfu::e2e
