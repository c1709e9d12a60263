#include "engine/ownership.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ownership_js.h"

namespace jianfu::engine {
namespace {

using evidence::Edge;
using evidence::EdgeKind;
using evidence::EvidenceSet;
using evidence::Module;
using evidence::ModuleKind;
using evidence::Owner;

using Lists = std::vector<std::vector<uint32_t>>;

// "a.b.c", "com.x.aa": a name that a shrinker gave. Screens that the manifest names keep theirs.
bool is_obfuscated(const Module& module) {
  constexpr size_t kShort = 2;
  if (module.kind == ModuleKind::kPage || module.kind == ModuleKind::kLayout ||
      module.kind == ModuleKind::kResources || is_script(module))
    return false;
  const std::string_view id = module.id;
  return id.size() - (id.rfind('.') + 1) <= kShort && id.find('/') == std::string_view::npos;
}

bool is_class_name(std::string_view id) {
  return id.find('.') != std::string_view::npos && id.find('/') == std::string_view::npos;
}

// "com.vendor.oa.ui.SignActivity" → "com.vendor.oa.", "a.b.C" → "a.b.".
std::string namespace_of(std::string_view class_name) {
  size_t end = 0;
  for (int part = 0; part < 3; ++part) {
    const size_t dot = class_name.find('.', end);
    if (dot == std::string_view::npos) break;
    end = dot + 1;
  }
  return std::string(class_name.substr(0, end));
}

// Scripts have rules of their own (ownership_js.h).
bool is_class(const Module& module) {
  return !is_script(module);
}

bool is_part(const Module& module) {
  return module.kind == ModuleKind::kLayout;
}

// Modules that can be come to from `seeds` over unknown ones that `passes`.
template <typename Passes>
std::vector<bool> reached(const EvidenceSet& set, const Lists& next, Owner seeds, Passes passes) {
  std::vector<bool> out(set.modules.size());
  std::vector<uint32_t> open;
  for (uint32_t m = 0; m < set.modules.size(); ++m) {
    if (set.modules[m].owner == seeds && !is_part(set.modules[m])) open.push_back(m);
  }
  while (!open.empty()) {
    const uint32_t m = open.back();
    open.pop_back();
    for (const uint32_t to : next[m]) {
      const Module& module = set.modules[to];
      if (out[to] || module.owner != Owner::kUnknown || is_part(module) || !passes(module)) continue;
      out[to] = true;
      open.push_back(to);
    }
  }
  return out;
}

void own_code(EvidenceSet& set) {
  Lists users(set.modules.size()), used(set.modules.size());
  for (const Edge& edge : set.edges) {
    users[edge.to].push_back(edge.from);
    used[edge.from].push_back(edge.to);
  }
  // What refers to the app's code is the app's; what a library refers to is a library's. Glue that build
  // tools write into a library's package (tables of routes, of bindings) does refer to the app: only names
  // that tell nothing are judged so.
  const std::vector<bool> app = reached(set, users, Owner::kApp, is_class);
  const std::vector<bool> library = reached(set, used, Owner::kThirdParty, is_obfuscated);
  for (uint32_t m = 0; m < set.modules.size(); ++m) {
    if (app[m] == library[m]) continue;
    set.modules[m].owner = app[m] ? Owner::kApp : Owner::kThirdParty;
  }
}

// The app's when any includer is; a library's when all are. Layouts in layouts take a few rounds.
void own_layouts(EvidenceSet& set) {
  constexpr int kRounds = 8;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<uint8_t> by(set.modules.size());  // bits: 1 app, 2 library, 4 other
    for (const Edge& edge : set.edges) {
      if (edge.kind == EdgeKind::kOpens || !is_part(set.modules[edge.to])) continue;
      const Owner owner = set.modules[edge.from].owner;
      by[edge.to] = static_cast<uint8_t>(by[edge.to] | (owner == Owner::kApp          ? 1
                                                        : owner == Owner::kThirdParty ? 2
                                                                                      : 4));
    }
    bool changed = false;
    for (uint32_t m = 0; m < set.modules.size(); ++m) {
      if (set.modules[m].owner != Owner::kUnknown || !is_part(set.modules[m])) continue;
      const Owner owner = (by[m] & 1) != 0 ? Owner::kApp : by[m] == 2 ? Owner::kThirdParty : Owner::kUnknown;
      changed |= owner != Owner::kUnknown;
      set.modules[m].owner = owner;
    }
    if (!changed) return;
  }
}

}  // namespace

void own_by_entries(EvidenceSet& set) {
  std::vector<std::string> namespaces;
  for (Module& module : set.modules) {
    if (!module.entry || module.owner != Owner::kUnknown) continue;
    module.owner = Owner::kApp;
    if (is_class_name(module.id)) namespaces.push_back(namespace_of(module.id));
  }
  for (Module& module : set.modules) {
    if (module.owner != Owner::kUnknown || is_part(module) || !is_class_name(module.id)) continue;
    const bool own = std::any_of(namespaces.begin(), namespaces.end(),
                                 [&](const std::string& one) { return module.id.starts_with(one); });
    if (own) module.owner = Owner::kApp;
  }
}

void own_by_neighbours(EvidenceSet& set) {
  own_code(set);
  own_layouts(set);
}

}  // namespace jianfu::engine
