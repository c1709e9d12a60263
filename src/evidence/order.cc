// The order of reports: that of a person who goes through the package file by file. Every field takes part,
// so that items which compare equal are equal and the order of reading cannot be seen. Modules are compared
// by id, because their indices follow the order of reading.
#include <algorithm>
#include <compare>
#include <tuple>
#include <utility>
#include <vector>

#include "evidence/collector.h"

namespace jianfu::evidence {
namespace {

class Order {
  using View = std::string_view;

  View id(uint32_t module) const {
    return module < set_.modules.size() ? View(set_.modules[module].id) : View();
  }
  static auto place(const Location& at) {
    return std::tuple(at.line, at.column, at.offset, View(at.symbol), View(at.resource), View(at.locale));
  }
  static auto what(const Evidence& item) { return std::tuple(item.kind, item.role, View(item.text)); }
  auto rest(const Evidence& item) const {
    return std::tuple(id(item.module), item.owner, item.required, item.dormant);
  }
  static std::strong_ordering arguments(const Evidence& a, const Evidence& b) {
    return std::lexicographical_compare_three_way(
        a.arguments.begin(), a.arguments.end(), b.arguments.begin(), b.arguments.end(),
        [](const Argument& x, const Argument& y) {
          return std::tuple(View(x.name), View(x.value)) <=> std::tuple(View(y.name), View(y.value));
        });
  }
  static std::strong_ordering translations(const Evidence& a, const Evidence& b) {
    return std::lexicographical_compare_three_way(
        a.translations.begin(), a.translations.end(), b.translations.begin(), b.translations.end(),
        [](const Translation& x, const Translation& y) {
          return std::tuple(View(x.locale), View(x.text)) <=> std::tuple(View(y.locale), View(y.text));
        });
  }
  auto key(const Gap& gap) const {
    const auto head = std::tuple(View(gap.entry), id(gap.module), gap.why, gap.what.id);
    const auto tail =
        std::tuple(View(gap.detail), gap.hides.bits(), gap.bytes, View(gap.ask_zh), View(gap.ask_en));
    return std::tuple_cat(head, std::tie(gap.what.args), tail);
  }

 public:
  explicit Order(const EvidenceSet& set) : set_(set) {}

  bool operator()(const Evidence& a, const Evidence& b) const {
    if (a.at.entry != b.at.entry) return a.at.entry < b.at.entry;
    if (place(a.at) != place(b.at)) return place(a.at) < place(b.at);
    if (what(a) != what(b)) return what(a) < what(b);
    if (rest(a) != rest(b)) return rest(a) < rest(b);
    if (const auto order = arguments(a, b); order != 0) return order < 0;
    return translations(a, b) < 0;
  }
  bool operator()(const Edge& a, const Edge& b) const {
    return std::tuple(a.kind, id(a.from), id(a.to), std::string_view(a.entry), a.line) <
           std::tuple(b.kind, id(b.from), id(b.to), std::string_view(b.entry), b.line);
  }
  bool operator()(const Gap& a, const Gap& b) const { return key(a) < key(b); }

 private:
  const EvidenceSet& set_;
};

// Items are large: where they come to lie is found out first, and each is moved once.
template <typename Item>
void put_in_order(std::vector<Item>& items, const Order& order) {
  std::vector<Item*> places;
  places.reserve(items.size());
  for (Item& item : items) places.push_back(&item);
  std::sort(places.begin(), places.end(), [&order](const Item* a, const Item* b) { return order(*a, *b); });
  std::vector<Item> out;
  out.reserve(items.size());
  for (Item* const item : places) out.push_back(std::move(*item));
  items = std::move(out);
}

}  // namespace

void sort(EvidenceSet& set) {
  const Order order(set);
  put_in_order(set.evidence, order);
  set.evidence.erase(std::unique(set.evidence.begin(), set.evidence.end()), set.evidence.end());
  put_in_order(set.edges, order);
  std::sort(set.gaps.begin(), set.gaps.end(), order);
  set.gaps.erase(std::unique(set.gaps.begin(), set.gaps.end()), set.gaps.end());
}

}  // namespace jianfu::evidence
