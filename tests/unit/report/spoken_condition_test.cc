#include "report/spoken_condition.h"

#include <catch2/catch.hpp>

using namespace jianfu;

namespace {

std::string spoken(std::string_view condition, Lang lang = Lang::kEn) {
  return report::spoken_condition(condition, lang,
                                  [](std::string_view group) { return "<" + std::string(group) + ">"; });
}

}  // namespace

TEST_CASE("a condition is read aloud with what its groups found") {
  CHECK(spoken("(label or purpose) and act") == "(<label> or <purpose>) and <act>");
  CHECK(spoken("(label or purpose) and not act", Lang::kZh) == "（<label> 或 <purpose>） 且 没有 <act>");
  CHECK(spoken("count(rule-words) >= 2 and entry") ==
        "at least 2 of <rule-words> and the program starts here");
  CHECK(spoken("count(a)<3") == "fewer than 3 of <a>");
  CHECK(spoken("near(a, b, sentence)") == "<a> and <b> in the same sentence");
  CHECK(spoken("leads-to(a, 2) or gates-all(b)") ==
        "at most 2 steps lead to a screen with <a> or no other screen can be reached without passing <b>");
  CHECK(spoken("rule(clock-in, probable)") == "the rule clock-in found at least: probable");
  CHECK(spoken("rule(clock-in)") == "the rule clock-in found something");
}

TEST_CASE("what is not understood stays as written") {
  CHECK(spoken("a xor b") == "<a><xor><b>");
  CHECK(spoken("count(a") == "<count>(<a>");
  CHECK(spoken("count(a) ! 2") == "count(<a>)!<2>");
  CHECK(spoken("near(a)") == "near");
  CHECK(spoken("count(") == "<count>(");
  CHECK(spoken("") == "");
}
