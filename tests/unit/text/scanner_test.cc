#include "text/scanner.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "random_text.h"
#include "text/normalise.h"
#include "text/utf.h"

using namespace jianfu::text;
using namespace std::string_literals;

namespace {

using Found = std::vector<std::pair<uint32_t, uint32_t>>;  // offset, literal

std::string lowered(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

// Plain search, literal by literal: what the scanner must agree with.
Found naive(const std::vector<std::string>& literals, const std::string& item) {
  Found out;
  const std::string text = lowered(item);
  for (uint32_t i = 0; i < literals.size(); ++i) {
    const std::string literal = lowered(literals[i]);
    if (literal.size() < 2) continue;
    if (std::any_of(literals.begin(), literals.begin() + i,
                    [&](const std::string& l) { return lowered(l) == literal; }))
      continue;
    for (size_t at = text.find(literal); at != std::string::npos; at = text.find(literal, at + 1))
      out.emplace_back(static_cast<uint32_t>(at), i);
  }
  std::sort(out.begin(), out.end());
  return out;
}

Found found(const Scanner& scanner, std::string_view item) {
  std::vector<Scanner::Hit> hits;
  scanner.find_all(item, hits);
  Found out;
  for (const Scanner::Hit& hit : hits) out.emplace_back(hit.offset, hit.literal);
  return out;
}

}  // namespace

TEST_CASE("the scanner sees literals of every length, whatever their case") {
  const Scanner scanner({"打卡", "signin", "分", "dk", "com.example.rank", "RANK"});
  for (const char* item :
       {"打卡", "立即打卡签到", "doSignIn", "x积分", "分", "DK", "jdk", "a.b.Com.Example.Rank", "pagerank"}) {
    CAPTURE(item);
    CHECK(scanner.hit(item));
  }
  for (const char* item :
       {"", "d", "k", "打开", "打", "卡打", "sign in", "com.example.ran", "\xe5\x88", "d\x0bk"}) {
    CAPTURE(item);
    CHECK_FALSE(scanner.hit(item));
  }
  CHECK(scanner.literals() == 6);
}

TEST_CASE("the scanner sees what hides a literal") {
  const Scanner scanner({"打卡", "积分", "daka"});
  for (const char* item :
       {"打 卡", "打\u200B卡", "&#25171;卡", "打<br>卡", "ｄａＫａ", "da\u00ADka", "積分", "積 分"}) {
    CAPTURE(item);
    CHECK(scanner.hit(item));
  }
  CHECK(
      scanner.hit("打\xed\xa0\xb5\xed\xb0\x83\xe5\x8d\xa1 \xed\xa0\xb5\xed\xb0\x9d𝐚𝐤𝐚"s));  // 𝐝 as surrogates
  for (const char* item : {"打 a 卡", "打,卡", "da ka", "d-a-k-a", "積木 分"}) {
    CAPTURE(item);
    CHECK_FALSE(scanner.hit(item));
  }
}

TEST_CASE("occurrences come in order of offset, then of literal; of duplicates the first counts") {
  const Scanner scanner({"签到", "到", "每日签到", "签到", "Ab", "aB"});
  CHECK(found(scanner, "每日签到ab") == Found{{0, 2}, {6, 0}, {9, 1}, {12, 4}});
  std::vector<Scanner::Hit> hits = {{7, 7}};
  scanner.find_all("签到", hits);
  CHECK(hits.size() == 3);
  CHECK(hits[0].literal == 7);  // appended
}

TEST_CASE("literals that overlap themselves, and none at all") {
  CHECK(found(Scanner({"aa", "aaaa", "aaaaaaaaa"}), "aaaaaaaaa") ==
        naive({"aa", "aaaa", "aaaaaaaaa"}, "aaaaaaaaa"));
  const Scanner nothing(std::vector<std::string>{});
  CHECK_FALSE(Scanner({"aa", "aaaa"}).hit(std::string_view()));  // a view without an address
  CHECK_FALSE(nothing.hit("打卡 ab 積分"));
  CHECK_FALSE(Scanner({"", "a"}).hit("aaaa a"));
}

TEST_CASE("the scanner agrees with plain search on random texts and literals") {
  jianfu::test::Dice dice(11);
  size_t total = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> literals;
    for (size_t i = 1 + dice.below(30); i > 0; --i) {
      std::string literal = jianfu::test::random_text(dice, 1 + dice.below(4));
      if (dice.below(4) == 0) literal = literal.substr(dice.below(literal.size()), 1 + dice.below(6));
      literals.push_back(literal);
    }
    const Scanner scanner(literals);
    for (int run = 0; run < 60; ++run) {
      const std::string item = jianfu::test::random_text(dice, dice.below(25));
      CAPTURE(item);
      const Found expected = naive(literals, item);
      total += expected.size();
      REQUIRE(found(scanner, item) == expected);
      const bool hit = !expected.empty() || !naive(literals, normal_form(from_mutf8(item))).empty();
      REQUIRE(scanner.hit(item) == hit);
    }
  }
  CHECK(total > 10000);
}

TEST_CASE("every window of a long item is asked") {
  const Scanner scanner({"needle", "签到", "xy"});
  for (size_t before = 0; before < 40; ++before) {
    for (size_t after = 0; after < 12; ++after) {
      for (const char* literal : {"NEEDLE", "签到", "xY"}) {
        const std::string item = std::string(before, '.') + literal + std::string(after, '.');
        REQUIRE(scanner.hit(item));
        REQUIRE(found(scanner, item).size() == 1);
        REQUIRE(found(scanner, item)[0].first == before);
      }
    }
  }
}

TEST_CASE("a scanner of some of the literals finds those, under their numbers") {
  const auto all = std::make_shared<const Literals>(prepare({"打卡", "sign", "rank"}));
  const Scanner odd(all, [](uint32_t literal) { return literal != 1; });
  CHECK(found(odd, "rank sign 打卡") == Found{{0, 2}, {10, 0}});
  CHECK_FALSE(odd.hit("sign"));
  CHECK(Scanner(all).hit("sign"));
}

TEST_CASE("asking of occurrences ends with the first that will do") {
  const Scanner scanner({"sign", "rank"});
  size_t asked = 0;
  CHECK(scanner.any("sign rank rank", [&](const Scanner::Hit& hit) { return ++asked, hit.literal == 1; }));
  CHECK(asked == 2);
  CHECK_FALSE(scanner.any("sign rank", [](const Scanner::Hit&) { return false; }));
  CHECK_FALSE(scanner.any("singer", [](const Scanner::Hit&) { return true; }));
}
