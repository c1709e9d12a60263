#include "text/tokens.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "random_text.h"
#include "text/normalise.h"

using namespace jianfu::text;
using Words = std::vector<std::string>;

TEST_CASE("identifiers are split into words") {
  CHECK(tokens_of("userID") == Words{"user", "id"});
  CHECK(tokens_of("HTTPServer") == Words{"http", "server"});
  CHECK(tokens_of("SIGN_IN") == Words{"sign", "in"});
  CHECK(tokens_of("getSignINRecord2day") == Words{"get", "sign", "in", "record", "2", "day"});
  CHECK(tokens_of("/pages/sign-in/index?user_id=%20&x.y") ==
        Words{"pages", "sign", "in", "index", "user", "id", "20", "x", "y"});
  CHECK(tokens_of("Lcom/example/Daka$Rank;->a:b") == Words{"lcom", "example", "daka", "rank", "a", "b"});
  CHECK(tokens_of("签到Page打卡") == Words{"签到", "page", "打卡"});
  CHECK(tokens_of("簽到") == Words{"签到"});
  CHECK(tokens_of("ＳignＩn\u200B") == Words{"sign", "in"});
  CHECK(tokens_of("naïveカード") == Words{"naïve", "カード"});
  CHECK(tokens_of("").empty());
  CHECK(tokens_of("__$$--").empty());
}

TEST_CASE("words that only begin like a phrase are other words") {
  const Words check_in{"check", "in"};
  for (const char* other : {"checkInput", "checkInit", "checkInternet", "checkinput", "precheckin",
                            "check_point_in", "inCheck"}) {
    CAPTURE(other);
    CHECK_FALSE(holds_phrase(tokens_of(other), check_in));
  }
  for (const char* same :
       {"checkIn", "check_in", "check-in", "CheckInActivity", "doCheckin", "CHECKIN", "/check/in"}) {
    CAPTURE(same);
    CHECK(holds_phrase(tokens_of(same), check_in));
  }
}

TEST_CASE("words of a phrase may be written together, but nothing may stick to them") {
  CHECK(holds_phrase(tokens_of("signin"), {"sign", "in"}));
  CHECK(holds_phrase(tokens_of("signinRecord"), {"sign", "in", "record"}));
  CHECK(holds_phrase(tokens_of("user_sgin"), {"sgin"}));
  CHECK_FALSE(holds_phrase(tokens_of("assignin"), {"sign", "in"}));
  CHECK_FALSE(holds_phrase(tokens_of("signings"), {"sign", "in"}));
  CHECK_FALSE(holds_phrase(tokens_of("signs_in"), {"sign", "in"}));
  CHECK_FALSE(holds_phrase(tokens_of("sign"), {"sign", "in"}));
  CHECK_FALSE(holds_phrase(tokens_of("sign"), {}));
  CHECK_FALSE(holds_phrase(tokens_of("sign"), {""}));
}

TEST_CASE("an identifier that holds a phrase holds one of its literals, as it stands or in normal form") {
  jianfu::test::Dice dice(7);
  const std::vector<Words> phrases = {{"sign", "in"}, {"id"},   {"rank", "id"}, {"sign", "in", "rank"},
                                      {"in", "sign"}, {"签到"}, {"rank", "签"}, {"42", "sign"}};
  size_t held = 0;
  for (int run = 0; run < 200000; ++run) {
    const std::string identifier = jianfu::test::random_text(dice, 2 + dice.below(5));
    const Words tokens = tokens_of(identifier);
    const std::string normal = normal_form(identifier);
    for (const Words& phrase : phrases) {
      if (!holds_phrase(tokens, phrase)) continue;
      ++held;
      const Words literals = phrase_literals(phrase);
      CAPTURE(identifier);
      REQUIRE(std::any_of(literals.begin(), literals.end(), [&normal](const std::string& literal) {
        return normal.find(literal) != std::string::npos;
      }));
    }
  }
  CHECK(held > 1000);
}

TEST_CASE("the words of a plain identifier are the same without copies of them") {
  CHECK(is_plain("getSign_In"));
  CHECK_FALSE(is_plain("a&amp;b"));
  CHECK_FALSE(is_plain("a<br>b"));
  CHECK_FALSE(is_plain("签到"));
  jianfu::test::Dice dice(11);
  constexpr std::string_view kLetters = "aBcDEfG09_-$./;";
  for (int round = 0; round < 2000; ++round) {
    std::string name;
    for (size_t left = dice.below(14); left > 0; --left) name += kLetters[dice.below(kLetters.size())];
    CAPTURE(name);
    const std::string lowered = normal_form(name);
    std::vector<std::string_view> views;
    ascii_tokens(name, lowered, views);
    CHECK(Words(views.begin(), views.end()) == tokens_of(name));
    CHECK(holds_phrase(views, {"a", "b"}) == holds_phrase(tokens_of(name), {"a", "b"}));
  }
}

TEST_CASE("a phrase is looked for by a word that not every second name has") {
  CHECK(phrase_literals({"app", "url"}) == Words{"url"});
  CHECK(phrase_literals({"service", "rank"}) == Words{"rank"});
  CHECK(phrase_literals({"sign", "in"}) == Words{"sign"});
  CHECK(phrase_literals({"app"}) == Words{"app"});  // there is no other
}
