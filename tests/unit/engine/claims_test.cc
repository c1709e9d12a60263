#include "engine/claims.h"

#include <catch2/catch.hpp>

#include "unit/engine/claimed.h"

using namespace jianfu;
using namespace jianfu::tests;
using engine::Claim;
using engine::Severity;
using engine::Verdict;

namespace {

std::vector<Claim> claims_of(const engine::Report& report) {
  std::vector<Claim> out;
  engine::each_claim(report, [&](const Claim& claim, const auto&, const bool&) { out.push_back(claim); });
  return out;
}

}  // namespace

TEST_CASE("findings, what is lacking and what is undecided are claims; what is there or absent is none") {
  engine::Report report = app("a", {found("clock-in", "p", "f1"), found("likes", "p", "f2", Verdict::kHint)});
  report.required = {lacking("complaint-channel"), lacking("privacy", Verdict::kNotFound)};
  report.results = {came_to("clock-in", Verdict::kSuspected), came_to("complaint-channel", Verdict::kExplain, Severity::kLow),
                    came_to("privacy", Verdict::kNotFound), came_to("install-rate", Verdict::kNotDetermined, Severity::kHigh)};
  const std::vector<Claim> claims = claims_of(report);
  REQUIRE(claims.size() == 4);
  CHECK(claims[0].rule == "clock-in");
  CHECK(claims[1].of == Claim::kFinding);
  CHECK(claims[2].of == Claim::kRequired);
  CHECK(claims[2].severity == Severity::kLow);  // its rule's
  CHECK(claims[3].of == Claim::kUndecided);
  CHECK(claims[3].rule == "install-rate");
  CHECK(claims[3].severity == Severity::kHigh);
}

TEST_CASE("a required function that could not be decided is one claim") {
  engine::Report report = app("a");
  report.required = {lacking("complaint-channel", Verdict::kNotDetermined)};
  report.results = {came_to("complaint-channel", Verdict::kNotDetermined)};
  CHECK(claims_of(report).size() == 1);
}

TEST_CASE("a finding about the declaration is told from others") {
  engine::Report report = app("a", {found("declared-identity", "", "f1", Verdict::kExplain), found("clock-in", "p", "f2")});
  report.findings[0].presence_because = "identity";
  CHECK(claims_of(report)[0].compared);
  CHECK_FALSE(claims_of(report)[1].compared);
}
