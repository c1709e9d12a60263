#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "evidence/collector.h"
#include "evidence/text_form.h"

using namespace jianfu;
using namespace jianfu::evidence;

namespace {

constexpr std::string_view kSet = R"(module page b
module page a
edge opens a b at=a.js:2
edge opens b a at=a.js:1
edge uses a b
call wx.x "1" in=a at=a.js:1
call wx.x "2" in=a at=a.js:1
text label "甲" in=a at=a.js:1
text label "甲" in=b at=a.js:1
text label "甲" in=a at=a.js:1 tr:en="x"
text title "甲" in=a at=a.js:1
text label "甲" in=a at=a.js:1:3
text label "甲" in=a at=a.js:1 dormant
text label "甲" in=a at=a.js+0x1
gap packed at=classes.dex
gap limit at=classes.dex
gap limit at=classes.dex what=past_end arg="1"
gap limit at=classes.dex what=past_end arg="2"
)";

}  // namespace

TEST_CASE("the order of reading leaves no trace") {
  Result<EvidenceSet> read = from_text(kSet);
  REQUIRE(read);
  EvidenceSet set = std::move(*read);
  sort(set);
  const std::string sorted = to_text(set);
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    std::shuffle(set.evidence.begin(), set.evidence.end(), random);
    std::shuffle(set.edges.begin(), set.edges.end(), random);
    std::shuffle(set.gaps.begin(), set.gaps.end(), random);
    sort(set);
    REQUIRE(to_text(set) == sorted);
  }
}

TEST_CASE("evidence goes by file and line, and modules by id, not by index") {
  Result<EvidenceSet> set = from_text(
      "module page b\nmodule page a\n"
      "text label \"3\" in=b at=y.js:1\ntext label \"2\" in=b at=x.js:10\ntext label \"1\" in=b at=x.js:9\n"
      "text label \"1\" in=a at=x.js:9\n");
  REQUIRE(set);
  sort(*set);
  CHECK(to_text(*set, set->evidence[0]) == "text label \"1\" in=a at=x.js:9");
  CHECK(to_text(*set, set->evidence[1]) == "text label \"1\" in=b at=x.js:9");
  CHECK(set->evidence[2].text == "2");
  CHECK(set->evidence[3].text == "3");
}

TEST_CASE("an exact repeat goes, what differs in anything stays") {
  Result<EvidenceSet> set = from_text(
      "text label \"x\" at=a.js:1\ntext label \"x\" at=a.js:1\ntext label \"x\" at=a.js:1 dormant\n"
      "gap limit at=a\ngap limit at=a\ngap limit at=a bytes=1\n");
  REQUIRE(set);
  sort(*set);
  CHECK(set->evidence.size() == 2);
  CHECK(set->gaps.size() == 2);
}
