#include "engine/parts.h"

#include <catch2/catch.hpp>

#include "evidence/text_form.h"
#include "rules/load.h"
#include "unit/rules/rule_files.h"

using namespace jianfu;
using engine::Part;
using namespace jianfu::rules::tests;

namespace {

// The clock-in rule of the small rule set with that condition for "confirmed", asked of the module p.
struct Asked {
  Asked(const std::string& condition, const std::string& text)
      : loaded(rules::load(changed(kRule, "confirmed: label and act", "confirmed: " + condition))),
        set(*evidence::from_text("module page p owner=app reach=yes\n" + text)),
        matcher(loaded.rules),
        session(matcher, set) {
    for (const rules::Problem& problem : loaded.problems) UNSCOPED_INFO(problem.render(Lang::kEn));
    REQUIRE(loaded.ok());
  }
  Part part() const {
    const rules::Rule& rule = loaded.rules.rules[0];
    const match::Unit& unit = session.graph().units(rule.within).front();
    return engine::part_of(session, *rule.confirmed, session.scope(0, unit),
                           [&](uint32_t group) { return engine::group_view(loaded.rules, rule, group); });
  }

  rules::Loaded loaded;
  evidence::EvidenceSet set;
  match::Matcher matcher;
  match::Session session;
};

std::vector<std::string> names(const std::vector<Part>& questions) {
  std::vector<std::string> out;
  for (const Part& part : questions) {
    out.push_back((part.holds ? "+" : "-") + std::string(part.negated ? "not " : "") +
                  (part.groups.empty() ? "" : part.groups[0].name));
  }
  return out;
}
using Names = std::vector<std::string>;

const std::string kLabel = "text label \"打卡签到\" in=p at=p.wxml:3\n", kAct = "endpoint /sign/in in=p\n",
                  kStreak = "text label \"连续签到7天\" in=p\n";

}  // namespace

TEST_CASE("an alternative that holds is told with the evidence that answered each question") {
  const Asked asked("label and act or streak and act", kLabel + kAct);
  const Part part = asked.part();
  CHECK(part.holds);
  const auto ways = engine::held_alternatives(part);
  REQUIRE(ways.size() == 1);
  CHECK(names(ways[0]) == Names{"+label", "+act"});
  REQUIRE(ways[0][0].evidence.size() == 1);
  CHECK(ways[0][0].evidence[0].item.at.line == 3);
  CHECK(ways[0][0].evidence[0].because == "label");
  CHECK(ways[0][0].evidence[0].marks.size() == 1);
}

TEST_CASE("alternatives within an alternative add their questions to it") {
  const auto ways = engine::held_alternatives(Asked("(label or streak) and act", kLabel + kAct + kStreak).part());
  REQUIRE(ways.size() == 1);
  CHECK(names(ways[0]) == Names{"+label", "+streak", "+act"});
}

TEST_CASE("not is pushed down to the questions") {
  const Part part = Asked("act and not (streak or place)", kAct).part();
  const auto ways = engine::held_alternatives(part);
  REQUIRE(ways.size() == 1);
  CHECK(names(ways[0]) == Names{"+act", "+not streak", "+not place"});
  const Part either = Asked("act and not (streak and place)", kAct + kStreak).part();
  CHECK(names(engine::held_alternatives(either)[0]) == Names{"+act", "+not place"});
}

TEST_CASE("a number that must not be reached is said as the other comparison") {
  const Part part = Asked("act and not count(label) >= 2", kAct + kLabel).part();
  const Part count = engine::held_alternatives(part)[0][1];
  CHECK(count.holds);
  CHECK_FALSE(count.negated);
  CHECK(count.compare == rules::Condition::kLess);
  CHECK(count.number == 2);
}

TEST_CASE("the nearest alternative lacks least, and of equals finds most") {
  const Asked asked("label and streak and place or label and act", kLabel);
  CHECK(names(engine::nearest_alternative(asked.part())) == Names{"+label", "-act"});
  const Asked nothing("streak and place or label and act", kLabel);
  CHECK(names(engine::nearest_alternative(nothing.part())) == Names{"+label", "-act"});
}

TEST_CASE("the distance of a trace is that of its nearest alternative") {
  const Asked asked("label and streak and place or label and act", kLabel);
  const rules::Condition& condition = *asked.loaded.rules.rules[0].confirmed;
  match::Trace trace;
  match::holds(condition, asked.session.scope(0, asked.session.graph().units(rules::Within::kModule).front()), &trace);
  const engine::Distance distance = engine::distance_of(condition, trace);
  CHECK(distance.missing == 1);
  CHECK(distance.found == 1);
}

TEST_CASE("a condition as it stands in the rule has no answers") {
  const Asked asked("label and act or streak", kLabel);
  const rules::Rule& rule = asked.loaded.rules.rules[0];
  const Part part = engine::part_of(asked.loaded.rules, *rule.confirmed,
                                    [&](uint32_t group) { return engine::group_view(asked.loaded.rules, rule, group); });
  CHECK(part.shape == Part::kAny);
  CHECK_FALSE(part.holds);
  REQUIRE(part.parts.size() == 2);
  CHECK(part.parts[0].parts[0].groups[0].examples == Names{"打卡签到", "每日打卡", "缺卡"});
}

TEST_CASE("the pieces of near are one of each group") {
  const Part part = Asked("near(label, streak, string) and act", kAct + "text label \"打卡签到，连续签到7天\" in=p\n").part();
  const Part near = part.parts[0];
  CHECK(near.holds);
  REQUIRE(near.evidence.size() == 2);
  CHECK(near.evidence[0].because == "label");
  CHECK(near.evidence[1].because == "streak");
}
