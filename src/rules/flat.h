// What makes a RuleSet that was read from bytes safe to use.
#pragma once

#include "rules/model.h"

namespace jianfu::rules {

// True when every index points into its table and every condition is a tree of bounded depth: what the loader
// establishes for rules that it reads, and the matcher relies on.
bool references_hold(const RuleSet& rules);

}  // namespace jianfu::rules
