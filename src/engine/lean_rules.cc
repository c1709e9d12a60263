#include "engine/lean_rules.h"

#include <algorithm>
#include <map>

namespace jianfu::engine {
namespace {

using rules::Condition;
using rules::Group;
using rules::Rule;
using rules::RuleSet;

template <typename AnyRule, typename Visit>
void each_condition(AnyRule& rule, Visit visit) {
  for (auto* condition : {&rule.confirmed, &rule.probable, &rule.hint, &rule.strong, &rule.some}) {
    if (*condition) visit(**condition);
  }
  for (auto& step : rule.required) {
    if (step.when) visit(*step.when);
  }
}

std::vector<uint32_t> joined_by(const Rule& rule) {
  std::vector<uint32_t> out;
  each_condition(rule, [&](const Condition& condition) {
    for (const Condition::Node& node : condition.nodes) {
      if (node.op == Condition::kRule) out.push_back(node.group);
    }
  });
  return out;
}

std::vector<uint32_t> with_joined(const RuleSet& rules, std::vector<uint32_t> wanted) {
  for (size_t i = 0; i < wanted.size(); ++i) {
    for (const uint32_t other : joined_by(rules.rules[wanted[i]])) {
      if (std::find(wanted.begin(), wanted.end(), other) == wanted.end()) wanted.push_back(other);
    }
  }
  return wanted;
}

// Copies the sets and terms that groups name, and numbers them anew.
class Vocabulary {
 public:
  Vocabulary(const RuleSet& from, RuleSet& to, uint32_t changed, const std::vector<uint32_t>* terms)
      : from_(from), to_(to), changed_(changed), changed_terms_(terms) {}

  void take(Group& group) {
    for (std::vector<uint32_t>* sets : {&group.any, &group.unless, &group.unless_with}) {
      for (uint32_t& set : *sets) set = set_of(set);
    }
  }

 private:
  uint32_t set_of(uint32_t old) {
    const auto [at, fresh] = sets_.emplace(old, static_cast<uint32_t>(to_.term_sets.size()));
    if (!fresh) return at->second;
    rules::TermSet set = from_.term_sets[old];
    if (old == changed_ && changed_terms_ != nullptr) set.terms = *changed_terms_;
    for (uint32_t& term : set.terms) term = term_of(term);
    set.term_notes.clear();
    to_.term_sets.push_back(std::move(set));
    return at->second;
  }
  uint32_t term_of(uint32_t old) {
    const auto [at, fresh] = terms_.emplace(old, static_cast<uint32_t>(to_.terms.size()));
    if (fresh) to_.terms.push_back(from_.terms[old]);
    return at->second;
  }

  const RuleSet& from_;
  RuleSet& to_;
  uint32_t changed_;  // a set that gets other terms
  const std::vector<uint32_t>* changed_terms_;
  std::map<uint32_t, uint32_t> sets_, terms_;
};

// All but rules, vocabulary and annotation.
RuleSet common_of(const RuleSet& rules) {
  RuleSet out;
  out.norms = rules.norms;
  out.heads = rules.heads;
  out.signals = rules.signals;
  out.strong = rules.strong;
  out.some = rules.some;
  out.scenes = rules.scenes;
  out.negators = rules.negators;
  out.negated_states = rules.negated_states;
  out.negators_after = rules.negators_after;
  out.policy_marks = rules.policy_marks;
  out.norm_quotes = rules.norm_quotes;
  return out;
}

RuleSet made_lean(const RuleSet& rules, const std::vector<uint32_t>& wanted, uint32_t set,
                  const std::vector<uint32_t>* terms) {
  RuleSet out = common_of(rules);
  Vocabulary vocabulary(rules, out, set, terms);
  for (rules::Signal& signal : out.signals) vocabulary.take(signal.group);
  for (rules::Scene& scene : out.scenes) vocabulary.take(scene.group);
  std::map<uint32_t, uint32_t> numbers;
  const std::vector<uint32_t> all = with_joined(rules, wanted);
  for (const uint32_t rule : all) numbers.emplace(rule, static_cast<uint32_t>(numbers.size()));
  for (const uint32_t old : all) {
    Rule rule = rules.rules[old];
    rule.tests.clear();
    for (Group& group : rule.groups) vocabulary.take(group);
    each_condition(rule, [&](Condition& condition) {
      for (Condition::Node& node : condition.nodes) {
        if (node.op == Condition::kRule) node.group = numbers.at(node.group);
      }
    });
    out.rules.push_back(std::move(rule));
  }
  return out;
}

}  // namespace

RuleSet lean_rules(const RuleSet& rules, const std::vector<uint32_t>& wanted) {
  return made_lean(rules, wanted, UINT32_MAX, nullptr);
}
RuleSet lean_rules(const RuleSet& rules, const std::vector<uint32_t>& wanted, uint32_t set,
                   const std::vector<uint32_t>& terms) {
  return made_lean(rules, wanted, set, &terms);
}

std::vector<uint32_t> rules_joining(const RuleSet& rules, uint32_t rule) {
  std::vector<uint32_t> out;
  for (uint32_t other = 0; other < rules.rules.size(); ++other) {
    const std::vector<uint32_t> joined = joined_by(rules.rules[other]);
    if (other != rule && std::find(joined.begin(), joined.end(), rule) != joined.end()) out.push_back(other);
  }
  return out;
}

}  // namespace jianfu::engine
