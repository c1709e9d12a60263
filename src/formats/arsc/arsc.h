// A table of resources: every resource with its values in every configuration. Read here from resources.arsc
// (formats.md §3); formats/aapt_proto reads the other spelling of it (§5.1) into the same table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "core/result.h"
#include "formats/axml/string_pool.h"

namespace jianfu::formats::arsc {

struct Value {
  uint32_t config = 0;  // index in Table::configs
  uint8_t type = 0;     // axml::ValueType
  uint32_t data = 0;    // pool index for strings, resource id for references
  uint32_t item =
      0;  // name of the bag item (0x02000000+i in arrays, 0x0100000x in plurals); 0 for simple values
};

struct Config {
  std::string locale;       // "", "zh-CN", "zh-Hans-CN", "sr-Latn" …
  bool is_default = false;  // no qualifier at all
};

struct Resource {
  uint32_t id = 0;           // 0xPPTTEEEE
  std::string_view type;     // "string", "layout" …; owned by the table
  std::string key;           // name; may be obfuscated
  uint32_t first_value = 0;  // in Table::values
  uint32_t value_count = 0;
};

// Borrows the bytes it was parsed from.
struct Table {
  axml::StringPool pool;            // global values
  std::vector<Resource> resources;  // sorted by id
  std::vector<Value> values;
  std::vector<Config> configs;
  std::vector<std::string> type_names;  // owner of Resource::type; never changes once parsed
  // Staged id → final id, sorted: for references that do not resolve themselves.
  std::vector<std::pair<uint32_t, uint32_t>> aliases;
  uint32_t packages = 0, type_specs = 0, type_chunks = 0;
  std::vector<std::string> anomalies;
  std::vector<Defect> defects;

  const Resource* find(uint32_t id) const;
  // "string/app_name"; empty when unknown.
  std::string name(uint32_t id) const;
  // Follows references up to 20 steps; every (locale, text) that the id can show. Arrays and plurals give
  // each item. The locale is that of the text; a text for every locale, reached through a locale's reference,
  // has that one.
  struct Text {
    std::string locale;
    std::string text;
    uint32_t table = 0;  // of a set (set.h): which of its tables it stands in
    uint32_t item = 0;   // of an array or plurals: Value::item; 0 for a text that stands alone
  };
  std::vector<Text> texts(uint32_t id) const;
  // Default or Chinese text, for titles: zh first, then default, then any; empty when there is none.
  std::string best_text(uint32_t id) const;
  // Pool strings that no value uses (formats.md §3.3.5).
  std::vector<uint32_t> orphans() const;
};

Result<Table> parse(std::string_view bytes, const Limits& limits);

}  // namespace jianfu::formats::arsc
