#include "evidence/text_form.h"

#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "evidence/pressed.h"
#include "text/utf.h"
#include "unit/evidence/random_set.h"

using namespace jianfu;
using namespace jianfu::evidence;

namespace {

void check_round_trip(const EvidenceSet& set) {
  const std::string text = to_text(set);
  INFO(text);
  REQUIRE(text::valid_utf8(text));
  const Result<EvidenceSet> read = from_text(text);
  INFO((read ? "" : read.error().render(Lang::kEn)));
  REQUIRE(read);
  REQUIRE(read->modules == set.modules);
  REQUIRE(read->edges == set.edges);
  REQUIRE(read->evidence == set.evidence);
  REQUIRE(read->gaps == set.gaps);
  REQUIRE(read->coverage == set.coverage);
  REQUIRE(to_text(*read) == text);
}

std::string error_of(std::string_view text) {
  const Result<EvidenceSet> read = from_text(text);
  return read ? "read" : read.error().render(Lang::kEn);
}

}  // namespace

TEST_CASE("any set comes back from its text form as it was") {
  for (unsigned seed = 0; seed < 3000; ++seed) check_round_trip(RandomSet(seed).make());
}

TEST_CASE("the text form is what the header shows") {
  EvidenceSet set;
  set.modules.push_back(
      {"pages/sign/index", ModuleKind::kPage, "签到", Owner::kApp, Reach::kYes, true, "sign.js"});
  set.modules.push_back({"pages/me", ModuleKind::kPage, "", Owner::kUnknown, Reach::kUnknown, false, ""});
  set.edges.push_back({EdgeKind::kOpens, 1, 0, "me.js", 40});
  Evidence label;
  label.role = Role::kLabel;
  label.module = 0;
  label.text = "立即\"打卡\"";
  label.at.entry = "sign.wxml";
  label.at.line = 12;
  label.at.column = 5;
  label.translations = {{"zh-TW", "立即打卡"}};
  Evidence call;
  call.kind = Kind::kCall;
  call.text = "wx.chooseMedia";
  call.at.entry = "classes.dex";
  call.at.offset = 0x1234;
  call.at.symbol = "com.x.A.b";
  call.arguments = {{"", "x"}, {"sourceType", "camera"}, {"in", "y"}};
  Evidence field;
  field.kind = Kind::kField;
  field.text = "现场照片";
  field.required = true;
  Evidence endpoint;
  endpoint.kind = Kind::kEndpoint;
  endpoint.text = "/sign/in";
  set.evidence = {label, call, field, endpoint};
  Gap gap;
  gap.why = GapReason::kPacked;
  gap.entry = "classes.dex";
  gap.hides = {Kind::kText, Kind::kLiteral};
  gap.bytes = 120344;
  gap.what = {Msg::gap_packed, {"x"}};
  gap.ask_zh = "请提供未加固的安装包";
  set.gaps = {gap};
  set.coverage.entries = 3;
  set.coverage.bytes_total = 99;
  set.coverage.items[0] = 1;
  CHECK(
      to_text(set) ==
      "module page pages/sign/index title=签到 owner=app reach=yes entry=yes at=sign.js\n"
      "module page pages/me\n"
      "edge opens pages/me pages/sign/index at=me.js:40\n"
      "text label \"立即\\\"打卡\\\"\" in=pages/sign/index at=sign.wxml:12:5 tr:zh-TW=\"立即打卡\"\n"
      "call wx.chooseMedia \"x\" sourceType=\"camera\" arg:in=\"y\" at=classes.dex+0x1234 symbol=com.x.A.b\n"
      "field \"现场照片\" required\n"
      "endpoint /sign/in\n"
      "gap packed at=classes.dex hides=text,literal bytes=120344 what=gap_packed arg=\"x\" "
      "ask-zh=请提供未加固的安装包\n"
      "coverage entries=3 bytes=99 text=1\n");
}

TEST_CASE("a fixture may leave out modules, take any order and hold comments") {
  const Result<EvidenceSet> set = from_text(
      "# a comment\n\n  text in=pages/p label \"x\"\r\n"  // the role comes first: this line is wrong
  );
  CHECK_FALSE(set);
  const Result<EvidenceSet> good = from_text(
      "# a comment\n\n"
      "text label \"立即打卡\" at=p.wxml:3 in=pages/p\r\n"
      "call wx.scanCode 10 onlyFromCamera=true in=pages/p\n"
      "module page pages/p entry=no title=\"签到\"");
  REQUIRE(good);
  REQUIRE(good->modules.size() == 1);
  CHECK(good->modules[0].title == "签到");
  CHECK(good->evidence[0].at.line == 3);
  CHECK(good->evidence[1].arguments == std::vector<Argument>{{"", "10"}, {"onlyFromCamera", "true"}});
}

TEST_CASE("an entry that looks like a place keeps its name") {
  for (const std::string entry :
       {"a:12", "a:1:2", "a+0x12", "a:1+0x2", ":1", "+0x", "a:", "a:99999999999", "a:012"}) {
    for (const uint32_t line : {0u, 7u}) {
      EvidenceSet set;
      Evidence item;
      item.at.entry = entry;
      item.at.line = line;
      set.evidence.push_back(item);
      check_round_trip(set);
    }
  }
}

TEST_CASE("a wrong line is named, with what was expected") {
  CHECK(error_of("text label \"x\"\n\ntxt label \"x\"").starts_with("3: expected text|purpose|"));
  CHECK(error_of("text label \"x") == "1: a quote is not closed");
  CHECK(error_of("text label \"x\\q\"") == "1: unknown escape \\q");
  CHECK(error_of("text label \"\\ud800\"").starts_with("1: unknown escape"));
  CHECK(error_of("text label \"\\u12\"").starts_with("1: unknown escape"));
  CHECK(error_of("text label “x”").starts_with("1: a full-width quote"));
  CHECK(error_of("text \"x\"").starts_with("1: expected none|label|title"));
  CHECK(error_of("text label") == "1: the text (quoted when it holds =) is missing");
  CHECK(error_of("endpoint /a?b=c").starts_with("1: expected the text (quoted when it holds =), found"));
  CHECK(error_of("text label \"x\" ownr=app").starts_with("1: this line has no ownr="));
  CHECK(error_of("field \"x\" requird").starts_with("1: expected required, pressed, dormant or key=value"));
  CHECK(error_of("module page a\nmodule page a") == "2: the module a stands twice");
  CHECK(error_of("module page a entry=maybe").starts_with("1: expected yes or no"));
  CHECK(error_of("gap packed bytes=-1").starts_with("1: expected a number"));
  CHECK(error_of("gap packed hides=text,pictures").starts_with("1: expected text|purpose|"));
  CHECK(error_of("gap packed what=no_such_message").starts_with("1: expected the id of a message"));
  CHECK(error_of("coverage entries=1 colour=2").starts_with("1: this line has no colour="));
  CHECK(error_of("edge opens a") == "1: the id of a module is missing");
}

TEST_CASE("damaged text is read or refused, and what is read round-trips") {
  std::string valid;
  for (unsigned seed = 0; seed < 3; ++seed) valid += to_text(RandomSet(seed).make());
  const auto check = [](const std::string& bytes) {
    const Result<EvidenceSet> read = from_text(bytes);
    if (!read) {
      REQUIRE(std::stoul(read.error().where) >= 1);
      return;
    }
    const Result<EvidenceSet> again = from_text(to_text(*read));
    REQUIRE(again);
    REQUIRE(again->evidence == read->evidence);
    REQUIRE(again->gaps == read->gaps);
  };
  builders::cut_everywhere(valid, check);
  builders::flip_everywhere(valid, check);
}
