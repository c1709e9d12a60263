#include "engine/ways.h"

#include <algorithm>
#include <deque>
#include <map>

namespace jianfu::engine {
namespace {

using evidence::kNoModule;
using evidence::ModuleKind;

// The shortest way to every screen at once; launch code is passed, and is no step that a person sees.
class Ways {
 public:
  explicit Ways(const match::Session& session)
      : set_(session.set()), graph_(session.graph()), from_(set_.modules.size(), kNoModule), seen_(from_.size()) {
    std::deque<uint32_t> queue;
    for (const bool launch : {false, true}) {
      for (uint32_t m = 0; m < from_.size(); ++m) {
        if (starts(m) && is_launch(m) == launch) reach(m, kNoModule, queue);
      }
    }
    while (!queue.empty()) {
      const uint32_t m = queue.front();
      queue.pop_front();
      for (const uint32_t to : graph_.opens(m)) reach(to, m, queue);
    }
  }

  std::vector<ScreenView> to(uint32_t module) const {
    std::vector<ScreenView> out;
    for (uint32_t at = graph_.screens_of(module).front(); at != kNoModule && seen_[at]; at = from_[at]) {
      if (!is_launch(at)) out.push_back({set_.modules[at].id, set_.modules[at].title});
    }
    std::reverse(out.begin(), out.end());
    return out;
  }

 private:
  bool starts(uint32_t m) const { return set_.modules[m].entry && set_.modules[m].owner != evidence::Owner::kThirdParty; }
  bool is_launch(uint32_t m) const { return set_.modules[m].kind == ModuleKind::kApp; }
  void reach(uint32_t m, uint32_t from, std::deque<uint32_t>& queue) {
    if (seen_[m]) return;
    seen_[m] = true;
    from_[m] = from;
    queue.push_back(m);
  }

  const evidence::EvidenceSet& set_;
  const match::Graph& graph_;
  std::vector<uint32_t> from_;
  std::vector<bool> seen_;
};

}  // namespace

void tell_ways(const match::Session& session, Report& report) {
  if (report.findings.empty()) return;
  const Ways ways(session);
  std::map<std::string_view, uint32_t> modules;
  for (uint32_t m = 0; m < session.set().modules.size(); ++m) modules.emplace(session.set().modules[m].id, m);
  for (Finding& finding : report.findings) {
    const auto at = modules.find(finding.module.id);
    if (at != modules.end()) finding.module.way = ways.to(at->second);
  }
}

}  // namespace jianfu::engine
