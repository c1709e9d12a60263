// What both spellings of a resource table (resources.arsc, resources.pb) are put together with: values in the
// order of reading go in, resources sorted by id come out, within what the bytes that were read can pay for.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/limits.h"
#include "formats/arsc/arsc.h"
#include "formats/axml/chunk.h"

namespace jianfu::formats::arsc {

class TableBuilder {
 public:
  TableBuilder(uint64_t file_bytes, const Limits& limits);

  Table& table() { return out_; }
  // Where keys are looked up when all is read; the last one is that of the resources which come next.
  std::vector<axml::StringPool>& key_pools() { return key_pools_; }

  // `base`: 0xPPTT0000 of a type.
  bool has_type(uint32_t base) const { return type_index_.count(base) != 0; }
  void name_type(uint32_t base, std::string name);  // the first name stays

  // A resource, in one configuration or in several; its values follow. `key`: index in the last key pool.
  // Precondition: its type has a name.
  void begin(uint32_t id, uint32_t key);
  // `at`: place of the value, for defects. False when no more values are taken.
  bool add(Value value, uint64_t at);

  Table finish();

 private:
  struct Entry {
    uint32_t id, key;
    uint32_t first_value, value_count;
    uint32_t key_pool;  // 0: none yet; i + 1: pool i
    uint32_t order;
  };

  void add_resource(const Entry& entry);
  std::string key_of(const Entry& entry);
  void report();

  const Limits& limits_;
  axml::TextBudget budget_;
  uint64_t most_values_;
  Table out_;
  std::vector<axml::StringPool> key_pools_;
  std::map<uint32_t, size_t> type_index_;  // 0xPPTT0000 → index in Table::type_names
  std::vector<Entry> entries_;
  std::vector<Value> values_;
  axml::Losses lost_strings_, over_values_;
};

}  // namespace jianfu::formats::arsc
