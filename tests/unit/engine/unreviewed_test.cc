#include "engine/unreviewed.h"

#include <catch2/catch.hpp>

#include "engine/annotate.h"
#include "evidence/text_form.h"
#include "rules/load.h"

using namespace jianfu;

namespace {

std::vector<evidence::Gap> gaps_of(const std::string& text) {
  auto set = evidence::from_text("module page p owner=app reach=yes\n" + text);
  if (!set) FAIL(set.error().render(Lang::kEn));
  engine::annotate(*set, rules::built_in());
  std::vector<evidence::Gap> out;
  for (const evidence::Gap& gap : set->gaps) {
    if (gap.why == GapReason::kNoLexicon) out.push_back(gap);
  }
  return out;
}

}  // namespace

TEST_CASE("texts in a script without lexicon are counted, few of them hide nothing") {
  const auto few = gaps_of("text label \"ནང་འཛུལ།\" in=p\ntext label \"كىرىش\" in=p\ntext label \"首页\" in=p\n");
  REQUIRE(few.size() == 1);
  CHECK(few[0].hides.empty());
  CHECK(few[0].what.render(Lang::kZh).find("2 条民族文字文本未审") == 0);
  CHECK(few[0].what.render(Lang::kZh).find("藏文 1") != std::string::npos);
}

TEST_CASE("an interface in such a script hides texts") {
  std::string many;
  for (int i = 0; i < 20; ++i) many += "text label \"ནང་འཛུལ། " + std::to_string(i) + "\" in=p\n";
  const auto gaps = gaps_of(many);
  REQUIRE(gaps.size() == 1);
  CHECK(gaps[0].hides.has(evidence::Kind::kText));
  CHECK_FALSE(gaps[0].ask_zh.empty());
}

TEST_CASE("what also stands there in Chinese was reviewed, and leftovers do not count") {
  CHECK(gaps_of("text label \"打卡\" in=p\n").empty());
  CHECK(gaps_of("text label \"ནང་འཛུལ།\" dormant in=p\n").empty());
}
