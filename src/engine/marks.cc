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

void FileMarks::add(std::string_view pattern, uint32_t row) {
  if (pattern.find('*') == std::string_view::npos) {
    exact_[pattern].push_back(row);
  } else {
    open_.emplace_back(pattern, row);
  }
}

}  // namespace jianfu::engine
