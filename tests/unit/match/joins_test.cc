// Joins between rules, in one screen and across screens: points and likes, duration and ranking, track and validity,
// photo and required, clock-in and absentees.
#include "match/matches.h"
#include "unit/match/fixture.h"

using namespace jianfu;
using namespace jianfu::match::tests;
using rules::Grade;

namespace {

std::string rule(const std::string& id, const std::string& groups, const std::string& presence) {
  return "id: " + id + "\nfeature: clock-in\nprovision: B2\nseverity: high\ntitle: {zh: 甲, en: A}\nmessage: {zh: 甲, en: A}\n"
         "question: {zh: 甲, en: A}\nremedy: {zh: 甲, en: A}\ncitations: [n/B2]\nneeds: [text]\nevidence:\n" + groups +
         "presence: {confirmed: '" + presence + "'}\ntests:\n  - {expect: confirmed, evidence: []}\n  - {expect: none, evidence: []}\n";
}

// The rule `both` joins `points` and `likes`; `when` is its condition over them and its own group `own`.
rules::RuleSet joined(const std::string& when) {
  std::vector<rules::SourceFile> files = files_with("  g: {kind: text, any: [从不]}\n", "presence: {hint: g}\n");
  files.erase(files.begin());
  files.push_back({"B2/both.yaml", rule("both", "  own: {kind: text, any: [自己]}\n", when)});
  files.push_back({"B2/likes.yaml", rule("likes", "  g: {kind: text, any: [点赞]}\n", "g")});
  files.push_back({"B2/points.yaml", rule("points", "  g: {kind: text, any: [积分]}\n", "g")});
  rules::Loaded loaded = rules::load(files);
  for (const rules::Problem& problem : loaded.problems) {
    if (!problem.warning) FAIL(problem.render(Lang::kEn));
  }
  return std::move(loaded.rules);
}

// The modules that the rule `both` was found in, one after the other.
std::string found(const std::string& when, const std::string& text) {
  const rules::RuleSet rules = joined(when);
  const match::Matcher matcher(rules);
  const evidence::EvidenceSet set = evidence_of(text);
  const match::Session session(matcher, set);
  std::string out;
  for (const match::Match& match : session.matches()) {
    if (rules.rules[match.rule].id == "both") out += set.modules[match.unit->main].id;
  }
  return out;
}

const std::string kScreens =
    "module page p\nmodule page q\nmodule page r\nedge opens p q\nedge opens q r\n";

}  // namespace

TEST_CASE("rules are joined on one screen") {
  const std::string text = kScreens + "text label \"积分\" in=p\ntext label \"点赞\" in=p\ntext label \"积分\" in=q\n";
  CHECK(found("rule(points) and rule(likes) or own", text) == "p");
}

TEST_CASE("one-step joins what stands on the next screen, in either direction, and no further") {
  const std::string text = kScreens + "text label \"积分\" in=q\ntext label \"点赞\" in=p\n";
  CHECK(found("rule(points) and rule(likes, one-step) or own", text) == "q");
  CHECK(found("rule(likes) and rule(points, confirmed, one-step) or own", text) == "p");
  const std::string far = kScreens + "text label \"积分\" in=r\ntext label \"点赞\" in=p\n";
  CHECK(found("rule(points) and rule(likes, one-step) or own", far).empty());
  CHECK(found("rule(points) and rule(likes, anywhere) or own", far) == "r");
}

TEST_CASE("a joined rule's own evidence can be asked for") {
  const rules::RuleSet rules = joined("rule(points) and rule(likes, one-step) or own");
  const match::Matcher matcher(rules);
  const evidence::EvidenceSet set = evidence_of(kScreens + "text label \"积分\" in=q\ntext label \"点赞\" in=p\n");
  const match::Session session(matcher, set);
  uint32_t likes = 0;
  while (rules.rules[likes].id != "likes") ++likes;
  const match::Unit& q = session.graph().units(rules::Within::kModule)[session.graph().units_of(rules::Within::kModule, 1).front()];
  CHECK(session.match_near(likes, q, rules::Condition::kModule) == nullptr);
  const match::Match* const match = session.match_near(likes, q, rules::Condition::kHop);
  REQUIRE(match != nullptr);
  CHECK(match->evidence.size() == 1);
}
