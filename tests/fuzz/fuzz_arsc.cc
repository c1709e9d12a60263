// Resource tables: whatever the bytes, every index handed out can be followed.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "builders/arsc_builder.h"
#include "formats/arsc/arsc.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace arsc = jianfu::formats::arsc;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const jianfu::Result<arsc::Table> table = arsc::parse(bytes, jianfu::Limits{});
  if (!table) return 0;
  if (table->values.size() > size) std::abort();
  for (const arsc::Resource& resource : table->resources) {
    if (uint64_t{resource.first_value} + resource.value_count > table->values.size()) std::abort();
    if (table->find(resource.id) == nullptr) std::abort();
    table->texts(resource.id);
    table->best_text(resource.id);
  }
  for (const uint32_t orphan : table->orphans()) table->pool.get(orphan);
  for (uint32_t i = 0; i < table->pool.styles(); ++i) table->pool.spans(i);
  return 0;
}

std::vector<std::string> seeds() {
  using namespace jianfu::builders;
  std::vector<std::string> out;
  for (const ArscOptions::Offsets offsets :
       {ArscOptions::Offsets::kPlain, ArscOptions::Offsets::kSparse, ArscOptions::Offsets::kNarrow}) {
    ArscOptions options;
    options.offsets = offsets;
    options.compact = offsets != ArscOptions::Offsets::kPlain;
    options.utf8 = offsets != ArscOptions::Offsets::kNarrow;
    ArscBuilder table(options);
    table.add("string", "styled", "", arsc_styled("点此", {"b", "a;href=https://example.gov"}));
    table.string("a", "甲").string("a", "A", "en").string("a", "乙", "zh-Hant-TW").string("a", "B", "fil");
    table.add("string", "b", "", arsc_reference("string/a"))
        .add("array", "l", "", arsc_strings({"一", "二"}));
    table.add("plurals", "p", "", arsc_plurals({{0x01000004, "%d"}}))
        .file("layout", "m", "res/layout/m.xml")
        .orphan("旧");
    out.push_back(table.bytes());
  }
  return out;
}
