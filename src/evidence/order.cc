// The one order of evidence, edges and gaps: that of a person who goes through the package screen by screen.
#include <algorithm>
#include <tuple>

#include "evidence/collector.h"

namespace jianfu::evidence {
namespace {

auto place_key(const Location& at) { return std::tie(at.entry, at.line, at.column, at.symbol, at.resource, at.locale); }

bool less_arguments(const std::vector<Argument>& a, const std::vector<Argument>& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](const Argument& x, const Argument& y) {
    return std::tie(x.name, x.value) < std::tie(y.name, y.value);
  });
}

}  // namespace

void sort(EvidenceSet& set) {
  std::stable_sort(set.evidence.begin(), set.evidence.end(), [](const Evidence& a, const Evidence& b) {
    if (a.module != b.module) return a.module < b.module;
    if (a.kind != b.kind) return a.kind < b.kind;
    if (place_key(a.at) != place_key(b.at)) return place_key(a.at) < place_key(b.at);
    if (a.at.offset != b.at.offset) return a.at.offset < b.at.offset;
    if (a.text != b.text) return a.text < b.text;
    return less_arguments(a.arguments, b.arguments);
  });
  // The same item twice (a template that is listed in two scripts of a package) counts once.
  set.evidence.erase(std::unique(set.evidence.begin(), set.evidence.end()), set.evidence.end());
  std::sort(set.edges.begin(), set.edges.end(), [](const Edge& a, const Edge& b) {
    return std::tie(a.from, a.kind, a.to, a.entry, a.line) < std::tie(b.from, b.kind, b.to, b.entry, b.line);
  });
  std::stable_sort(set.gaps.begin(), set.gaps.end(), [](const Gap& a, const Gap& b) {
    return std::tie(a.why, a.entry, a.module, a.detail, a.bytes) < std::tie(b.why, b.entry, b.module, b.detail, b.bytes);
  });
  set.gaps.erase(std::unique(set.gaps.begin(), set.gaps.end()), set.gaps.end());
}

}  // namespace jianfu::evidence
