#include "formats/markup/markup.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "builders/damage.h"
#include "builders/markup_events.h"

namespace jianfu::formats::markup {
namespace {

using builders::markup_events;

std::vector<Defect> defects_of(std::string_view source) {
  builders::MarkupEvents events;
  return read(source, Limits{}, events);
}

TEST_CASE("Tags, attributes and texts come in order, with line and column in characters") {
  CHECK(markup_events("<view class=\"a\">\n  你好<Text  bind:tap='f' hidden>走</Text>\n</view>") ==
        "<view class=[a]> 1:1\n"
        "[\n  你好] 2:3\n"
        "<Text bind:tap=[f] hidden> 2:5\n"
        "[走] 2:32\n"
        "</Text>\n"
        "</view>\n");
}

TEST_CASE("Values may be quoted either way, unquoted, empty or missing") {
  CHECK(markup_events("<a b=\"x'y\" c='x\"y' d=z/w e= f g=\"\" h = 1/>") ==
        "<a b=[x'y] c=[x\"y] d=[z/w] e=[f] g=[] h=[1]/> 1:1\n");
}

TEST_CASE("Braces in a value hold quotes and angles that end neither value nor tag") {
  CHECK(markup_events("<v a=\"{{ x > b ? \"是\" : '否}}' }}\" b={{y>1}} c=\"{{ {k:{}} }}\">t</v>") ==
        "<v a=[{{ x > b ? \"是\" : '否}}' }}] b=[{{y>1}}] c=[{{ {k:{}} }}]> 1:1\n[t] 1:61\n</v>\n");
}

TEST_CASE("Braces in a text hold angles; a lone brace pair and a lone angle are text") {
  CHECK(markup_events("{{a<b}}个 < 3 <i>x</i>") == "[{{a<b}}个 < 3 ] 1:1\n<i> 1:14\n[x] 1:17\n</i>\n");
  CHECK(markup_events("{{ 未闭合 <b>x</b>") == "[{{ 未闭合 ] 1:1\n<b> 1:8\n[x] 1:11\n</b>\n");
}

TEST_CASE("A stray opening of braces far from any end does not swallow the document") {
  const std::string gap(20000, ' ');
  CHECK(markup_events("{{" + gap + "<b>x</b>" + gap + "}}").find("<b>") != std::string::npos);
}

TEST_CASE("Comments, declarations and instructions say nothing; CDATA is text as it stands") {
  CHECK(markup_events("<?xml version=\"1.0\"?><!DOCTYPE html [<!ENTITY a \"<b>\">]><!-- <b>打卡</b> "
                      "--><![CDATA[<b>&amp;]]>") == "[<b>&amp;] 1:84\n");
}

TEST_CASE("Script, style and wxs are raw; a script that refers to a file and ends itself has no inside") {
  CHECK(markup_events("<script>if (a<b) {'</b>'}</SCRIPT ><wxs src=\"u.wxs\" module=\"m\"/>走<wxs "
                      "module='n'>var a='打'</wxs>") ==
        "<script> 1:1\nscript{if (a<b) {'</b>'}} 1\n</SCRIPT>\n"
        "<wxs src=[u.wxs] module=[m]/> 1:36\n[走] 1:65\n"
        "<wxs module=[n]> 1:66\nwxs{var a='打'} 1\n</wxs>\n");
  CHECK(markup_events("<scripted>x</scripted>") == "<scripted> 1:1\n[x] 1:11\n</scripted>\n");
}

TEST_CASE("Void elements close themselves, whatever their case") {
  CHECK(markup_events("<BR><img src=a><input></input><view>") ==
        "<BR/> 1:1\n<img src=[a]/> 1:5\n<input/> 1:16\n</input>\n<view> 1:31\n");
}

TEST_CASE("Entities are decoded in texts and values, and what they leave blank is no text") {
  CHECK(markup_events("<a b=\"&#25171;&amp;\">&#x5361;&nbsp;&unknown;</a>&nbsp;") ==
        "<a b=[打&]> 1:1\n[卡\xC2\xA0&unknown;] 1:22\n</a>\n");
}

TEST_CASE("What is never closed is read to the end and said") {
  CHECK(markup_events("<view><text>打卡") == "<view> 1:1\n<text> 1:7\n[打卡] 1:13\n");
  CHECK(defects_of("<view><text>打卡").empty());  // elements need no end
  CHECK(markup_events("<a b=\"x c=1>打卡</a>") == "<a b=[\"x] c=[1]> 1:1\n[打卡] 1:13\n</a>\n");
  CHECK(defects_of("<a b=\"x>打卡").size() == 1);
  CHECK(defects_of("a<!-- b").size() == 1);
  CHECK(defects_of("<script>var a").size() == 1);
  CHECK(defects_of("<view class=").size() == 1);
  CHECK(defects_of("<a b=\"x\">打卡</a><!-- c -->").empty());
}

TEST_CASE("A tag that lost its end stops where the next one begins") {
  CHECK(markup_events("<view class='a'<text>签到</text>") ==
        "<view class=[a]> 1:1\n<text> 1:16\n[签到] 1:22\n</text>\n");
}

TEST_CASE("An attribute is found whatever its case") {
  struct Finder final : Handler {
    void on_open(const Tag& tag) override {
      found = tag.find("onclick") != nullptr;
      other = tag.find("click") != nullptr;
    }
    void on_close(std::string_view, uint32_t) override {}
    void on_text(std::string_view, uint32_t, uint32_t) override {}
    void on_raw(std::string_view, std::string_view, uint32_t) override {}
    bool found = false, other = true;
  } finder;
  read("<a onClick='f()'>", Limits{}, finder);
  CHECK(finder.found);
  CHECK_FALSE(finder.other);
}

TEST_CASE("Attributes past the limit are dropped, the tag is not") {
  Limits limits;
  limits.items = 2;
  builders::MarkupEvents events;
  read("<a b c d>x", limits, events);
  CHECK(events.told == "<a b c> 1:1\n[x] 1:10\n");
}

TEST_CASE("Pieces of a value are its literal parts and the strings of its expressions") {
  const auto told = [](std::string_view text) {
    std::string out;
    for (const Piece& piece : split_mustaches(text))
      out += (piece.in_expression ? "{" : "[") + piece.text + "]";
    return out;
  };
  CHECK(told("共{{n}}个积分") == "[共][个积分]");
  CHECK(told("{{a ? '是' : \"否\\u5426\"}} {{`模板`}}尾") == "{是]{否否]{模板][尾]");
  CHECK(told("{{ {k:'}}'} }}{{'x'}}") == "{}}]{x]");
  CHECK(told("没有 {{ 结束") == "[没有 {{ 结束]");
  CHECK(told("{{list.length > 0}}") == "");
}

TEST_CASE("Hostile repetition takes no more than linear time") {
  for (const std::string_view unit : {"{{", "{{{}}a", "{{'}}", "<a b=\"{{", "<a b='{{\"}}", "<!", "<![CDATA[",
                                      "</script", "<script>", "&#", "<a ", "{{\"}}<a b=\"", "'{{`", "<"}) {
    std::string source;
    while (source.size() < 300000) source += unit;
    const auto begin = std::chrono::steady_clock::now();
    markup_events(source);
    CAPTURE(unit);
    CHECK(std::chrono::steady_clock::now() - begin <
          std::chrono::seconds(5));  // under sanitizers; quadratic takes minutes
  }
}

TEST_CASE("Damaged markup is read without harm") {
  const std::string valid =
      "<view a=\"{{x > 'y'}}\" b='&amp;'>{{ `z` }}<!-- c --><wxs>v</wxs><![CDATA[d]]><br/></view>";
  builders::cut_everywhere(valid, [](const std::string& bytes) { CHECK(markup_events(bytes).size() < 500); });
  builders::flip_everywhere(valid,
                            [](const std::string& bytes) { CHECK(markup_events(bytes).size() < 500); });
}

}  // namespace
}  // namespace jianfu::formats::markup
