// APKs for the tests of the Android reader: a manifest and other XML as a person writes them, a table, code
// in its text form; every part can be replaced by bytes that lie.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "builders/arsc_builder.h"
#include "builders/axml_builder.h"
#include "builders/dex_assembly.h"
#include "builders/zip_builder.h"
#include "unit/platforms/read.h"

namespace jianfu::platforms::tests {

inline std::string dex_of(const std::string& code, const builders::ResourceIds& ids = {}) {
  builders::AssembledDex dex = builders::assemble_dex(code, ids);
  if (!dex.error.empty()) FAIL(dex.error);
  return dex.dex;
}

inline std::string axml_of(std::string_view xml, const builders::ResourceIds& ids = {}) {
  return builders::compile_axml(xml, ids, builders::AxmlOptions{});
}

// <manifest package="cn.gov.x"> with this inside.
inline std::string manifest_of(const std::string& inside, const std::string& attributes = "") {
  return "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" package=\"cn.gov.x\" " +
         attributes + ">\n" + inside + "\n</manifest>";
}

inline Reading read_zip(const std::string& zip) {
  const auto tree = io::open_zip(zip, Limits{});
  REQUIRE(tree.has_value());
  return read(**tree);
}

inline Reading read_apk(std::vector<builders::ZipFile> files) {
  return read_zip(builders::zip_of(files));
}

// Lines of evidence text that begin so.
inline std::vector<std::string> lines_of(const std::string& text, std::string_view begin) {
  std::vector<std::string> out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    if (std::string_view(text).substr(at, end - at).starts_with(begin))
      out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace jianfu::platforms::tests
