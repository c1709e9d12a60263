// Conditions of rules over the hits of their groups, in one unit of modules; and the explanation of the
// answer.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "match/graph.h"
#include "match/hits.h"
#include "rules/model.h"

namespace jianfu::match {

// How a condition came to its value: the same tree as the condition, with what each part found.
struct Trace {
  std::string what;   // "count(label) >= 3"
  uint32_t node = 0;  // of the condition
  bool holds = false;
  std::vector<uint32_t> items;  // evidence that answered
  std::vector<Trace> children;
};

// What a condition is asked about. Borrowed for the time of the call.
struct Scope {
  const evidence::EvidenceSet& set;
  const Graph& graph;
  const Unit& unit;
  rules::Within within;
  // Hits of the group with that number in the whole package (a rule's groups, then the signals).
  std::function<const GroupHits&(uint32_t group)> hits;
  std::function<std::string(uint32_t group)> name;
  // Best grade of another rule in this unit; and a screen away (kHop) or anywhere (kPackage).
  std::function<rules::Grade(uint32_t rule)> grade_of;
  std::function<rules::Grade(uint32_t rule, rules::Condition::Reach reach)> grade_away;
};

// True when the item stands in the unit.
bool in_unit(const Scope& scope, uint32_t item);

// `trace` may be null.
bool holds(const rules::Condition& condition, const Scope& scope, Trace* trace = nullptr);

// What a condition that holds rests on: the groups of its parts that hold, and items that were asked to be near
// each other.
struct Carried {
  std::vector<uint32_t> groups;  // sorted
  std::vector<uint32_t> items;
  std::vector<std::pair<uint32_t, rules::Condition::Reach>> rules;  // that were joined, and how far away
};
Carried carried(const rules::Condition& condition, const Scope& scope);

// Groups that speak for the condition (those below an even number of nots).
std::vector<uint32_t> positive_groups(const rules::Condition& condition);
// True when the condition asks for the graph, and so must be asked of modules without a hit too.
bool asks_graph(const rules::Condition& condition);

}  // namespace jianfu::match
