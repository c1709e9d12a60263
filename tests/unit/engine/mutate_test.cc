#include "engine/mutate.h"

#include <catch2/catch.hpp>

#include <algorithm>

#include "engine/lean_rules.h"
#include "engine/rule_tests.h"
#include "rules/load.h"
#include "unit/rules/rule_files.h"

using namespace jianfu;
using namespace jianfu::rules::tests;

namespace {

// Survivors of the clock-in rule of the small rule set, in English.
std::vector<std::string> survivors(const std::vector<rules::SourceFile>& files, const std::string& rule = "clock-in") {
  const rules::Loaded loaded = rules::load(files);
  for (const rules::Problem& problem : loaded.problems) UNSCOPED_INFO(problem.render(Lang::kEn));
  REQUIRE(loaded.ok());
  const engine::MutationReport report = engine::mutate(loaded.rules, {rule});
  CHECK(report.failing == 0);
  CHECK(report.tried > report.survivors.size());
  std::vector<std::string> out;
  for (const engine::Survivor& survivor : report.survivors) out.push_back(survivor.what.render(Lang::kEn));
  return out;
}

bool has(const std::vector<std::string>& all, std::string_view part) {
  return std::any_of(all.begin(), all.end(),
                     [&](const std::string& one) { return one.find(part) != std::string::npos; });
}

std::vector<rules::SourceFile> with_test(const std::string& test) {
  return changed(kRule, "tests:\n", "tests:\n  - " + test + "\n");
}

}  // namespace

TEST_CASE("what no test notices survives, and what one does not") {
  const std::vector<std::string> out = survivors(rule_files());
  CHECK_FALSE(has(out, "without the group label"));
  CHECK_FALSE(has(out, "without the group act"));
  CHECK(has(out, "negative context $clock-in.other-meaning"));  // 会议签到 holds no term of the group
  CHECK(has(out, "without the group streak"));
  CHECK(has(out, "without the group place"));
  CHECK(has(out, "probable without \"label and place\""));
  CHECK(has(out, "strong without its condition"));
  CHECK(has(out, "without the scene 应急"));
  CHECK(has(out, "without the common signals"));
}

TEST_CASE("a test that shows it makes the change noticed") {
  CHECK_FALSE(has(survivors(with_test("{expect: hint, evidence: ['text label \"连续签到7天\" in=p']}")),
                  "without the group streak"));
  CHECK_FALSE(has(survivors(with_test("{expect: hint, exemption: none, coercion: none, evidence: ['text label \"打卡签到\" in=p']}")),
                  "hint without \"label\""));
  const std::string strong =
      "{expect: confirmed, coercion: strong, evidence: ['text label \"必须打卡签到\" in=p', 'endpoint /sign/in in=p']}";
  const std::vector<std::string> out = survivors(with_test(strong));
  CHECK(has(out, "strong without its condition"));  // the common signals say strong as well
  const std::string claimed =
      "{expect: confirmed, exemption: claimed, evidence: ['text label \"打卡签到\" in=p', 'endpoint /sign/in in=p', "
      "'text label \"应急值守\" in=p']}";
  CHECK_FALSE(has(survivors(with_test(claimed)), "without the scene 应急"));
}

TEST_CASE("steps of a required function are dropped too") {
  const std::vector<std::string> out = survivors(rule_files(), "complaint");
  CHECK_FALSE(has(out, "complete without its condition"));
  CHECK(has(out, "form without its condition"));
  CHECK_FALSE(has(out, "without the group rating"));
}

TEST_CASE("the halves of long lists are dropped") {
  const auto longer = changed(kLexicon, "terms: [打卡签到, 每日打卡,", "terms: [打卡签到, 每日打卡, 上班打卡,");
  const std::vector<std::string> out = survivors(longer);
  CHECK_FALSE(has(out, "without its first half (打卡签到"));
  CHECK(has(out, "without its second half"));
}

TEST_CASE("tests that fail come first") {
  const rules::Loaded loaded = rules::load(changed(kRule, "expect: confirmed", "expect: hint"));
  REQUIRE(loaded.ok());
  const engine::MutationReport report = engine::mutate(loaded.rules);
  CHECK(report.failing == 1);
  CHECK(report.tried == 0);
}

TEST_CASE("common signals and scenes are dropped, which the tests of any rule may notice") {
  const rules::Loaded loaded = rules::load(with_test(
      "{expect: confirmed, coercion: strong, evidence: ['text label \"必须打卡签到\" in=p', 'endpoint /sign/in in=p']}"));
  REQUIRE(loaded.ok());
  const engine::MutationReport report = engine::mutate(loaded.rules);
  std::vector<std::string> common;
  for (const engine::Survivor& survivor : report.survivors) {
    if (survivor.where.ends_with(".yaml")) common.push_back(survivor.where + " " + survivor.what.render(Lang::kEn));
  }
  CHECK_FALSE(has(common, "coercion.yaml without the group C1"));
  CHECK(has(common, "coercion.yaml without the group C-"));
  CHECK(has(common, "exemption.yaml without the group 应急"));
}

TEST_CASE("a lean rule set gives the answers of the whole one") {
  const rules::Loaded loaded = rules::load(rule_files());
  const rules::RuleSet lean = engine::lean_rules(loaded.rules, {0});
  REQUIRE(lean.rules.size() == 1);
  CHECK(lean.terms.size() < loaded.rules.terms.size());
  const match::Matcher matcher(lean);
  for (const rules::RuleTest& test : loaded.rules.rules[0].tests) {
    const auto set = engine::evidence_of(test, loaded.rules);
    REQUIRE(set);
    const match::Session session(matcher, *set);
    CHECK(engine::found_by(session, 0, test) == engine::expected_by(test));
  }
}
