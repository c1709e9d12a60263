#include "engine/gate.h"

#include <catch2/catch.hpp>

#include "unit/engine/claimed.h"

using namespace jianfu;
using namespace jianfu::tests;
using engine::Gate;
using engine::gate;
using engine::Report;
using engine::Severity;
using engine::Thresholds;
using engine::Verdict;

namespace {

engine::WaiverView waiver(bool expired) { return {"w.toml", "依据", "某局", "理由", "2026-12-31", expired}; }

Gate::Answer answer(const Report& report, const Thresholds& thresholds = {}) { return gate({report}, thresholds).answer; }

}  // namespace

TEST_CASE("what reaches the verdict threshold fails the gate, what is one better passes it") {
  const Report suspected = app("a", {found("clock-in", "p", "f1")});
  const Report explain = app("a", {found("clock-in", "p", "f1", Verdict::kExplain)});
  CHECK(answer(suspected) == Gate::kFailed);
  CHECK(answer(explain) == Gate::kPassed);
  CHECK(answer(explain, {Verdict::kExplain}) == Gate::kFailed);
  CHECK(answer(suspected, {std::nullopt}) == Gate::kPassed);
}

TEST_CASE("a threshold of severity leaves out what is milder, and asks rules where there is no finding") {
  Report report = app("a", {found("clock-in", "p", "f1")});
  report.findings[0].severity = Severity::kMedium;
  CHECK(answer(report, {Verdict::kSuspected, Severity::kMedium}) == Gate::kFailed);
  CHECK(answer(report, {Verdict::kSuspected, Severity::kHigh}) == Gate::kPassed);
  Report undecided = app("a");
  undecided.results = {came_to("install-rate", Verdict::kNotDetermined, Severity::kLow)};
  CHECK(answer(undecided, {Verdict::kNotDetermined, Severity::kLow}) == Gate::kFailed);
  CHECK(answer(undecided, {Verdict::kNotDetermined, Severity::kMedium}) == Gate::kPassed);
  CHECK(answer(undecided, {Verdict::kExplain}) == Gate::kPassed);
}

TEST_CASE("required functions count") {
  Report report = app("a");
  report.required = {lacking("complaint-channel")};
  CHECK(answer(report) == Gate::kPassed);
  CHECK(answer(report, {Verdict::kExplain}) == Gate::kFailed);
}

TEST_CASE("what is waived or known does not count; what is waived no longer does") {
  Report report = app("a", {found("clock-in", "p", "f1"), found("likes", "p", "f2"), found("ranking", "p", "f3")});
  report.findings[0].waiver = waiver(false);
  report.findings[1].known = true;
  report.findings[2].waiver = waiver(true);
  const Gate got = gate({report}, {});
  CHECK(got.answer == Gate::kFailed);
  REQUIRE(got.reached.size() == 1);
  CHECK(got.reached[0].title.zh == "ranking");
  CHECK(got.waived == 1);
  CHECK(got.known == 1);
  report.findings.pop_back();
  CHECK(answer(report) == Gate::kPassed);
}

TEST_CASE("what is below the threshold is not counted as excused") {
  Report report = app("a", {found("clock-in", "p", "f1", Verdict::kHint)});
  report.findings[0].waiver = waiver(false);
  CHECK(gate({report}, {}).waived == 0);
}

TEST_CASE("a package inside counts, and an expired waiver does not save what the baseline knows less") {
  Report outer = app("a");
  outer.nested = {app("b", {found("clock-in", "p", "f1")})};
  CHECK(answer(outer) == Gate::kFailed);
  CHECK(gate({outer}, {}).reached[0].package == "b.apk");
  outer.nested[0].findings[0].waiver = waiver(true);
  outer.nested[0].findings[0].known = true;
  CHECK(answer(outer) == Gate::kPassed);  // the baseline still has it
}

TEST_CASE("what could not be assessed outweighs findings, and no waiver changes that") {
  Report packed = app("a", {found("clock-in", "p", "f1")});
  packed.packed = true;
  const Gate got = gate({packed, app("b", {found("clock-in", "p", "f1")})}, {});
  CHECK(got.answer == Gate::kNotAssessed);
  CHECK(got.unassessed == std::vector<std::string>{"a.apk"});
  CHECK(got.reached.size() == 2);
  packed.findings[0].waiver = waiver(false);
  CHECK(answer(packed, {std::nullopt}) == Gate::kNotAssessed);
  Report unread = app("c");
  unread.unread = engine::Bilingual{"读不了", "unreadable"};
  CHECK(answer(unread) == Gate::kNotAssessed);
}

TEST_CASE("a package that only came along inside need not be assessed, one that was handed in must") {
  Report outer = app("a");
  outer.nested = {app("b")};
  outer.nested[0].nothing_decisive_read = true;
  CHECK(answer(outer) == Gate::kPassed);
  outer.nested[0].package.handed_in = true;
  CHECK(answer(outer) == Gate::kNotAssessed);
}

TEST_CASE("strict coverage asks that no gap meets a rule") {
  Report report = app("a");
  report.results = {came_to("clock-in", Verdict::kNotFound)};
  report.results[0].needs = {evidence::Kind::kText};
  engine::GapView gap;
  gap.gap.hides = {evidence::Kind::kText};
  report.gaps = {gap};
  Thresholds strict;
  strict.strict_coverage = true;
  CHECK(answer(report) == Gate::kPassed);
  CHECK(answer(report, strict) == Gate::kNotAssessed);
  report.gaps[0].gap.hides = {evidence::Kind::kRoute};
  CHECK(answer(report, strict) == Gate::kPassed);
}

TEST_CASE("the worst stands first") {
  const Gate got = gate({app("a", {found("a", "p", "f1", Verdict::kExplain), found("b", "p", "f2")})}, {Verdict::kHint});
  REQUIRE(got.reached.size() == 2);
  CHECK(got.reached[0].title.en == "b");
}
