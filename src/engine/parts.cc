#include "engine/parts.h"

#include <algorithm>
#include <iterator>

#include "engine/view.h"

namespace jianfu::engine {
namespace {

using match::Trace;
using rules::Condition;
using Node = Condition::Node;

constexpr size_t kExamples = 3;     // terms that say what a group looks for
constexpr size_t kMostPieces = 12;  // of evidence behind one question; findings list them all

bool names_group(Condition::Op op) {
  return op == Condition::kGroup || op == Condition::kCount || op == Condition::kNear || op == Condition::kLeadsTo ||
         op == Condition::kGatesAll || op == Condition::kAnywhere || op == Condition::kOneStep;
}
bool asks_elsewhere(Condition::Op op) { return op == Condition::kLeadsTo || op == Condition::kGatesAll; }
bool is_chain(Condition::Op op) { return op == Condition::kAnd || op == Condition::kOr; }

Condition::Compare complement(Condition::Compare how) {
  switch (how) {
    case Condition::kAtLeast:
      return Condition::kLess;
    case Condition::kLess:
      return Condition::kAtLeast;
    case Condition::kAtMost:
      return Condition::kMore;
    case Condition::kMore:
      return Condition::kAtMost;
    case Condition::kEqual:
      break;
  }
  return how;
}

class Builder {
 public:
  Builder(const rules::RuleSet& rules, const Condition& condition, const GroupNames& names)
      : rules_(rules), condition_(condition), names_(names) {}
  Builder(const match::Session& session, const Condition& condition, const match::Scope& scope,
          const GroupNames& names)
      : rules_(session.matcher().rules()), condition_(condition), names_(names), session_(&session), scope_(&scope) {}

  // `trace` of the same node, or null.
  Part build(uint32_t index, const Trace* trace, bool negated) const {
    const Node& node = condition_.nodes[index];
    if (node.op == Condition::kNot)
      return build(node.children.front(), trace == nullptr ? nullptr : &trace->children.front(), !negated);
    return is_chain(node.op) ? chain(node, trace, negated) : question(node, trace, negated);
  }

 private:
  // not (a and b) is not a or not b. Chains within chains of the same kind are one.
  Part chain(const Node& node, const Trace* trace, bool negated) const {
    Part out;
    out.shape = (node.op == Condition::kAnd) == !negated ? Part::kAll : Part::kAny;
    out.holds = trace != nullptr && trace->holds != negated;
    for (size_t i = 0; i < node.children.size(); ++i) {
      Part part = build(node.children[i], trace == nullptr ? nullptr : &trace->children[i], negated);
      if (part.shape == out.shape)
        std::move(part.parts.begin(), part.parts.end(), std::back_inserter(out.parts));
      else
        out.parts.push_back(std::move(part));
    }
    return out;
  }

  Part question(const Node& node, const Trace* trace, bool negated) const {
    Part out;
    out.op = node.op;
    out.compare = node.compare;
    out.reach = node.reach;
    out.number = node.number;
    out.negated = negated;
    out.holds = trace != nullptr && trace->holds != negated;
    if (node.op == Condition::kCount && node.compare != Condition::kEqual && negated) {
      out.compare = complement(node.compare);
      out.negated = false;
    }
    if (node.op == Condition::kRule && node.group < rules_.rules.size()) {
      out.rule = rules_.rules[node.group].id;
      out.rule_title = rules_.rules[node.group].title;
    }
    if (names_group(node.op)) out.groups.push_back(names_(node.group));
    if (node.op == Condition::kNear) out.groups.push_back(names_(node.group2));
    if (trace != nullptr && scope_ != nullptr) add_evidence(node, *trace, out);
    return out;
  }

  void add_evidence(const Node& node, const Trace& trace, Part& out) const {
    std::vector<uint32_t> items = trace.items;
    if (asks_elsewhere(node.op)) {
      for (const match::Hit& hit : scope_->hits(node.group).hits) items.push_back(hit.item);
    }
    for (size_t i = 0; i < items.size(); ++i) {
      if (out.evidence.size() == kMostPieces) {
        out.left_out = items.size() - i;
        break;
      }
      // The pieces of near() are one of each group.
      const size_t which = node.op == Condition::kNear && i % 2 == 1 ? 1u : 0u;
      const match::Hit* const hit = scope_->hits(which == 1 ? node.group2 : node.group).find(items[i]);
      out.evidence.push_back(view_of(*session_, items[i], hit == nullptr ? std::vector<match::Span>{} : hit->spans,
                                     out.groups[which].name));
    }
  }

  const rules::RuleSet& rules_;
  const Condition& condition_;
  const GroupNames& names_;
  const match::Session* session_ = nullptr;
  const match::Scope* scope_ = nullptr;
};

bool same_question(const Part& a, const Part& b) {
  const auto same_group = [](const GroupView& one, const GroupView& other) { return one.name == other.name; };
  return a.op == b.op && a.negated == b.negated && a.compare == b.compare && a.number == b.number &&
         a.reach == b.reach && a.rule == b.rule && a.said.zh == b.said.zh &&
         std::equal(a.groups.begin(), a.groups.end(), b.groups.begin(), b.groups.end(), same_group);
}

// All questions that hold below a part that holds, each once.
void add_held(const Part& part, std::vector<Part>& out) {
  if (!part.holds) return;
  const auto same = [&](const Part& other) { return same_question(part, other); };
  if (part.shape == Part::kOne && std::none_of(out.begin(), out.end(), same)) out.push_back(part);
  for (const Part& inner : part.parts) add_held(inner, out);
}

bool has_evidence(const Part& part) { return !part.negated && !part.evidence.empty(); }

Distance distance_of(const std::vector<Part>& questions) {
  Distance out;
  for (const Part& part : questions) {
    out.missing += part.holds ? 0u : 1u;
    out.found += has_evidence(part) ? 1u : 0u;
  }
  return out;
}

class Measure {
 public:
  explicit Measure(const Condition& condition) : condition_(condition) {}

  Distance of(const Trace& trace, bool negated) const {
    const Node& node = condition_.nodes[trace.node];
    if (node.op == Condition::kNot) return of(trace.children.front(), !negated);
    if (!is_chain(node.op)) {
      const bool holds = trace.holds != negated;
      return {holds ? 0u : 1u, !negated && !trace.items.empty() ? 1u : 0u};
    }
    const bool all = (node.op == Condition::kAnd) == !negated;
    Distance out;
    for (size_t i = 0; i < trace.children.size(); ++i) {
      const Distance part = of(trace.children[i], negated);
      if (all)
        out = {out.missing + part.missing, out.found + part.found};
      else if (i == 0 || nearer(part, out))
        out = part;
    }
    return out;
  }

 private:
  const Condition& condition_;
};

}  // namespace

GroupView group_view(const rules::RuleSet& rules, const rules::Group& group) {
  GroupView out{group.name, group.say, group.kinds, group.roles, group.required, group.pressed, {}};
  for (const uint32_t set : group.any) {
    for (const uint32_t term : rules.term_sets[set].terms) {
      if (out.examples.size() == kExamples) return out;
      if (rules.terms[term].mode != rules::Term::kRegex) out.examples.push_back(rules.terms[term].text);
    }
  }
  return out;
}

GroupView signal_view(const rules::RuleSet& rules, uint32_t signal) {
  GroupView out = group_view(rules, rules.signals[signal].group);
  out.name = rules.signals[signal].id;
  out.say = rules.signals[signal].title;
  return out;
}

GroupView group_view(const rules::RuleSet& rules, const rules::Rule& rule, uint32_t number) {
  const size_t own = rule.groups.size();
  if (number < own) return group_view(rules, rule.groups[number]);
  return signal_view(rules, number - static_cast<uint32_t>(own));
}

Part part_of(const rules::RuleSet& rules, const Condition& condition, const GroupNames& names) {
  return Builder(rules, condition, names).build(0, nullptr, false);
}

Part part_of(const match::Session& session, const Condition& condition, const match::Scope& scope,
             const GroupNames& names) {
  Trace trace;
  match::holds(condition, scope, &trace);
  return Builder(session, condition, scope, names).build(0, &trace, false);
}

std::vector<std::vector<Part>> held_alternatives(const Part& part) {
  std::vector<std::vector<Part>> out;
  const std::vector<Part> alone = part.shape == Part::kAny ? std::vector<Part>() : std::vector<Part>{part};
  for (const Part& alternative : part.shape == Part::kAny ? part.parts : alone) {
    std::vector<Part> questions;
    add_held(alternative, questions);
    if (!questions.empty()) out.push_back(std::move(questions));
  }
  return out;
}

std::vector<Part> nearest_alternative(const Part& part) {
  std::vector<Part> out;
  if (part.shape == Part::kOne) return {part};
  for (const Part& inner : part.parts) {
    std::vector<Part> questions = nearest_alternative(inner);
    if (part.shape == Part::kAll)
      std::move(questions.begin(), questions.end(), std::back_inserter(out));
    else if (out.empty() || nearer(distance_of(questions), distance_of(out)))
      out = std::move(questions);
  }
  return out;
}

bool nearer(const Distance& a, const Distance& b) {
  return a.missing != b.missing ? a.missing < b.missing : a.found > b.found;
}

Distance distance_of(const Condition& condition, const Trace& trace) { return Measure(condition).of(trace, false); }

}  // namespace jianfu::engine
