#include "engine/pressed.h"

#include <catch2/catch.hpp>

#include "evidence/pressed.h"
#include "evidence/text_form.h"

using namespace jianfu;

namespace {

// Whether the first text of these lines is pressed.
bool pressed(const std::string& lines) {
  Result<evidence::EvidenceSet> set = evidence::from_text(lines);
  REQUIRE(set.has_value());
  engine::mark_pressed(*set);
  for (const evidence::Evidence& item : set->evidence) {
    if (item.kind == evidence::Kind::kText) return evidence::is_pressed(item);
  }
  return false;
}

}  // namespace

TEST_CASE("a text is pressed where the handler of its element says it") {
  const std::string text = "text label \"签到\" in=p\n";
  CHECK(pressed(text + "identifier sign arg:event=\"tap\" arg:text=\"签到\" in=p\n"));
  CHECK(pressed(text + "identifier sign arg:event=\"onClick\" arg:text=\"图标 签到\" in=p\n"));
  CHECK(pressed(text + "identifier sign arg:event=\"click.stop\" arg:text=\"签到\" in=p\n"));
  CHECK(pressed("text label \"签到\" pressed in=p\n"));
  CHECK(pressed("text label \"Sign in now\" in=p\nidentifier s arg:event=\"tap\" arg:text=\"No Sign in now\" in=p\n"));
}

TEST_CASE("it is not where the element says something else, or only hears something else") {
  const std::string text = "text label \"签到\" in=p\n";
  CHECK_FALSE(pressed(text));
  CHECK_FALSE(pressed(text + "identifier sign arg:event=\"tap\" arg:text=\"签到记录\" in=p\n"));
  CHECK_FALSE(pressed(text + "identifier sign arg:event=\"tap\" arg:text=\"签到\" in=q\n"));
  CHECK_FALSE(pressed(text + "identifier more arg:event=\"scrolltolower\" arg:text=\"签到\" in=p\n"));
  CHECK_FALSE(pressed(text + "identifier all arg:event=\"tap\" arg:text=\"a b c d e f g h i j k l m 签到\" in=p\n"));
}
