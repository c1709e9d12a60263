// Rules against a package: which rule holds where, how surely, on which evidence.
#pragma once

#include <map>
#include <vector>

#include "match/evaluate.h"

namespace jianfu::match {

struct Used {
  uint32_t group = 0;  // of the rule
  uint32_t item = 0;
  std::vector<Span> spans;
};

struct Match {
  uint32_t rule = 0;
  const Unit* unit = nullptr;  // of the session's graph
  rules::Grade grade = rules::Grade::kHint;
  const rules::Condition* because = nullptr;  // the condition that gave the grade
  std::vector<Used> evidence;                 // by group, then item
  std::vector<CancelledHit> counter;          // of the same groups in the same unit
};

// One package under one rule set: hits, graph and matches, and the ways to ask on.
class Session {
 public:
  // Both borrowed, and not to be changed while the session lives.
  Session(const Matcher& matcher, const evidence::EvidenceSet& set);

  const std::vector<Match>& matches() const { return matches_; }  // by rule, then unit
  const Graph& graph() const { return graph_; }
  const evidence::EvidenceSet& set() const { return set_; }
  const Matcher& matcher() const { return matcher_; }

  const GroupHits& rule_hits(uint32_t rule, uint32_t group) const {
    return hits_[matcher_.first_group(rule) + group];
  }
  const GroupHits& signal_hits(uint32_t signal) const { return hits_[matcher_.first_signal() + signal]; }
  const GroupHits& scene_hits(uint32_t scene) const { return hits_[matcher_.first_scene() + scene]; }

  // The scope of a rule's conditions in a unit: its groups, then (numbered behind them) the common signals.
  Scope scope(uint32_t rule, const Unit& unit) const;
  // Best grade of a rule in units that share a module with this one (kModule), or with it and the screens that open
  // it or are opened by it (kHop), or anywhere (kPackage).
  rules::Grade grade_of(uint32_t rule, const Unit& unit,
                        rules::Condition::Reach reach = rules::Condition::kModule) const;
  // The match that gives that grade; null when there is none. Only of rules that others join.
  const Match* match_near(uint32_t rule, const Unit& unit, rules::Condition::Reach reach) const;
  // The unit of a package as a whole.
  const Unit& whole() const { return graph_.units(rules::Within::kPackage).front(); }

 private:
  void match_rule(uint32_t rule, std::vector<char>& state);
  void index_matches();
  void match_unit(uint32_t rule, const Unit& unit);
  void add_evidence(const GroupHits& found, uint32_t group, Match& match) const;
  void add_from_elsewhere(const rules::Condition& condition, Match& match) const;
  std::vector<uint32_t> units_to_ask(uint32_t rule) const;

  const Matcher& matcher_;
  const evidence::EvidenceSet& set_;
  Graph graph_;
  std::vector<GroupHits> hits_;
  std::vector<Match> matches_;
  std::vector<std::vector<uint32_t>> match_of_;    // of joined rules: by module the best match, or UINT32_MAX
  std::vector<std::vector<rules::Grade>> grades_;  // by rule, then module: the best of units that hold it
};

}  // namespace jianfu::match
