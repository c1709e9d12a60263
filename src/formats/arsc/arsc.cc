// What can be asked of a table; how it is read stands in read.cc.
#include "formats/arsc/arsc.h"

#include <algorithm>
#include <set>

#include "formats/arsc/config.h"
#include "formats/axml/axml.h"

namespace jianfu::formats::arsc {
namespace {

constexpr int kReferenceSteps = 20;
// Of one id, through references: 30 items of an array in 85 languages are 2,550. What the id holds itself is
// bounded by the file; what it points to could be the same long list for every id.
constexpr size_t kReferredTexts = 4096;
constexpr size_t kReferredBytes = 1 << 20;

bool is_reference(uint8_t type) {
  return type == axml::kReference || type == axml::kDynamicReference;
}

class TextCollector {
 public:
  TextCollector(const Table& table, std::vector<Table::Text>& out) : table_(table), out_(out) {}

  // `locale`: of the reference that led here; `steps`: how many may follow.
  void collect(uint32_t id, const std::string& locale, int steps) {
    const Resource* resource = table_.find(id);
    if (resource == nullptr || !visited_.insert(resource->id).second) return;
    const bool referred = steps < kReferenceSteps;
    for (uint32_t v = 0; v < resource->value_count && !(referred && full()); ++v) {
      const Value& value = table_.values[resource->first_value + v];
      const std::string& own = table_.configs[value.config].locale;
      if (value.type == axml::kString) {
        if (referred) ++texts_, bytes_ += table_.pool.stored_bytes(value.data);
        out_.push_back({own.empty() ? locale : own, table_.pool.get(value.data)});
      } else if (is_reference(value.type) && steps > 0) {
        collect(value.data, own.empty() ? locale : own, steps - 1);
      }
    }
  }

 private:
  bool full() const {
    return texts_ >= kReferredTexts || bytes_ >= kReferredBytes || visited_.size() >= kReferredTexts;
  }

  const Table& table_;
  std::vector<Table::Text>& out_;
  std::set<uint32_t> visited_;
  size_t texts_ = 0, bytes_ = 0;  // reached through references
};

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
  std::vector<Text> out;
  TextCollector(*this, out).collect(id, "", kReferenceSteps);
  return out;
}

std::string Table::best_text(uint32_t id) const {
  std::vector<Text> all = texts(id);
  const auto rank = [](const Text& text) { return text.text.empty() ? 4 : rank_of(text.locale); };
  const auto best = std::min_element(all.begin(), all.end(),
                                     [&](const Text& a, const Text& b) { return rank(a) < rank(b); });
  return best == all.end() ? std::string() : std::move(best->text);
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
