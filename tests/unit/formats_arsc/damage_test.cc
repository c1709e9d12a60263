#include <catch2/catch.hpp>

#include "builders/arsc_builder.h"
#include "builders/damage.h"
#include "formats/arsc/arsc.h"

namespace jianfu::formats::arsc {
namespace {

std::string small_table(builders::ArscOptions options) {
  builders::ArscBuilder out(std::move(options));
  out.add("string", "styled", "", builders::arsc_styled("粗", {"b"}));
  out.string("a", "甲").string("a", "A", "en").add("string", "b", "", builders::arsc_reference("string/a"));
  out.add("array", "l", "", builders::arsc_strings({"一", "二"})).orphan("旧");
  return out.bytes();
}

// Every index that a table hands out can be followed.
void check_sound(const std::string& bytes) {
  const Result<Table> table = parse(bytes, Limits{});
  if (!table) return;
  for (const Resource& resource : table->resources) {
    REQUIRE(uint64_t{resource.first_value} + resource.value_count <= table->values.size());
    CHECK_FALSE(resource.type.empty());
    table->texts(resource.id);
  }
  for (const Value& value : table->values) CHECK(value.config < table->configs.size());
  for (const uint32_t orphan : table->orphans()) CHECK(orphan < table->pool.size());
}

}  // namespace

TEST_CASE("a table cut or changed anywhere is an error, or sound with what could be read") {
  for (const bool sparse : {false, true}) {
    builders::ArscOptions options;
    options.compact = sparse;
    if (sparse) options.offsets = builders::ArscOptions::Offsets::kSparse;
    const std::string whole = small_table(options);
    builders::flip_everywhere(whole, check_sound);
    builders::cut_everywhere(whole, [](const std::string& bytes) {
      check_sound(bytes);
      const Result<Table> table = parse(bytes, Limits{});
      if (table) CHECK_FALSE(table->anomalies.empty());
    });
  }
}

TEST_CASE("what was read before a cut is kept") {
  const std::string whole = small_table({});
  const Result<Table> table = parse(whole, Limits{});
  REQUIRE(table.has_value());
  const std::string head = whole.substr(0, whole.size() - 40);  // into the array, the last chunk
  const Result<Table> cut = parse(head, Limits{});
  REQUIRE(cut.has_value());
  CHECK(cut->best_text(0x7f010001) == "甲");
  CHECK_FALSE(cut->defects.empty());
}

}  // namespace jianfu::formats::arsc
