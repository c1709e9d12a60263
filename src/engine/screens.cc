#include "engine/screens.h"

#include <algorithm>

namespace jianfu::engine {
namespace {

using evidence::EdgeKind;
using evidence::EvidenceSet;
using evidence::ModuleKind;

using Lists = std::vector<std::vector<uint32_t>>;

// A helper of two screens shows its texts on one of them, and which cannot be told.
constexpr size_t kSharedBy = 1;

bool is_screen(const EvidenceSet& set, uint32_t module) {
  const ModuleKind kind = set.modules[module].kind;
  return kind == ModuleKind::kPage || kind == ModuleKind::kComponent || kind == ModuleKind::kService ||
         kind == ModuleKind::kApp;
}

Lists users_of(const EvidenceSet& set, EdgeKind kind) {
  Lists out(set.modules.size());
  for (const evidence::Edge& edge : set.edges) {
    if (edge.kind == kind && edge.from != edge.to) out[edge.to].push_back(edge.from);
  }
  return out;
}

// Up along "includes" from a part that is no screen itself, to the first screens; parts of each other in a
// circle end it. `seen_from`: by module, from which one it was come to last; for all calls together.
std::vector<uint32_t> includers(const EvidenceSet& set, const Lists& users, uint32_t module,
                                std::vector<uint32_t>& seen_from) {
  std::vector<uint32_t> out, open = {module};
  seen_from[module] = module;
  size_t seen = 1;
  while (!open.empty()) {
    const uint32_t part = open.back();
    open.pop_back();
    for (const uint32_t user : users[part]) {
      if (seen_from[user] == module) continue;
      seen_from[user] = module;
      ++seen;
      (is_screen(set, user) ? out : open).push_back(user);
    }
    if (seen > 1000) return {};  // nothing on a screen has so many parts around it
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

Lists screens_of_modules(const EvidenceSet& set) {
  const Lists included_by = users_of(set, EdgeKind::kIncludes);
  const Lists used_by = users_of(set, EdgeKind::kUses);
  Lists out(set.modules.size());
  std::vector<uint32_t> seen_from(set.modules.size(), evidence::kNoModule);
  for (uint32_t m = 0; m < set.modules.size(); ++m) {
    if (is_screen(set, m)) {
      out[m] = {m};
      continue;
    }
    out[m] = includers(set, included_by, m, seen_from);
    if (!out[m].empty() || set.modules[m].kind == ModuleKind::kResources) continue;
    for (const uint32_t user : used_by[m]) {
      if (is_screen(set, user)) out[m].push_back(user);
    }
    if (out[m].size() > kSharedBy) out[m].clear();
    std::sort(out[m].begin(), out[m].end());
  }
  return out;
}

}  // namespace jianfu::engine
