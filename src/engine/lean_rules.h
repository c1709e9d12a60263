// A rule set cut down to some rules: what their tests need to be run, so that running them again and again is cheap.
#pragma once

#include <cstdint>
#include <vector>

#include "rules/model.h"

namespace jianfu::engine {

// The first of `wanted` is rule 0 of the result, the others and the rules that they join follow. Without annotation.
rules::RuleSet lean_rules(const rules::RuleSet& rules, const std::vector<uint32_t>& wanted);
// The same, with other terms for a set of `rules`.
rules::RuleSet lean_rules(const rules::RuleSet& rules, const std::vector<uint32_t>& wanted, uint32_t set,
                          const std::vector<uint32_t>& terms);

// Rules whose conditions ask for that rule.
std::vector<uint32_t> rules_joining(const rules::RuleSet& rules, uint32_t rule);

}  // namespace jianfu::engine
