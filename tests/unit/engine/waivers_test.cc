#include "engine/waivers.h"

#include <catch2/catch.hpp>

#include "rules/load.h"
#include "unit/engine/claimed.h"

using namespace jianfu;
using namespace jianfu::tests;
using engine::Report;
using engine::Verdict;
using engine::Waiver;
using engine::Waivers;

namespace {

const std::string kToml =
    "[[waivers]]\n"
    "rule = 'clock-in'\n"
    "packages = ['cn.gov.x']\n"
    "modules = ['pages/duty/sign', '值班']\n"
    "basis = '某市防汛抗旱应急预案第12条'\n"
    "approver = '某市应急管理局办公室'\n"
    "reason = '防汛值守'\n"
    "expires = 2026-12-31\n";

engine::WaiversRead read(const std::string& bytes, const std::string& name = "w.toml") {
  return engine::read_waivers(bytes, name, rules::built_in());
}

std::vector<std::string> complaints(const std::string& piece, const std::string& by) {
  std::string bytes = kToml;
  const size_t at = bytes.find(piece);
  REQUIRE(at != std::string::npos);
  bytes.replace(at, piece.size(), by);
  std::vector<std::string> out;
  for (const Error& problem : read(bytes).problems) out.push_back(problem.render(Lang::kEn));
  return out;
}

Waiver waiver(std::string rule, std::string expires = "2026-12-31") {
  Waiver out;
  out.rule = std::move(rule);
  out.basis = "依据";
  out.expires = std::move(expires);
  return out;
}

struct Applied {
  std::vector<Report> reports;
  std::vector<size_t> fitting;
};
Applied applied(std::vector<Waiver> waivers, Report report, std::string_view today = "2026-06-01") {
  Applied out{{std::move(report)}, {}};
  out.fitting = engine::apply_waivers({"w.toml", std::move(waivers)}, today, out.reports);
  return out;
}

// Whether the first finding is excused.
bool excuses(const Waiver& waiver, const Report& report, std::string_view today = "2026-06-01") {
  const auto got = applied({waiver}, report, today).reports[0].findings[0].waiver;
  return got && !got->expired;
}

Report duty() {
  Report out = app("cn.gov.x", {found("clock-in", "pages/duty/sign", "0123456789abcdef")});
  out.package.name = "应急值守";
  out.findings[0].module.title = "值班";
  return out;
}

}  // namespace

TEST_CASE("waivers are read whole, in both formats") {
  const engine::WaiversRead got = read(kToml);
  for (const Error& problem : got.problems) UNSCOPED_INFO(problem.render(Lang::kEn));
  REQUIRE(got.problems.empty());
  REQUIRE(got.waivers.all.size() == 1);
  const Waiver& one = got.waivers.all[0];
  CHECK(one.rule == "clock-in");
  CHECK(one.modules == std::vector<std::string>{"pages/duty/sign", "值班"});
  CHECK(one.expires == "2026-12-31");
  CHECK(one.place == "w.toml:1:1");
  const engine::WaiversRead json = read(
      R"({"waivers": [{"rule": "clock-in", "basis": "b", "approver": "a", "reason": "r", "expires": "2026-12-31", "fingerprints": ["0123456789abcdef"]}]})", "w.json");
  REQUIRE(json.problems.empty());
  CHECK(json.waivers.all[0].fingerprints.size() == 1);
}

TEST_CASE("a waiver without basis, approver, reason or expiry is refused, and so is a rule that there is not") {
  CHECK_THAT(complaints("basis = '某市防汛抗旱应急预案第12条'\n", "").at(0), Catch::StartsWith("w.toml:1:") && Catch::EndsWith("basis is missing"));
  CHECK_THAT(complaints("approver = '某市应急管理局办公室'\n", "").at(0), Catch::EndsWith("approver is missing"));
  CHECK_THAT(complaints("reason = '防汛值守'\n", "").at(0), Catch::EndsWith("reason is missing"));
  CHECK_THAT(complaints("expires = 2026-12-31\n", "").at(0), Catch::EndsWith("expires is missing"));
  CHECK_THAT(complaints("'某市防汛抗旱应急预案第12条'", "' '").at(0), Catch::StartsWith("w.toml:5:9: basis is empty"));
  CHECK_THAT(complaints("2026-12-31", "'2026-02-30'").at(0), Catch::StartsWith("w.toml:8:11: expires should be a date like"));
  CHECK_THAT(complaints("'clock-in'", "'clockin'").at(0), Catch::StartsWith("w.toml:2:8: no such rule: clockin") && Catch::Contains("clock-in"));
  CHECK_THAT(complaints("rule =", "rules =").at(0), Catch::Contains("unknown key rules; did you mean rule?"));
  CHECK_THAT(complaints("[[waivers]]", "[[waiver]]").at(0), Catch::Contains("unknown key waiver"));
}

TEST_CASE("a limit that names nothing is a slip, not a waiver of everything") {
  CHECK_THAT(complaints("['cn.gov.x']", "[]").at(0), Catch::StartsWith("w.toml:3:12: packages is empty"));
  CHECK_THAT(complaints("['cn.gov.x']", "['']").at(0), Catch::Contains("packages is empty"));
  CHECK_THAT(complaints("['cn.gov.x']", "'cn.gov.x'").at(0), Catch::Contains("packages should be a list, found a text"));
}

TEST_CASE("a waiver excuses its rule where it says, and nothing beside it") {
  Waiver one = waiver("clock-in");
  CHECK(excuses(one, duty()));
  CHECK_FALSE(excuses(waiver("likes"), duty()));
  one.packages = {"cn.gov.y"};
  CHECK_FALSE(excuses(one, duty()));
  one.packages = {"cn.gov.y", "应急值守"};
  CHECK(excuses(one, duty()));
  one.modules = {"pages/duty/sign2"};
  CHECK_FALSE(excuses(one, duty()));
  one.modules = {"值班"};
  CHECK(excuses(one, duty()));
  one.fingerprints = {"ffffffffffffffff"};
  CHECK_FALSE(excuses(one, duty()));
  one.fingerprints = {"0123456789abcdef"};
  CHECK(excuses(one, duty()));
}

TEST_CASE("it counts until the end of its day") {
  CHECK(excuses(waiver("clock-in"), duty(), "2026-12-31"));
  CHECK_FALSE(excuses(waiver("clock-in"), duty(), "2027-01-01"));
  const Applied got = applied({waiver("clock-in")}, duty(), "2027-01-01");
  REQUIRE(got.reports[0].findings[0].waiver);  // shown, so that people see why
  CHECK(got.reports[0].findings[0].waiver->expired);
}

TEST_CASE("one that counts goes before one that has expired") {
  Waiver fresh = waiver("clock-in");
  fresh.basis = "新依据";
  const Applied got = applied({waiver("clock-in", "2026-01-31"), fresh}, duty());
  CHECK(got.reports[0].findings[0].waiver->basis == "新依据");
  CHECK_FALSE(got.reports[0].findings[0].waiver->expired);
}

TEST_CASE("what fits nothing is told") {
  const Applied got = applied({waiver("likes"), waiver("clock-in")}, duty());
  CHECK(got.fitting == std::vector<size_t>{0, 1});
}

TEST_CASE("required functions, undecided rules and packages inside can be waived; a screen limits to findings") {
  Report report = duty();
  report.required = {lacking("complaint-channel")};
  report.results = {came_to("install-rate", Verdict::kNotDetermined), came_to("clock-in", Verdict::kSuspected)};
  report.nested = {duty()};
  Waiver screen = waiver("install-rate");
  screen.modules = {"值班"};
  const Applied got = applied({waiver("clock-in"), waiver("complaint-channel"), screen}, report);
  CHECK(got.reports[0].required[0].waiver);
  CHECK(got.reports[0].nested[0].findings[0].waiver);
  CHECK_FALSE(got.reports[0].results[0].waiver);
  CHECK_FALSE(got.reports[0].results[1].waiver);  // its finding has it
  CHECK(got.fitting == std::vector<size_t>{2, 1, 0});
  CHECK(applied({waiver("install-rate")}, report).reports[0].results[0].waiver);
}

TEST_CASE("a waiver changes no verdict") {
  const Applied got = applied({waiver("clock-in")}, duty());
  CHECK(got.reports[0].findings[0].verdict == Verdict::kSuspected);
}
