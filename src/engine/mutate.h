// Whether the tests of rules would notice a change: each group, set of terms, list, negative context, alternative of a
// condition and clause of coercion or exemption is dropped in turn, in memory, and the tests are run again.
#pragma once

#include <string>
#include <vector>

#include "rules/model.h"

namespace jianfu::engine {

struct Survivor {
  std::string where;  // id of the rule; a file of common data
  Message what;       // what was dropped
};

struct MutationReport {
  size_t failing = 0;  // tests that fail before any change: then nothing else was done
  size_t tried = 0;
  std::vector<Survivor> survivors;  // in order of rules
};

// `only`: ids of rules; empty for all, and then common data too.
MutationReport mutate(const rules::RuleSet& rules, const std::vector<std::string>& only = {});

}  // namespace jianfu::engine
