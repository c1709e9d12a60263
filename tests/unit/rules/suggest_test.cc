#include "rules/suggest.h"

#include <catch2/catch.hpp>

#include "core/message.h"

using namespace jianfu;
using namespace jianfu::rules;

TEST_CASE("the nearest word is meant when it is near") {
  const std::vector<std::string> known = {"presence", "required", "tests", "强制使用"};
  CHECK(nearest("presense", known) == "presence");
  CHECK(nearest("test", known) == "tests");
  CHECK(nearest("tetss", known) == "tests");
  CHECK(nearest("强制使", known) == "强制使用");
  CHECK(nearest("banana", known).empty());
  CHECK(nearest("", known).empty());
  CHECK(nearest(std::string(1000, 'x'), known).empty());
}

TEST_CASE("a suggestion is a sentence in both languages") {
  const Message message{Msg::rule_unknown_key, {"tset", suggestion("tset", {"test"})}};
  CHECK(message.render(Lang::kZh) == "不认得的键 tset；是否指 test？");
  CHECK(message.render(Lang::kEn) == "unknown key tset; did you mean test?");
  CHECK(Message{Msg::rule_unknown_key, {"q", suggestion("q", {"alpha", "beta"})}}.render(Lang::kEn) ==
        "unknown key q; there is: alpha | beta");
  CHECK(Message{Msg::rule_unknown_key, {"q", suggestion("q", {})}}.render(Lang::kZh) ==
        "不认得的键 q；可用的有：-");
}
