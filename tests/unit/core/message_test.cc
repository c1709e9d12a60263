#include "core/message.h"

#include <catch2/catch.hpp>

using namespace jianfu;

TEST_CASE("a message is rendered in either language with its arguments") {
  const Message message{Msg::io_too_large, {"10", "5"}};
  CHECK(message.render(Lang::kEn) == "the file has 10 bytes, more than the limit of 5");
  CHECK(message.render(Lang::kZh).find("10") != std::string::npos);
}

TEST_CASE("a placeholder without argument stays visible") {
  CHECK(core::render(Msg::io_too_large, Lang::kEn, {"10"}).find("{1}") != std::string::npos);
}

TEST_CASE("a message is found again by its name, and no other name is one") {
  CHECK(core::message_named(core::name_of(Msg::past_end)) == Msg::past_end);
  CHECK(core::message_named("none") == Msg::none);
  CHECK_FALSE(core::message_named("past_en"));
}
