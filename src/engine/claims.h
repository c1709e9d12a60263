// What a report says that can hold up a build, as one list: its findings, the required functions that it lacks, and
// rules that could not be decided. Waivers, baseline and gate look at nothing else.
#pragma once

#include <algorithm>
#include <string_view>

#include "engine/report.h"

namespace jianfu::engine {

// Borrows from the report.
struct Claim {
  enum Of : uint8_t { kFinding, kRequired, kUndecided } of = kFinding;
  std::string_view rule;
  std::string_view fingerprint;        // empty of kUndecided
  const Bilingual* title = nullptr;    // of the rule
  const ModuleView* module = nullptr;  // of kFinding
  Verdict verdict = Verdict::kHint;
  Severity severity = Severity::kMedium;  // of what is no finding: its rule's
  bool compared = false;  // it is about a declaration: the fingerprint stands for what was compared
};
inline constexpr std::array<std::string_view, 3> kClaimNames = {"finding", "required", "undecided"};

namespace detail {

inline Severity severity_of(const Report& report, std::string_view rule) {
  const auto found = std::find_if(report.results.begin(), report.results.end(),
                                  [rule](const RuleResult& one) { return one.rule_id == rule; });
  return found == report.results.end() ? Severity::kMedium : found->severity;
}

inline bool is_comparison(const Finding& finding) {
  return std::find(rules::kCompareNames.begin() + 1, rules::kCompareNames.end(), finding.presence_because) !=
         rules::kCompareNames.end();
}

// A required function that could not be decided is told by its own view.
inline bool is_undecided(const Report& report, const RuleResult& result) {
  return result.verdict == Verdict::kNotDetermined &&
         std::none_of(report.required.begin(), report.required.end(),
                      [&](const RequiredView& one) { return one.rule_id == result.rule_id; });
}

}  // namespace detail

// see(claim, waiver, known) for each, the last two as they stand in the report, which may be const. Packages inside
// have claims of their own.
template <typename AnyReport, typename See>
void each_claim(AnyReport& report, const See& see) {
  for (auto& one : report.findings) {
    if (one.verdict > Verdict::kNotFound)
      see(Claim{Claim::kFinding, one.rule_id, one.fingerprint, &one.title, &one.module, one.verdict, one.severity, detail::is_comparison(one)},
          one.waiver, one.known);
  }
  for (auto& one : report.required) {
    if (one.verdict > Verdict::kNotFound)
      see(Claim{Claim::kRequired, one.rule_id, one.fingerprint, &one.title, nullptr, one.verdict, detail::severity_of(report, one.rule_id)},
          one.waiver, one.known);
  }
  for (auto& one : report.results) {
    if (detail::is_undecided(report, one))
      see(Claim{Claim::kUndecided, one.rule_id, {}, &one.title, nullptr, one.verdict, one.severity}, one.waiver, one.known);
  }
}

}  // namespace jianfu::engine
