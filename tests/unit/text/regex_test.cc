#include "text/regex.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "random_text.h"
#include "text/normalise.h"

using namespace jianfu::text;
using Literals = std::vector<std::string>;

TEST_CASE("a regex finds its first match") {
  const Regex regex("连续(签到|打卡)\\d*天");
  CHECK(regex.find("已连续打卡12天") == std::pair<size_t, size_t>{3, 20});
  CHECK(regex.find("连续签约3天").first == std::string::npos);
  CHECK(regex.find("").first == std::string::npos);
  CHECK(regex.pattern() == "连续(签到|打卡)\\d*天");
}

TEST_CASE("a regex may be moved, and used by several threads at once") {
  std::vector<Regex> regexes;
  for (int i = 0; i < 3; ++i) regexes.emplace_back("sign.?in");
  std::vector<std::thread> threads;
  std::vector<size_t> found(4);
  for (size_t i = 0; i < found.size(); ++i)
    threads.emplace_back([&, i] { found[i] = regexes[2].find("/api/sign-in").first; });
  for (std::thread& thread : threads) thread.join();
  CHECK(found == std::vector<size_t>(4, 5));
}

TEST_CASE("a pattern matches the normal form whatever form it was written in") {
  CHECK(Regex("簽到（SIGN）").find(normal_form("簽到（Sign）")).first == 0);
  CHECK(Regex("[０-９]+％").find("5%").first == 0);
  CHECK(Regex("签到…").find("签到abc").first == std::string::npos);
}

TEST_CASE("what is wrong with a pattern is said") {
  CHECK_FALSE(inspect_regex("签到(").error.empty());
  CHECK(Regex("签到(").find("签到(").first == std::string::npos);
  CHECK_FALSE(inspect_regex("a{2000}").error.empty());
  for (const char* empty : {"a*", "", "\\b", "^", "$", "(签到)?", "签到|"}) {
    CAPTURE(empty);
    CHECK(inspect_regex(empty).matches_empty);
  }
  for (const char* full : {"a+", "签", "^签到$", "\\b签\\b", "."}) {
    CAPTURE(full);
    CHECK_FALSE(inspect_regex(full).matches_empty);
  }
}

TEST_CASE("the literals of a pattern") {
  CHECK(inspect_regex("连续(签到|打卡)\\d*天").literals == Literals{"连续打卡", "连续签到"});
  CHECK(inspect_regex("Sign.{0,5}Record").literals == Literals{"record"});  // one of two that stand together
  CHECK(inspect_regex("签到|\\d+").literals.empty());
  CHECK(inspect_regex("[a-z]+\\d").literals.empty());
  CHECK(inspect_regex("ab").literals.empty());  // shorter than three bytes
  CHECK(inspect_regex("第\\d+名").literals.size() == 1);
  CHECK(inspect_regex("ÉCOLE").literals == Literals{"cole"});  // the scanner ignores the case of ASCII only
  CHECK(inspect_regex("ÉÀÉ").literals.empty());
}

TEST_CASE("whatever a regex matches holds one of its literals") {
  const std::vector<std::string> patterns = {"签到|积分排名",      "(签|打)(到|卡)",        "sign.?in",
                                             "签.{0,3}到.{0,6}分", "(?:rank|sign)(_|-)?id", "名[^到]*打",
                                             "9?(sign|签到)+.*42", "打卡.*打卡|rank",       "(签到)?rank(9)?",
                                             "[签打]到rank",       "(?i)RANK|分分",         "sign(in|id)?"};
  jianfu::test::Dice dice(3);
  std::vector<Regex> regexes;
  std::vector<Literals> literals;
  for (const std::string& pattern : patterns) {
    regexes.emplace_back(pattern);
    literals.push_back(inspect_regex(pattern).literals);
    CHECK_FALSE(literals.back().empty());
  }
  size_t matched = 0;
  for (int run = 0; run < 30000; ++run) {
    const std::string text = normal_form(jianfu::test::random_text(dice, 2 + dice.below(12)));
    for (size_t i = 0; i < regexes.size(); ++i) {
      if (regexes[i].find(text).first == std::string::npos) continue;
      ++matched;
      CAPTURE(text, patterns[i]);
      REQUIRE(std::any_of(literals[i].begin(), literals[i].end(), [&text](const std::string& literal) {
        return text.find(literal) != std::string::npos;
      }));
    }
  }
  CHECK(matched > 1000);
}
