// The tests inside rule files: evidence in text form, and the grade that the rule must give it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/model.h"

namespace jianfu::engine {

struct RuleTestResult {
  std::string rule, file;
  uint32_t line = 0;
  bool passed = false;
  std::string expected, found;  // "confirmed", "none", with coercion when asked; or the reason the evidence is unreadable
  std::string explanation;      // how each condition came to its value, one line a part
};

std::vector<RuleTestResult> run_rule_tests(const rules::RuleSet& rules);

}  // namespace jianfu::engine
