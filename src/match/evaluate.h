// Conditions of rules over the hits of their groups, in one unit of modules; and the explanation of the
// answer.
#pragma once

#include <functional>
#include <string>
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
  // Best grade of another rule in this unit.
  std::function<rules::Grade(uint32_t rule)> grade_of;
};

// True when the item stands in the unit.
bool in_unit(const Scope& scope, uint32_t item);

// `trace` may be null.
bool holds(const rules::Condition& condition, const Scope& scope, Trace* trace = nullptr);

// Groups that speak for the condition (those below an even number of nots).
std::vector<uint32_t> positive_groups(const rules::Condition& condition);
// True when the condition asks for the graph, and so must be asked of modules without a hit too.
bool asks_graph(const rules::Condition& condition);

}  // namespace jianfu::match
