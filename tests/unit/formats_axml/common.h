// What the tests of binary XML share: a small manifest and ways to ask a document.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "builders/axml_builder.h"
#include "formats/axml/attribute_ids.h"
#include "formats/axml/axml.h"

namespace jianfu::formats::axml {

namespace build = jianfu::builders;

// manifest > application > activity, with one string, one reference, one boolean and one number.
inline build::AxmlBuilder small_manifest(build::AxmlOptions options = {}) {
  build::AxmlBuilder out(options);
  out.open("manifest",
           {{"package", build::axml_string("com.example.app")}, {"android:versionCode", build::axml_int(7)}});
  out.open("application", {{"android:label", build::axml_reference(0x7f010000)}});
  out.leaf("activity",
           {{"android:name", build::axml_string(".首页")}, {"android:exported", build::axml_bool(true)}});
  return out.close().close();
}

inline Document read(std::string_view bytes) {
  Result<Document> out = parse(bytes, Limits{});
  REQUIRE(out.has_value());
  return std::move(*out);
}

inline bool has(const Document& document, std::string_view anomaly) {
  return std::find(document.anomalies.begin(), document.anomalies.end(), anomaly) != document.anomalies.end();
}

inline std::string outline(const Document& document) {
  std::string out;
  for (const Element& element : document.elements) out += (out.empty() ? "" : " ") + element.name;
  return out;
}

// The activity of small_manifest, read as it was written.
inline void check_activity(const Document& document) {
  REQUIRE(outline(document) == "manifest application activity");
  const Attribute* name = document.elements[2].find(attribute::kName);
  REQUIRE(name != nullptr);
  CHECK(name->text == ".首页");
}

}  // namespace jianfu::formats::axml
