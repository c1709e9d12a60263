#include "formats/arsc/table_builder.h"

#include <algorithm>

#include "formats/axml/axml.h"

namespace jianfu::formats::arsc {

// Even where values are shared, each costs two bytes of an offset table: more of them overlap on purpose.
TableBuilder::TableBuilder(uint64_t file_bytes, const Limits& limits)
    : limits_(limits),
      budget_(file_bytes, limits.text_bytes),
      most_values_(std::min<uint64_t>(limits.items, file_bytes / 2)) {}

void TableBuilder::name_type(uint32_t base, std::string name) {
  if (type_index_.emplace(base, out_.type_names.size()).second) out_.type_names.push_back(std::move(name));
}

void TableBuilder::begin(uint32_t id, uint32_t key) {
  if (entries_.size() >= most_values_) return over_values_.add(0);
  entries_.push_back({id, key, static_cast<uint32_t>(values_.size()), 0,
                      static_cast<uint32_t>(key_pools_.size()), static_cast<uint32_t>(entries_.size())});
}

bool TableBuilder::add(Value value, uint64_t at) {
  const bool string = value.type == axml::kString;
  if (values_.size() >= most_values_ || entries_.empty() || over_values_.count > 0) {
    over_values_.add(at);
    return false;
  }
  if (string && !budget_.spend(out_.pool.stored_bytes(value.data))) return false;
  if (string && value.data >= out_.pool.size()) lost_strings_.add(at);
  values_.push_back(value);
  ++entries_.back().value_count;
  return true;
}

// Resources by id, the values of each in order of reading.
Table TableBuilder::finish() {
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return a.id != b.id ? a.id < b.id : a.order < b.order; });
  std::sort(out_.aliases.begin(), out_.aliases.end());
  out_.values.reserve(values_.size());
  for (const Entry& entry : entries_) {
    if (out_.resources.empty() || out_.resources.back().id != entry.id) add_resource(entry);
    Resource& resource = out_.resources.back();
    if (resource.key.empty()) resource.key = key_of(entry);
    resource.value_count += entry.value_count;
    const auto first = values_.begin() + entry.first_value;
    out_.values.insert(out_.values.end(), first, first + entry.value_count);
  }
  report();
  return std::move(out_);
}

void TableBuilder::add_resource(const Entry& entry) {
  Resource resource;
  resource.id = entry.id;
  resource.type = out_.type_names[type_index_[entry.id & 0xFFFF0000]];
  resource.first_value = static_cast<uint32_t>(out_.values.size());
  out_.resources.push_back(std::move(resource));
}

std::string TableBuilder::key_of(const Entry& entry) {
  if (entry.key_pool == 0) return {};
  const axml::StringPool& pool = key_pools_[entry.key_pool - 1];
  const uint64_t bytes = pool.stored_bytes(entry.key);
  return bytes <= limits_.name_bytes && budget_.spend(bytes) ? pool.get(entry.key) : std::string();
}

void TableBuilder::report() {
  if (lost_strings_.count > 0) {
    out_.defects.push_back({GapReason::kCorrupt,
                            {Msg::arsc_lost_strings, {std::to_string(lost_strings_.count)}},
                            lost_strings_.first_at,
                            0});
  }
  const auto limit = [this](std::string_view zh, std::string_view en, uint64_t value, uint64_t at) {
    out_.defects.push_back(
        {GapReason::kLimit, {Msg::limit_reached, {core::bilingual(zh, en), std::to_string(value)}}, at, 0});
  };
  if (over_values_.count > 0) limit("资源值的数目", "resource values", most_values_, over_values_.first_at);
  if (budget_.exceeded()) limit("文字的字节数", "bytes of text", limits_.text_bytes, 0);
}

}  // namespace jianfu::formats::arsc
