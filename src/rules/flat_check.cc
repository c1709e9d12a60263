#include <algorithm>

#include "rules/condition.h"
#include "rules/flat.h"

namespace jianfu::rules {
namespace {

using Node = Condition::Node;

bool below(const std::vector<uint32_t>& indices, size_t count) {
  return std::all_of(indices.begin(), indices.end(), [&](uint32_t index) { return index < count; });
}

size_t least_children(Condition::Op op) {
  return op == Condition::kAnd || op == Condition::kOr || op == Condition::kNot ? 1 : 0;
}
size_t most_children(Condition::Op op) {
  return op == Condition::kAnd || op == Condition::kOr ? SIZE_MAX : op == Condition::kNot ? 1 : 0;
}

class Check {
 public:
  explicit Check(const RuleSet& rules) : rules_(rules) {}

  bool all() const {
    const size_t signals = rules_.signals.size();
    return std::all_of(rules_.term_sets.begin(), rules_.term_sets.end(),
                       [&](const TermSet& s) { return terms(s); }) &&
           std::all_of(rules_.signals.begin(), rules_.signals.end(),
                       [&](const Signal& s) { return group(s.group); }) &&
           std::all_of(rules_.scenes.begin(), rules_.scenes.end(),
                       [&](const Scene& s) { return group(s.group); }) &&
           std::all_of(rules_.remote.mechanisms.begin(), rules_.remote.mechanisms.end(),
                       [&](const Mechanism& m) { return m.kind < rules_.remote.kinds.size(); }) &&
           std::all_of(rules_.changes.begin(), rules_.changes.end(),
                       [&](const ChangeRule& c) { return citations(c.citations); }) &&
           condition(rules_.strong, signals) && condition(rules_.some, signals) &&
           std::all_of(rules_.rules.begin(), rules_.rules.end(), [&](const Rule& r) { return rule(r); });
  }

 private:
  bool terms(const TermSet& s) const {
    return below(s.terms, rules_.terms.size()) &&
           std::all_of(s.term_notes.begin(), s.term_notes.end(),
                       [&](const auto& note) { return note.first < rules_.terms.size(); });
  }
  bool group(const Group& g) const {
    const size_t sets = rules_.term_sets.size();
    return below(g.any, sets) && below(g.unless, sets) && below(g.unless_with, sets);
  }

  bool rule(const Rule& r) const {
    const size_t own = r.groups.size(), with_signals = own + rules_.signals.size();
    return std::all_of(r.groups.begin(), r.groups.end(), [&](const Group& g) { return group(g); }) &&
           citations(r.citations) &&
           condition(r.confirmed, own) && condition(r.probable, own) && condition(r.hint, own) &&
           std::all_of(r.required.begin(), r.required.end(),
                       [&](const RequiredGrade& g) { return condition(g.when, own); }) &&
           condition(r.strong, with_signals) && condition(r.some, with_signals);
  }

  bool citations(const std::vector<Citation>& all) const {
    return std::all_of(all.begin(), all.end(), [&](const Citation& c) { return citation(c); });
  }
  bool citation(const Citation& c) const {
    if (c.norm >= rules_.norms.size()) return false;
    const auto& provisions = rules_.norms[c.norm].provisions;
    return std::any_of(provisions.begin(), provisions.end(),
                       [&](const Provision& p) { return p.key == c.provision; });
  }

  // Children lie behind their parent and have only one, so the nodes are a tree; its depth is bounded because
  // it is walked by recursion.
  bool condition(const std::optional<Condition>& condition, size_t groups) const {
    if (!condition) return true;
    const std::vector<Node>& nodes = condition->nodes;
    if (nodes.empty()) return false;
    std::vector<size_t> depth(nodes.size(), 0);  // 0: no parent seen
    depth[0] = 1;
    for (uint32_t i = 0; i < nodes.size(); ++i) {
      const Node& node = nodes[i];
      const size_t children = node.children.size();
      if (depth[i] == 0 || depth[i] > kConditionDepth || !names_hold(node, groups)) return false;
      if (children < least_children(node.op) || children > most_children(node.op)) return false;
      for (const uint32_t child : node.children) {
        if (child <= i || child >= nodes.size() || depth[child] != 0) return false;
        depth[child] = depth[i] + 1;
      }
    }
    return true;
  }

  bool names_hold(const Node& node, size_t groups) const {
    switch (node.op) {
      case Condition::kGroup:
      case Condition::kCount:
      case Condition::kLeadsTo:
      case Condition::kGatesAll:
      case Condition::kAnywhere:
      case Condition::kOneStep:
        return node.group < groups;
      case Condition::kNear:
        return node.group < groups && node.group2 < groups;
      case Condition::kRule:
        return node.group < rules_.rules.size();
      default:
        return true;
    }
  }

  const RuleSet& rules_;
};

bool literals_hold(const RuleSet& rules) {
  const TermLiterals& terms = rules.ready.terms;
  if (!rules.ready.filter.whole() || !terms.literals.whole()) return false;
  if (terms.starts.empty()) return terms.literals.size() == 0 && terms.terms.empty();  // made when asked for
  return terms.starts.size() == terms.literals.size() + 1 &&
         std::is_sorted(terms.starts.begin(), terms.starts.end()) && terms.starts.back() == terms.terms.size() &&
         std::all_of(terms.terms.begin(), terms.terms.end(), [&](uint32_t term) { return term < rules.terms.size(); });
}

}  // namespace

bool references_hold(const RuleSet& rules) {
  return Check(rules).all() && literals_hold(rules);
}

}  // namespace jianfu::rules
