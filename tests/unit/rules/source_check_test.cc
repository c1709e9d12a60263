#include "rules/source_check.h"

#include <catch2/catch.hpp>

#include <string>

#include "core/message.h"

using namespace jianfu;
using namespace jianfu::rules;

namespace {

std::string said(std::string_view text) {
  std::string out;
  for (const YamlProblem& problem : check_source(SourceText(text))) {
    out += (out.empty() ? "" : ", ") + std::to_string(problem.at.line) + ":" +
           std::to_string(problem.at.column) + " " + std::string(core::name_of(problem.what.id));
    if (!problem.what.args.empty()) out += " " + problem.what.args[0];
  }
  return out;
}

}  // namespace

TEST_CASE("a full-width colon behind a key is found, in prose it is left alone") {
  CHECK(said("id：clock-in") == "1:3 yaml_full_width ：");
  CHECK(said("a:\n  id：x") == "2:5 yaml_full_width ：");
  CHECK(said("- id：x") == "1:5 yaml_full_width ：");
  CHECK(said("强制使用：{a: b}") == "1:5 yaml_full_width ：");
  CHECK(said("强制使用：\n  title: x") == "1:5 yaml_full_width ：");
  CHECK(said("'id'：x") == "1:5 yaml_full_width ：");
  CHECK(said("a: {zh：甲}") == "1:7 yaml_full_width ：");
  CHECK(said("a: {'zh'：甲}") == "1:9 yaml_full_width ：");
  CHECK(said("a: 依据：第一条").empty());
  CHECK(said("a: {zh: 依据：第一条}").empty());
  CHECK(said("a: 说明\n  续行：仍是文字").empty());
  CHECK(said("- 依据：第一条").empty());
}

TEST_CASE("a full-width comma in a list is found, in prose it is left alone") {
  CHECK(said("terms: [打卡，签到]") == "1:11 yaml_full_width ，");
  CHECK(said("terms: [打卡、签到；报到]") == "1:11 yaml_full_width 、, 1:14 yaml_full_width ；");
  CHECK(said("terms: ['打卡'，'签到']") == "1:13 yaml_full_width ，");
  CHECK(said("a: {zh: 甲，en: b}") == "1:10 yaml_full_width ，");
  CHECK(said("a: {zh: '甲'，en: b}") == "1:12 yaml_full_width ，");
  CHECK(said("a: [\n  打卡，签到\n]") == "2:5 yaml_full_width ，");
  CHECK(said("a: {zh: 甲，乙；丙、丁, en: b}").empty());
  CHECK(said("a: 甲，乙").empty());
  CHECK(said("terms: ['打卡，签到']").empty());
  CHECK(said("# terms: [打卡，签到]").empty());
  CHECK(said("terms: [打卡, 签到]  # 甲，[乙，丙]").empty());
}

TEST_CASE("full-width quotes, brackets and other signs at the beginning of a value are found") {
  CHECK(said("a: “打卡”") == "1:4 yaml_full_width “");
  CHECK(said("a: ‘打卡’") == "1:4 yaml_full_width ‘");
  CHECK(said("- “打卡”") == "1:3 yaml_full_width “");
  CHECK(said("a: [打卡, “签到”]") == "1:9 yaml_full_width “");
  CHECK(said("a: {zh: “甲”}") == "1:9 yaml_full_width “");
  CHECK(said("a: ［打卡］") == "1:4 yaml_full_width ［");
  CHECK(said("a: [打卡］") == "1:7 yaml_full_width ］");
  CHECK(said("a: ＄clock-in.strong") == "1:4 yaml_full_width ＄");
  CHECK(said("－ 打卡") == "1:1 yaml_full_width －");
  CHECK(said("a: 所谓“减负”").empty());
  CHECK(said("a: '“减负”'").empty());
  CHECK(said("a: {zh: 所谓“减负”［注］, en: b}").empty());
}

TEST_CASE("quotes and brackets that do not close are found where they open") {
  CHECK(said("a: 'x\nb: c") == "1:4 yaml_unclosed '");
  CHECK(said("a: [\"x\\\", b]") == "1:4 yaml_unclosed_bracket [, 1:5 yaml_unclosed \"");
  CHECK(said("a: [b, c\nd: e") == "1:4 yaml_unclosed_bracket [");
  CHECK(said("a: {b: [c}") == "1:4 yaml_unclosed_bracket {");
  CHECK(said("a: 'it''s'\nb: \"x\\\"y\"").empty());
  CHECK(said("a: it's").empty());
  CHECK(said("a: [b,\n  c]").empty());
}

TEST_CASE("a question mark in a text of flow style is found, because the parser ends the text there") {
  CHECK(said("a: {en: Why? Because}") == "1:12 yaml_question");
  CHECK(said("a: {en: 'Why?', zh: 为何？}").empty());
  CHECK(said("a: Why? Because").empty());
}

TEST_CASE("spaces that are none, tabs and colons without a space are found") {
  CHECK(said("a:\n\tb: c") == "2:1 yaml_tab");
  CHECK(said("a:\n　b: c") == "2:1 yaml_wide_space");
  CHECK(said("a:　b") == "1:3 yaml_wide_space");
  CHECK(said("a: \u00A0b") == "1:4 yaml_wide_space");
  CHECK(said("id:clock-in") == "1:3 yaml_tight_colon");
  CHECK(said("a: x　y\n\t\nb: c\td").empty());
  CHECK(said("- com.example:x").empty());
  CHECK(said("a: http://x").empty());
}

TEST_CASE("block texts and values that go on below are prose") {
  CHECK(said("a: |\n  id：x\n  [甲，乙\n  'x\nb: c").empty());
  CHECK(said("- a: >-\n    “甲”\n  b: ['x'，'y']") == "3:10 yaml_full_width ，");
  CHECK(said("a: x\n  y：z\nb: c").empty());
}

TEST_CASE("what is no text is not given to the parser") {
  CHECK(said("a: \xFF") == "1:4 yaml_not_utf8");
  CHECK(said("a: \xEF\xBF\xBD\nb: \xC3(") == "2:4 yaml_not_utf8");
  CHECK(said(std::string_view("a\0b", 3)) == "1:2 yaml_control");
  CHECK(said("a: b\rc") == "1:5 yaml_control");
  CHECK_FALSE(is_plain_text(SourceText("\x01")));
  CHECK(said("\xEF\xBB\xBF"
             "a: b\r\nc: d\r\n")
            .empty());
  CHECK(
      is_plain_text(SourceText("\xEF\xBB\xBF"
                               "a: b\r\n")));
}

TEST_CASE("the advice names the character and what to write, in both languages") {
  const auto problems = check_source(SourceText("id：x"));
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].what.render(Lang::kZh) ==
        "此处是全角的 ：，应改用半角的 : （确为文字时，请用单引号括起整个值）");
  CHECK(problems[0].what.render(Lang::kEn) ==
        "a full-width ： stands here; use :  (if it is prose, put the whole value in single quotes)");
}
