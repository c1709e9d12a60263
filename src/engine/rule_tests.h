// The tests inside rule files: evidence in text form, and the grade that the rule must give it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "match/matches.h"
#include "rules/model.h"

namespace jianfu::engine {

struct RuleTestResult {
  std::string rule, file;
  uint32_t line = 0;
  bool passed = false;
  std::string expected, found;  // "confirmed", "none", with coercion when asked; or the reason the evidence is unreadable
  std::string explanation;      // how each condition came to its value, one line a part
};

// `only`: ids of rules; empty for all.
std::vector<RuleTestResult> run_rule_tests(const rules::RuleSet& rules, const std::vector<std::string>& only = {});

// The evidence of a test as the rule sees it, and what the test says of the answer: "confirmed/strong".
Result<evidence::EvidenceSet> evidence_of(const rules::RuleTest& test, const rules::RuleSet& rules);
std::string expected_by(const rules::RuleTest& test);
std::string found_by(const match::Session& session, uint32_t rule, const rules::RuleTest& test);

}  // namespace jianfu::engine
