// Conditions of rules as trees for explanations: asked of a unit with the evidence that answered, or as they stand in
// the rule.
#pragma once

#include <functional>
#include <vector>

#include "engine/report.h"
#include "match/matches.h"

namespace jianfu::engine {

GroupView group_view(const rules::RuleSet& rules, const rules::Group& group);
// A rule's groups, then the common signals, as its conditions number them.
GroupView group_view(const rules::RuleSet& rules, const rules::Rule& rule, uint32_t number);
GroupView signal_view(const rules::RuleSet& rules, uint32_t signal);

using GroupNames = std::function<GroupView(uint32_t)>;

// As it stands in the rule; nothing holds.
Part part_of(const rules::RuleSet& rules, const rules::Condition& condition, const GroupNames& names);
// As it was answered.
Part part_of(const match::Session& session, const rules::Condition& condition, const match::Scope& scope,
             const GroupNames& names);

// The questions of each alternative that holds; an alternative within one adds its questions to it.
std::vector<std::vector<Part>> held_alternatives(const Part& part);
// The questions of the alternative that lacks least.
std::vector<Part> nearest_alternative(const Part& part);

// How far the nearest alternative is from holding.
struct Distance {
  size_t missing = 0;
  size_t found = 0;  // questions for evidence that have some
};
bool nearer(const Distance& a, const Distance& b);
Distance distance_of(const rules::Condition& condition, const match::Trace& trace);

}  // namespace jianfu::engine
