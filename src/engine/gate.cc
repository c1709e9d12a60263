#include "engine/gate.h"

#include <algorithm>

#include "engine/claims.h"

namespace jianfu::engine {
namespace {

bool any_gap_meets_a_rule(const Report& report) {
  const bool here = std::any_of(report.results.begin(), report.results.end(), [&](const RuleResult& result) {
    return std::any_of(report.gaps.begin(), report.gaps.end(),
                       [&](const GapView& gap) { return gap.gap.hides.meets(result.needs); });
  });
  return here || std::any_of(report.nested.begin(), report.nested.end(), any_gap_meets_a_rule);
}

bool reaches(const Claim& claim, const Thresholds& thresholds) {
  return thresholds.verdict && claim.verdict >= *thresholds.verdict && claim.severity >= thresholds.severity;
}

void count(const Report& report, const Thresholds& thresholds, Gate& out) {
  each_claim(report, [&](const Claim& claim, const std::optional<WaiverView>& waiver, const bool& known) {
    if (!reaches(claim, thresholds)) return;
    if (waiver && !waiver->expired) {
      ++out.waived;
    } else if (known) {
      ++out.known;
    } else {
      out.reached.push_back({claim.verdict, *claim.title, claim.module == nullptr ? "" : claim.module->id, report.package.path});
    }
  });
  for (const Report& inner : report.nested) count(inner, thresholds, out);
}

}  // namespace

bool out_of_time(const Report& report) {
  return std::any_of(report.gaps.begin(), report.gaps.end(), [](const GapView& gap) { return gap.gap.why == GapReason::kTime; });
}

bool assessed(const Report& report) {
  return !report.unread && !report.nothing_decisive_read && !report.packed && !out_of_time(report) &&
         std::all_of(report.nested.begin(), report.nested.end(),
                     [](const Report& inner) { return !inner.package.handed_in || assessed(inner); });
}

Gate gate(const std::vector<Report>& reports, const Thresholds& thresholds) {
  Gate out;
  for (const Report& report : reports) {
    if (!assessed(report)) out.unassessed.push_back(report.package.path);
    else if (thresholds.strict_coverage && any_gap_meets_a_rule(report)) out.uncovered.push_back(report.package.path);
    count(report, thresholds, out);
  }
  std::stable_sort(out.reached.begin(), out.reached.end(), [](const Gate::Item& a, const Gate::Item& b) { return a.verdict > b.verdict; });
  if (!out.unassessed.empty() || !out.uncovered.empty()) {
    out.answer = Gate::kNotAssessed;
  } else if (!out.reached.empty()) {
    out.answer = Gate::kFailed;
  }
  return out;
}

}  // namespace jianfu::engine
