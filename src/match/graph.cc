#include "match/graph.h"

#include <algorithm>
#include <set>

namespace jianfu::match {
namespace {

using evidence::EdgeKind;
using evidence::EvidenceSet;
using evidence::ModuleKind;

// A script or class used by more screens than this is a service of the whole program (a request wrapper, an
// API list) and says nothing about one screen: it stays a unit of its own.
constexpr size_t kSharedBy = 4;
// Parts of parts of parts … of a screen; deeper nesting than this was not seen and bounds the closure.
constexpr size_t kMostParts = 200;

using Lists = std::vector<std::vector<uint32_t>>;

// What screens open by themselves at the start of the program, as evidence says it.
Lists ways_in(const EvidenceSet& set) {
  Lists out(set.modules.size());
  for (const evidence::Evidence& item : set.evidence) {
    if (item.kind != evidence::Kind::kRoute || item.module >= out.size()) continue;
    const bool unasked = std::any_of(item.arguments.begin(), item.arguments.end(),
                                     [](const evidence::Argument& one) { return one.name == "unasked"; });
    for (const evidence::Argument& one : item.arguments) {
      if (!unasked || one.name != "to" || one.value == set.modules[item.module].id) continue;
      for (uint32_t m = 0; m < out.size(); ++m) {
        if (set.modules[m].id == one.value) out[item.module].push_back(m);
      }
    }
  }
  return out;
}

Lists adjacency(const EvidenceSet& set, EdgeKind kind) {
  Lists out(set.modules.size());
  for (const evidence::Edge& edge : set.edges) {
    if (edge.kind == kind && edge.from < out.size() && edge.to < out.size() && edge.from != edge.to)
      out[edge.from].push_back(edge.to);
  }
  return out;
}

void sort_unique(std::vector<uint32_t>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

std::vector<uint32_t> closure(uint32_t from, const Lists& edges) {
  std::vector<uint32_t> out = {from};
  for (size_t i = 0; i < out.size() && out.size() < kMostParts; ++i) {
    for (const uint32_t next : edges[out[i]]) {
      if (std::find(out.begin(), out.end(), next) == out.end()) out.push_back(next);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

bool Graph::is_screen(uint32_t module) const {
  const ModuleKind kind = set_.modules[module].kind;
  return kind == ModuleKind::kPage || kind == ModuleKind::kApp || kind == ModuleKind::kComponent ||
         kind == ModuleKind::kService;
}

Graph::Graph(const EvidenceSet& set) : set_(set) {
  const size_t count = set.modules.size();
  build_screens(adjacency(set, EdgeKind::kIncludes));
  opens_ = of_screens(adjacency(set, EdgeKind::kOpens));
  unasked_ = of_screens(ways_in(set));
  opened_by_.resize(count);
  from_entry_.resize(count);
  for (uint32_t m = 0; m < count; ++m) {
    for (const uint32_t to : opens_[m]) opened_by_[to].push_back(m);
    if (!entry(m)) continue;
    from_entry_[m] = true;
    for (const uint32_t to : opens_[m]) from_entry_[to] = true;
  }
  const Lists uses = adjacency(set, EdgeKind::kUses);
  build_layer(module_, Lists(count));
  build_layer(component_, uses);
  Unit whole;
  for (uint32_t m = 0; m < count; ++m) whole.modules.push_back(m);
  package_.units.push_back(std::move(whole));
  index(package_);
}

// What the parts of a screen open, the screen opens.
Lists Graph::of_screens(const Lists& edges) const {
  Lists out(edges.size());
  for (uint32_t m = 0; m < edges.size(); ++m) {
    for (const uint32_t part : parts_[m]) out[m].insert(out[m].end(), edges[part].begin(), edges[part].end());
    sort_unique(out[m]);
  }
  return out;
}

void Graph::build_screens(const Lists& includes) {
  const size_t count = set_.modules.size();
  std::vector<bool> included(count);
  for (const auto& list : includes) {
    for (const uint32_t part : list) included[part] = true;
  }
  parts_.resize(count);
  screens_.resize(count);
  for (uint32_t m = 0; m < count; ++m) {
    parts_[m] = closure(m, includes);
    if (included[m]) continue;
    for (const uint32_t part : parts_[m]) screens_[part].push_back(m);
  }
  for (uint32_t m = 0; m < count; ++m) {
    if (screens_[m].empty()) screens_[m].push_back(m);  // parts of each other in a circle
  }
}

void Graph::build_layer(Layer& layer, const Lists& uses) {
  const size_t count = set_.modules.size();
  std::vector<uint32_t> users(count);
  for (uint32_t m = 0; m < count; ++m) {
    if (!is_screen(m) || screens_[m].front() != m) continue;
    std::vector<uint32_t> used;
    for (const uint32_t part : parts_[m]) used.insert(used.end(), uses[part].begin(), uses[part].end());
    sort_unique(used);
    for (const uint32_t target : used) ++users[target];
  }
  std::vector<bool> taken(count);
  for (uint32_t m = 0; m < count; ++m) {
    if (screens_[m].front() != m || !is_screen(m)) continue;
    Unit unit{m, parts_[m]};
    for (const uint32_t part : parts_[m]) {
      for (const uint32_t target : uses[part]) {
        const bool helper = !is_screen(target) && users[target] <= kSharedBy;
        if (helper) unit.modules.insert(unit.modules.end(), parts_[target].begin(), parts_[target].end());
      }
    }
    sort_unique(unit.modules);
    for (const uint32_t module : unit.modules) taken[module] = true;
    layer.units.push_back(std::move(unit));
  }
  for (uint32_t m = 0; m < count; ++m) {
    if (!taken[m] && screens_[m].front() == m) layer.units.push_back({m, parts_[m]});
  }
  index(layer);
}

void Graph::index(Layer& layer) const {
  layer.of_module.resize(set_.modules.size());
  for (uint32_t u = 0; u < layer.units.size(); ++u) {
    for (const uint32_t module : layer.units[u].modules) layer.of_module[module].push_back(u);
  }
}

const std::vector<Unit>& Graph::units(rules::Within within) const {
  return (within == rules::Within::kModule      ? module_
          : within == rules::Within::kComponent ? component_
                                                : package_)
      .units;
}

const std::vector<uint32_t>& Graph::units_of(rules::Within within, uint32_t module) const {
  return (within == rules::Within::kModule      ? module_
          : within == rules::Within::kComponent ? component_
                                                : package_)
      .of_module[module];
}

bool Graph::leads_to(const std::vector<uint32_t>& from, const std::vector<bool>& targets,
                     uint32_t steps) const {
  std::vector<uint32_t> now = from;
  std::vector<bool> seen(set_.modules.size());
  for (const uint32_t m : from) seen[m] = true;
  for (uint32_t step = 0; step < steps && !now.empty(); ++step) {
    std::vector<uint32_t> next;
    for (const uint32_t m : now) {
      for (const uint32_t to : opens_[m]) {
        if (seen[to]) continue;
        if (targets[to]) return true;
        seen[to] = true;
        next.push_back(to);
      }
    }
    now = std::move(next);
  }
  return false;
}

std::vector<uint32_t> Graph::around(const Unit& unit, uint32_t steps, bool back) const {
  constexpr size_t kMost = 2000;  // modules; a screen that leads everywhere needs no longer list
  std::set<uint32_t> seen(unit.modules.begin(), unit.modules.end());
  std::vector<uint32_t> now = unit.modules, out;
  const auto meet = [&](uint32_t screen, std::vector<uint32_t>& next) {
    if (out.size() >= kMost || !seen.insert(screen).second) return;
    next.push_back(screen);
    out.insert(out.end(), parts_[screen].begin(), parts_[screen].end());
  };
  std::vector<uint32_t> next;
  if (back && unit.main != evidence::kNoModule) {
    for (const uint32_t from : opened_by_[unit.main]) meet(from, next);
  }
  for (uint32_t step = 0; step < steps && !now.empty(); ++step) {
    next.clear();
    for (const uint32_t m : now) {
      for (const uint32_t to : opens_[m]) meet(to, next);
    }
    now = std::move(next);
  }
  sort_unique(out);
  return out;
}

bool Graph::gates_all(const std::vector<bool>& gates) const {
  if (!last_answer_ || last_gates_ != gates) {
    last_answer_ = walk_to_gates(gates);
    last_gates_ = gates;
  }
  return *last_answer_;
}

// Screens on the way from the start to a gate, deeper than any splash with its guide.
constexpr size_t kMostSteps = 12;
constexpr size_t kWaysOfPassage = 3;  // more lead out of screens where people stay

bool Graph::walk_to_gates(const std::vector<bool>& gates) const {
  const auto begins = [this](uint32_t m, bool launch) {
    return entry(m) && set_.modules[m].owner != evidence::Owner::kThirdParty && is_screen(m) &&
           (set_.modules[m].kind == ModuleKind::kApp) == launch;
  };
  std::vector<uint32_t> way;
  for (uint32_t m = 0; m < set_.modules.size(); ++m) {
    if (!begins(m, true)) continue;
    // Whatever screen comes first, the launch code turns to a gate.
    for (const uint32_t to : unasked_[m]) {
      if (leads_only_to(gates, to, way)) return true;
    }
  }
  bool met = false;
  for (uint32_t m = 0; m < set_.modules.size(); ++m) {
    if (!begins(m, false)) continue;
    if (!leads_only_to(gates, m, way)) return false;
    met = true;
  }
  return met;
}

// The screen is a gate, or sends people to one by itself, or is passed on the way to gates only. `way`: the screens
// passed before.
bool Graph::leads_only_to(const std::vector<bool>& gates, uint32_t screen, std::vector<uint32_t>& way) const {
  if (gates[screen]) return true;
  const std::vector<uint32_t>& sent = unasked_[screen];
  if (std::any_of(sent.begin(), sent.end(), [&](uint32_t to) { return gates[to]; })) return true;
  const std::vector<uint32_t>& next = sent.empty() ? opens_[screen] : sent;
  if (next.empty() || (sent.empty() && !is_passage(screen))) return false;
  if (way.size() >= kMostSteps) return false;
  way.push_back(screen);
  bool only = false;
  for (const uint32_t to : next) {
    if (std::find(way.begin(), way.end(), to) != way.end()) continue;  // back again
    only = leads_only_to(gates, to, way);
    if (!only) break;
  }
  way.pop_back();
  return only;
}

// Who can fill in something, or go many ways, has come to where people stay. (Fields are kept whatever rules ask
// for, so that a scan and a dump of the evidence agree.)
bool Graph::is_passage(uint32_t screen) const {
  if (opens_[screen].size() > kWaysOfPassage) return false;
  if (fields_.empty()) {
    fields_.resize(set_.modules.size());
    for (const evidence::Evidence& item : set_.evidence) {
      if (item.kind == evidence::Kind::kField && item.module < fields_.size()) fields_[item.module] = true;
    }
  }
  return std::none_of(parts_[screen].begin(), parts_[screen].end(), [this](uint32_t part) { return fields_[part]; });
}

}  // namespace jianfu::match
