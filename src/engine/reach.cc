#include "engine/reach.h"

#include <algorithm>
#include <deque>
#include <vector>

namespace jianfu::engine {

using evidence::Reach;

namespace {

// What opens screens may stand in a part of the program that was not handed in.
bool lacks_a_part(const evidence::EvidenceSet& set) {
  return std::any_of(set.gaps.begin(), set.gaps.end(), [](const evidence::Gap& gap) {
    return gap.why == GapReason::kMissingPart && gap.module == evidence::kNoModule && !gap.entry.empty() &&
           (gap.hides.empty() || gap.hides.has(evidence::Kind::kCall));
  });
}

}  // namespace

void find_reachable(evidence::EvidenceSet& set) {
  std::vector<std::vector<uint32_t>> next(set.modules.size());
  for (const evidence::Edge& edge : set.edges) {
    if (edge.from < next.size() && edge.to < next.size()) next[edge.from].push_back(edge.to);
  }
  std::deque<uint32_t> queue;
  std::vector<bool> reached(set.modules.size());
  for (uint32_t m = 0; m < set.modules.size(); ++m) {
    if (!set.modules[m].entry && set.modules[m].reach != Reach::kYes) continue;
    reached[m] = true;
    queue.push_back(m);
  }
  const bool known = !queue.empty() && !set.edges.empty() && !lacks_a_part(set);
  while (!queue.empty()) {
    const uint32_t m = queue.front();
    queue.pop_front();
    for (const uint32_t to : next[m]) {
      if (reached[to]) continue;
      reached[to] = true;
      queue.push_back(to);
    }
  }
  for (uint32_t m = 0; m < set.modules.size(); ++m) {
    if (set.modules[m].reach != Reach::kUnknown) continue;
    if (reached[m])
      set.modules[m].reach = Reach::kYes;
    else if (known)
      set.modules[m].reach = Reach::kNo;
  }
}

}  // namespace jianfu::engine
