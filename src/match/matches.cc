#include "match/matches.h"

#include <algorithm>

namespace jianfu::match {
namespace {

using rules::Condition;
using rules::Grade;
using rules::Rule;

struct GradeCondition {
  Grade grade;
  const std::optional<Condition>* condition;
};

std::array<GradeCondition, 3> presence_of(const Rule& rule) {
  return {
      {{Grade::kConfirmed, &rule.confirmed}, {Grade::kProbable, &rule.probable}, {Grade::kHint, &rule.hint}}};
}

std::vector<uint32_t> joined_rules(const Rule& rule) {
  std::vector<uint32_t> out;
  for (const GradeCondition& step : presence_of(rule)) {
    if (!*step.condition) continue;
    for (const Condition::Node& node : (*step.condition)->nodes) {
      if (node.op == Condition::kRule) out.push_back(node.group);
    }
  }
  return out;
}

// Places outside of the unit that one group adds to a match.
constexpr size_t kMostFromElsewhere = 64;

}  // namespace

Session::Session(const Matcher& matcher, const evidence::EvidenceSet& set)
    : matcher_(matcher),
      set_(set),
      graph_(set),
      hits_(matcher.find(set)),
      grades_(matcher.rules().rules.size()) {
  std::vector<char> state(matcher.rules().rules.size());
  for (uint32_t rule = 0; rule < state.size(); ++rule) match_rule(rule, state);
  std::sort(matches_.begin(), matches_.end(), [](const Match& a, const Match& b) {
    return a.rule != b.rule ? a.rule < b.rule : a.unit->main < b.unit->main;
  });
  index_matches();
}

void Session::index_matches() {
  match_of_.resize(matcher_.rules().rules.size());
  for (const Rule& rule : matcher_.rules().rules) {
    for (const uint32_t joined : joined_rules(rule)) match_of_[joined].resize(set_.modules.size(), UINT32_MAX);
  }
  for (uint32_t i = 0; i < matches_.size(); ++i) {
    std::vector<uint32_t>& of_module = match_of_[matches_[i].rule];
    if (of_module.empty()) continue;
    for (const uint32_t module : matches_[i].unit->modules) {
      uint32_t& best = of_module[module];
      if (best == UINT32_MAX || matches_[i].grade > matches_[best].grade) best = i;
    }
  }
}

const Match* Session::match_near(uint32_t rule, const Unit& unit, Condition::Reach reach) const {
  const std::vector<uint32_t>& of_module = match_of_[rule];
  const Match* best = nullptr;
  if (of_module.empty()) return best;
  const auto look = [&](uint32_t module) {
    if (of_module[module] == UINT32_MAX) return;
    const Match& match = matches_[of_module[module]];
    if (best == nullptr || match.grade > best->grade) best = &match;
  };
  for (const uint32_t module : unit.modules) look(module);
  if (best != nullptr || unit.main == evidence::kNoModule || reach == Condition::kModule) return best;
  for (const uint32_t module : graph_.around(unit, 1, true)) look(module);
  if (best != nullptr || reach == Condition::kHop) return best;
  for (uint32_t module = 0; module < of_module.size() && best == nullptr; ++module) look(module);
  return best;
}

// Rules that a rule joins are matched before it; in a circle the later one is taken as not there (state 1).
void Session::match_rule(uint32_t rule, std::vector<char>& state) {
  if (state[rule] != 0) return;
  state[rule] = 1;
  const Rule& data = matcher_.rules().rules[rule];
  for (const uint32_t other : joined_rules(data)) match_rule(other, state);
  if (!data.is_absence()) {
    const std::vector<Unit>& units = graph_.units(data.within);
    for (const uint32_t unit : units_to_ask(rule)) match_unit(rule, units[unit]);
  }
  state[rule] = 2;
}

std::vector<uint32_t> Session::units_to_ask(uint32_t rule) const {
  const Rule& data = matcher_.rules().rules[rule];
  const size_t count = graph_.units(data.within).size();
  bool everywhere = data.within == rules::Within::kPackage;
  for (const GradeCondition& step : presence_of(data))
    everywhere |= *step.condition && asks_graph(**step.condition);
  std::vector<uint32_t> out;
  if (everywhere) {
    for (uint32_t u = 0; u < count; ++u) out.push_back(u);
    return out;
  }
  for (uint32_t g = 0; g < data.groups.size(); ++g) {
    for (const Hit& hit : rule_hits(rule, g).hits) {
      const uint32_t module = set_.evidence[hit.item].module;
      if (module == evidence::kNoModule) continue;
      const auto& units = graph_.units_of(data.within, module);
      out.insert(out.end(), units.begin(), units.end());
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Scope Session::scope(uint32_t rule, const Unit& unit) const {
  const Rule& data = matcher_.rules().rules[rule];
  const uint32_t own = static_cast<uint32_t>(data.groups.size());
  return {set_,
          graph_,
          unit,
          data.within,
          [this, rule, own](uint32_t group) -> const GroupHits& {
            return group < own ? rule_hits(rule, group) : signal_hits(group - own);
          },
          [this, &data, own](uint32_t group) {
            return group < own ? data.groups[group].name : matcher_.rules().signals[group - own].id;
          },
          [this, &unit](uint32_t other) { return grade_of(other, unit); },
          [this, &unit](uint32_t other, Condition::Reach reach) { return grade_of(other, unit, reach); }};
}

Grade Session::grade_of(uint32_t rule, const Unit& unit, Condition::Reach reach) const {
  const std::vector<Grade>& grades = grades_[rule];
  Grade best = Grade::kNone;
  if (grades.empty()) return best;
  const auto look = [&](const std::vector<uint32_t>& modules) {
    for (const uint32_t module : modules) best = std::max(best, grades[module]);
  };
  if (reach == Condition::kPackage) return *std::max_element(grades.begin(), grades.end());
  look(unit.modules);
  if (reach != Condition::kHop || unit.main == evidence::kNoModule) return best;
  for (const uint32_t module : unit.modules) look(graph_.opens(module));
  look(graph_.opened_by(unit.main));
  return best;
}

void Session::match_unit(uint32_t rule, const Unit& unit) {
  const Rule& data = matcher_.rules().rules[rule];
  const Scope in = scope(rule, unit);
  for (const GradeCondition& step : presence_of(data)) {
    if (!*step.condition || !holds(**step.condition, in)) continue;
    Match match{rule, &unit, step.grade, &**step.condition, {}, {}};
    for (const uint32_t group : positive_groups(**step.condition)) {
      if (group < data.groups.size()) add_evidence(rule_hits(rule, group), group, match);
    }
    add_from_elsewhere(**step.condition, match);
    std::vector<Grade>& grades = grades_[rule];
    if (grades.empty()) grades.resize(set_.modules.size());
    for (const uint32_t module : unit.modules) grades[module] = std::max(grades[module], step.grade);
    matches_.push_back(std::move(match));
    return;
  }
}

// Hits of the group in the match's unit.
void Session::add_evidence(const GroupHits& found, uint32_t group, Match& match) const {
  const Unit& unit = *match.unit;
  const size_t first = match.evidence.size(), first_counter = match.counter.size();
  const auto hit = [&](uint32_t at) {
    match.evidence.push_back({group, found.hits[at].item, found.hits[at].spans});
    return true;
  };
  const auto counter = [&](uint32_t at) {
    match.counter.push_back(found.cancelled[at]);
    return true;
  };
  if (unit.main == evidence::kNoModule) {
    for (uint32_t at = 0; at < found.hits.size(); ++at) hit(at);
    for (uint32_t at = 0; at < found.cancelled.size(); ++at) counter(at);
  } else {
    each_in(found.by_module, unit.modules, hit);
    each_in(found.cancelled_by_module, unit.modules, counter);
  }
  const auto by_item = [](const auto& a, const auto& b) { return a.item < b.item; };
  std::sort(match.evidence.begin() + static_cast<std::ptrdiff_t>(first), match.evidence.end(), by_item);
  std::sort(match.counter.begin() + static_cast<std::ptrdiff_t>(first_counter), match.counter.end(), by_item);
}

// What a condition rests on beyond the unit: on screens that are led to or a step away, or anywhere.
void Session::add_from_elsewhere(const Condition& condition, Match& match) const {
  const Unit& unit = *match.unit;
  if (unit.main == evidence::kNoModule) return;
  const uint32_t own = static_cast<uint32_t>(matcher_.rules().rules[match.rule].groups.size());
  for (const Condition::Node& node : condition.nodes) {
    const bool near = node.op == Condition::kLeadsTo || node.op == Condition::kOneStep;
    const bool anywhere = node.op == Condition::kGatesAll || node.op == Condition::kAnywhere;
    if ((!near && !anywhere) || node.group >= own) continue;
    const GroupHits& found = rule_hits(match.rule, node.group);
    size_t left = kMostFromElsewhere;
    const auto take = [&](uint32_t at) {
      const Hit& hit = found.hits[at];
      if (std::binary_search(unit.modules.begin(), unit.modules.end(), set_.evidence[hit.item].module)) return true;
      match.evidence.push_back({node.group, hit.item, hit.spans});
      return --left > 0;
    };
    if (near) {
      const uint32_t steps = node.op == Condition::kLeadsTo ? node.number : 1;
      each_in(found.by_module, graph_.around(unit, steps, node.op == Condition::kOneStep), take);
    } else {
      for (uint32_t at = 0; at < found.hits.size() && take(at); ++at) {
      }
    }
  }
}

}  // namespace jianfu::match
