#include "engine/try_text.h"

#include <catch2/catch.hpp>

#include "rules/load.h"
#include "unit/rules/rule_files.h"

using namespace jianfu;
using namespace jianfu::rules::tests;

namespace {

engine::Tried tried(const std::string& text, evidence::Kind kind = evidence::Kind::kText) {
  const rules::Loaded loaded = rules::load(rule_files());
  const match::Matcher matcher(loaded.rules);
  evidence::Evidence item;
  item.kind = kind;
  if (kind == evidence::Kind::kText) item.role = evidence::Role::kLabel;
  item.text = text;
  return engine::try_text(matcher, item);
}

}  // namespace

TEST_CASE("a text is told which groups it answers, by which terms") {
  const engine::Tried out = tried("必须 缺 卡");
  CHECK(out.normal == "必须缺卡");
  REQUIRE(out.answers.size() == 2);
  CHECK(out.answers[0].id == "clock-in");
  CHECK(out.answers[0].group == "label");
  REQUIRE(out.answers[0].terms.size() == 1);
  CHECK(out.answers[0].terms[0].text == "缺卡");
  CHECK(out.answers[0].terms[0].set == "clock-in.strong");
  CHECK(out.answers[0].terms[0].note == "也指缺少社保卡");
  CHECK(out.answers[1].where == engine::TryAnswer::kSignal);
}

TEST_CASE("what is cancelled is told with its reason") {
  const engine::Tried out = tried("无需打卡签到");
  REQUIRE(out.answers.size() == 1);
  CHECK(out.answers[0].cancelled);
  CHECK_FALSE(out.answers[0].reason.zh.empty());
}

TEST_CASE("names are tried by their words, and what nobody looks for gives nothing") {
  const engine::Tried out = tried("/api/signIn", evidence::Kind::kEndpoint);
  CHECK(out.words == std::vector<std::string>{"api", "sign", "in"});
  REQUIRE(out.answers.size() == 1);
  CHECK(out.answers[0].terms[0].text == "sign in");
  CHECK(tried("首页").answers.empty());
}
