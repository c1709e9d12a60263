#include "engine/why_not.h"

#include <catch2/catch.hpp>

#include "evidence/text_form.h"
#include "rules/load.h"
#include "unit/rules/rule_files.h"

using namespace jianfu;
using namespace jianfu::rules::tests;

namespace {

engine::WhyNot ask(const std::string& id, const std::string& text) {
  const rules::Loaded loaded = rules::load(rule_files());
  REQUIRE(loaded.ok());
  const auto set = evidence::from_text(text);
  if (!set) FAIL(set.error().render(Lang::kEn));
  const match::Matcher matcher(loaded.rules);
  const match::Session session(matcher, *set);
  return engine::why_not(session, static_cast<uint32_t>(loaded.rules.find(id) - loaded.rules.rules.data()));
}

const std::string kPage = "module page p title=签到 owner=app reach=yes\n";

}  // namespace

TEST_CASE("each grade that was not reached names the nearest place and what it lacks") {
  const engine::WhyNot why = ask("clock-in", kPage + "endpoint /sign/in in=p\n");
  CHECK(why.found == 0);
  REQUIRE(why.steps.size() == 3);
  CHECK(why.steps[0].grade == "confirmed");
  REQUIRE(why.steps[0].nearest);
  CHECK(why.steps[0].nearest->module.id == "p");
  CHECK(why.steps[0].nearest->missing == 1);
  CHECK_FALSE(why.steps[1].nearest);  // no label, no position
  REQUIRE(why.modules.size() == 1);
  CHECK(why.modules[0].grade == "confirmed");
}

TEST_CASE("of a rule that found something only better grades are missing") {
  const engine::WhyNot why = ask("clock-in", kPage + "text label \"打卡签到\" in=p\n");
  CHECK(why.found == 1);
  CHECK(why.best == rules::Grade::kHint);
  REQUIRE(why.steps.size() == 2);
  CHECK(ask("clock-in", kPage + "text label \"打卡签到\" in=p\nendpoint /sign/in in=p\n").steps.empty());
}

TEST_CASE("what was cancelled is told with its reason, where nothing else answers") {
  const engine::WhyNot why = ask("clock-in", kPage + "text label \"会议签到\" in=p\ntext label \"无需打卡签到\" in=p\n");
  CHECK(why.modules.empty());
  REQUIRE(why.cancelled.size() == 1);
  CHECK(why.cancelled[0].because == "label");
  CHECK_FALSE(why.cancelled[0].reason.zh.empty());
}

TEST_CASE("gaps that hide what the rule needs are named, others are not") {
  const engine::WhyNot why =
      ask("clock-in", kPage + "gap packed at=classes.dex hides=text,call\ngap corrupt at=a.so hides=sdk\n");
  REQUIRE(why.gaps.size() == 1);
  CHECK(why.gaps[0].gap.entry == "classes.dex");
}

TEST_CASE("no more than five modules are named, the nearest first") {
  std::string text;
  for (int i = 0; i < 8; ++i) {
    const std::string id = "p" + std::to_string(i);
    text += "module page " + id + " owner=app reach=yes\nendpoint /sign/in in=" + id + "\n";
  }
  CHECK(ask("clock-in", text).modules.size() == 5);
}

TEST_CASE("of a required function the steps above the one that holds are missing") {
  const engine::WhyNot why = ask("complaint", kPage + "text label \"意见反馈\" in=p\n");
  CHECK(why.absence);
  REQUIRE(why.steps.size() == 1);
  CHECK(why.steps[0].grade == "complete");
  REQUIRE(why.steps[0].nearest);
  CHECK(why.steps[0].nearest->missing == 1);
}
