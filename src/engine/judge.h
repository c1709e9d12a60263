// From matches to the verdicts of a report: three axes (presence, coercion, exemption), the matrix of
// regulation.md §4.3, needs against gaps, and required functions.
#pragma once

#include "engine/report.h"
#include "engine/scope.h"
#include "match/matches.h"

namespace jianfu::engine {

// A row of the matrix. Severity is the most that the row allows; a rule's own may be less.
struct MatrixCell {
  Verdict verdict = Verdict::kNotFound;
  Severity most = Severity::kHigh;
};
MatrixCell matrix(Grade presence, Coercion coercion, Audience audience);

// Fills everything of `report` that follows from the session: results, findings, required, provisions, gaps,
// coverage, verdict.
void judge(const match::Session& session, const Scope& scope, Report& report);

}  // namespace jianfu::engine
