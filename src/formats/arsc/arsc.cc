// What can be asked of a table; how it is read stands in read.cc.
#include "formats/arsc/arsc.h"

#include <algorithm>

#include "formats/arsc/set.h"
#include "formats/axml/axml.h"

namespace jianfu::formats::arsc {
namespace {

const Resource* find_exact(const std::vector<Resource>& resources, uint32_t id) {
  const auto at = std::lower_bound(resources.begin(), resources.end(), id,
                                   [](const Resource& row, uint32_t wanted) { return row.id < wanted; });
  return at != resources.end() && at->id == id ? &*at : nullptr;
}

}  // namespace

const Resource* Table::find(uint32_t id) const {
  const Resource* found = find_exact(resources, id);
  if (found != nullptr) return found;
  const auto alias = std::lower_bound(aliases.begin(), aliases.end(), std::pair{id, uint32_t{0}});
  return alias != aliases.end() && alias->first == id ? find_exact(resources, alias->second) : nullptr;
}

std::string Table::name(uint32_t id) const {
  const Resource* resource = find(id);
  return resource == nullptr ? std::string() : std::string(resource->type) + "/" + resource->key;
}

std::vector<Table::Text> Table::texts(uint32_t id) const {
  return texts_of({this, 1}, id);
}

std::string Table::best_text(uint32_t id) const {
  return best_of(texts(id));
}

std::vector<uint32_t> Table::orphans() const {
  std::vector<bool> used(pool.size());
  const auto use = [&used](uint32_t index) {
    if (index < used.size()) used[index] = true;
  };
  for (const Value& value : values) {
    if (value.type == axml::kString) use(value.data);
  }
  for (uint32_t i = 0; i < pool.styles(); ++i) {
    for (const uint32_t name : pool.span_names(i)) use(name);
  }
  std::vector<uint32_t> out;
  uint64_t bytes = 0;
  for (uint32_t i = 0; i < used.size(); ++i) {
    if (used[i] || !pool.readable(i)) continue;
    // Leftovers of a sound pool do not overlap: together they are never more than the pool.
    bytes += pool.stored_bytes(i);
    if (bytes > pool.bytes()) break;
    out.push_back(i);
  }
  return out;
}

}  // namespace jianfu::formats::arsc
