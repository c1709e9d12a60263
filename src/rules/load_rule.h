// Parts of loading a rule that stand in files of their own.
#pragma once

#include <vector>

#include "rules/load_context.h"

namespace jianfu::rules {

// The tests under `tests` of a rule whose conditions have been read.
void load_tests(LoadContext& context, const Yaml& root, Rule& out);

// Every condition of the rule, in the order of docs/rules.md.
std::vector<const Condition*> conditions_of(const Rule& rule);

}  // namespace jianfu::rules
