#include "formats/arsc/set.h"

#include <algorithm>
#include <set>
#include <type_traits>
#include <unordered_map>

#include "formats/arsc/config.h"
#include "formats/axml/axml.h"

namespace jianfu::formats::arsc {
namespace {

// Resource::type is a view of the table's own names: it survives a move of the table, and no copy.
static_assert(std::is_nothrow_move_constructible_v<Table>);

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
  TextCollector(std::span<const Table> tables, std::vector<Table::Text>& out) : tables_(tables), out_(out) {}

  // `locale`, `item`: of the reference that led here; `steps`: how many may follow.
  void collect(uint32_t id, const std::string& locale, uint32_t item, int steps) {
    const bool referred = steps < kReferenceSteps;
    bool entered = false;
    for (uint32_t t = 0; t < tables_.size() && !(referred && full()); ++t) {
      const Resource* resource = tables_[t].find(id);
      if (resource == nullptr) continue;
      if (!entered && !visited_.insert(resource->id).second) return;
      entered = true;
      collect_values(t, *resource, locale, item, steps);
    }
  }

 private:
  void collect_values(uint32_t t, const Resource& resource, const std::string& locale, uint32_t item,
                      int steps) {
    const Table& table = tables_[t];
    const bool referred = steps < kReferenceSteps;
    for (uint32_t v = 0; v < resource.value_count && !(referred && full()); ++v) {
      const Value& value = table.values[resource.first_value + v];
      const std::string& own = table.configs[value.config].locale;
      if (value.type == axml::kString) {
        if (referred) ++texts_, bytes_ += table.pool.stored_bytes(value.data);
        out_.push_back(
            {own.empty() ? locale : own, table.pool.get(value.data), t, value.item != 0 ? value.item : item});
      } else if (is_reference(value.type) && steps > 0) {
        collect(value.data, own.empty() ? locale : own, value.item != 0 ? value.item : item, steps - 1);
      }
    }
  }

  bool full() const {
    return texts_ >= kReferredTexts || bytes_ >= kReferredBytes || visited_.size() >= kReferredTexts;
  }

  std::span<const Table> tables_;
  std::vector<Table::Text>& out_;
  std::set<uint32_t> visited_;
  size_t texts_ = 0, bytes_ = 0;  // reached through references
};

// Texts that an earlier table gave already, word for word and in the same language.
void drop_repeats(std::vector<Table::Text>& texts) {
  std::unordered_map<std::string, uint32_t> first;  // language and text → the table
  std::vector<Table::Text> out;
  for (Table::Text& text : texts) {
    const auto at = first.emplace(text.locale + '\n' + text.text, text.table).first;
    if (at->second == text.table) out.push_back(std::move(text));
  }
  texts = std::move(out);
}

}  // namespace

std::vector<Table::Text> texts_of(std::span<const Table> tables, uint32_t id) {
  std::vector<Table::Text> out;
  TextCollector(tables, out).collect(id, "", 0, kReferenceSteps);
  const bool several = std::any_of(out.begin(), out.end(),
                                   [&](const Table::Text& text) { return text.table != out.front().table; });
  if (several) drop_repeats(out);
  return out;
}

std::string best_of(std::vector<Table::Text> texts) {
  const auto best =
      std::min_element(texts.begin(), texts.end(),
                       [&](const Table::Text& a, const Table::Text& b) { return rank_of(a) < rank_of(b); });
  return best == texts.end() ? std::string() : std::move(best->text);
}

const Resource* TableSet::find(uint32_t id) const {
  for (const Table& table : tables_) {
    if (const Resource* found = table.find(id)) return found;
  }
  return nullptr;
}

std::string TableSet::name(uint32_t id) const {
  const Resource* resource = find(id);
  return resource == nullptr ? std::string() : std::string(resource->type) + "/" + resource->key;
}

}  // namespace jianfu::formats::arsc
