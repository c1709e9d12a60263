// Which changes look like a major change of function, by changes.yaml of the rules.
#pragma once

#include "engine/diff.h"

namespace jianfu::engine {

// Of that package alone, in the order of its lists.
std::vector<MajorChange> major_changes(const DiffReport& diff, const rules::RuleSet& rules);

}  // namespace jianfu::engine
