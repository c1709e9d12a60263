#include <catch2/catch.hpp>

#include "builders/bundle_builder.h"
#include "builders/damage.h"
#include "formats/aapt_proto/aapt_proto.h"

namespace jianfu::formats::aapt_proto {
namespace {

// Every index that a table hands out can be followed.
void check_table(const std::string& bytes) {
  const Result<arsc::Table> table = parse_table(bytes, Limits{});
  if (!table) return;
  for (const arsc::Resource& resource : table->resources) {
    REQUIRE(uint64_t{resource.first_value} + resource.value_count <= table->values.size());
    CHECK_FALSE(resource.type.empty());
    table->texts(resource.id);
  }
  for (const arsc::Value& value : table->values) CHECK(value.config < table->configs.size());
  for (const uint32_t orphan : table->orphans()) CHECK(orphan < table->pool.size());
}

void check_document(const std::string& bytes) {
  const Result<axml::Document> document = parse_xml(bytes, Limits{});
  if (!document) return;
  for (size_t i = 0; i < document->elements.size(); ++i)
    CHECK(document->elements[i].parent < static_cast<int32_t>(i));
}

}  // namespace

TEST_CASE("a table cut or changed anywhere is an error, or sound with what could be read") {
  const std::string whole = builders::build_proto_table({{"string", "a", "", "甲"},
                                                         {"string", "a", "zh-Hant-TW", "乙"},
                                                         {"string", "b", "", "@string/a"},
                                                         {"layout", "m", "", "res/m.xml"}});
  builders::flip_everywhere(whole, check_table);
  builders::cut_everywhere(whole, [](const std::string& bytes) {
    check_table(bytes);
    const Result<arsc::Table> table = parse_table(bytes, Limits{});
    // Cut off between two fields of the outermost message is the only way not to be noticed.
    if (table && bytes.size() > 2) CHECK_FALSE(table->defects.empty());
  });
}

TEST_CASE("XML cut or changed anywhere is an error, or a tree of what could be read") {
  const std::string whole = builders::compile_proto_xml(
      "<a xmlns:android=\"http://schemas.android.com/apk/res/android\"><b android:text=\"签到\"/>文<c "
      "x=\"@id/y\" z=\"7\"/></a>",
      {{"id/y", 0x7f020000}});
  builders::flip_everywhere(whole, check_document);
  builders::cut_everywhere(whole, check_document);
}

}  // namespace jianfu::formats::aapt_proto
