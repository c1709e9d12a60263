#include "engine/marks.h"

namespace jianfu::engine {

bool fits(std::string_view pattern, std::string_view text) {
  const bool open_front = pattern.starts_with('*');
  if (open_front) pattern.remove_prefix(1);
  const bool open_back = pattern.ends_with('*');
  if (open_back) pattern.remove_suffix(1);
  if (open_front && open_back) return text.find(pattern) != std::string_view::npos;
  if (open_front) return text.ends_with(pattern);
  const size_t star = pattern.find('*');
  if (star == std::string_view::npos) return open_back ? text.starts_with(pattern) : text == pattern;
  const std::string_view head = pattern.substr(0, star), tail = pattern.substr(star + 1);
  if (!text.starts_with(head)) return false;
  text.remove_prefix(head.size());
  return open_back ? text.find(tail) != std::string_view::npos : text.ends_with(tail);
}

std::string_view base_name(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

evidence::Owner owner_of(const evidence::EvidenceSet& set, const evidence::Evidence& item) {
  if (item.owner != evidence::Owner::kUnknown || item.module == evidence::kNoModule) return item.owner;
  return set.modules[item.module].owner;
}

void NameTable::add(std::string_view name, uint32_t row) {
  if (2 * rows_.size() >= slots_.size()) grow();
  const size_t hash = std::hash<std::string_view>()(name);
  uint32_t* at = &slots_[slot_of(name, hash)];
  while (*at != kNone) at = &rows_[*at].next;
  *at = static_cast<uint32_t>(rows_.size());
  rows_.push_back({name, hash, row, kNone});
}

size_t NameTable::slot_of(std::string_view name, size_t hash) const {
  const size_t last = slots_.size() - 1;
  size_t slot = hash & last;
  while (slots_[slot] != kNone && rows_[slots_[slot]].name != name) slot = (slot + 1) & last;
  return slot;
}

void NameTable::grow() {
  std::vector<uint32_t> old(std::max<size_t>(16, 4 * slots_.size()), kNone);
  old.swap(slots_);
  for (const uint32_t first : old) {
    if (first != kNone) slots_[slot_of(rows_[first].name, rows_[first].hash)] = first;
  }
}

void FileMarks::add(std::string_view pattern, uint32_t row) {
  if (pattern.find('*') == std::string_view::npos) {
    exact_.add(pattern, row);
  } else {
    open_.emplace_back(pattern, row);
  }
}

}  // namespace jianfu::engine
