// Every way formats.md §11.1 names in which a script writes a text other than plainly, each with the nearest
// thing that is no such way.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "unit/formats_js/recorder.h"

using namespace jianfu;
using tests::Lines;
using tests::literals;

namespace {

Lines folded(std::string_view source) {
  Lines out = literals(source);
  std::erase_if(out, [](const std::string& line) { return line.find(" folded") == std::string::npos; });
  return out;
}

}  // namespace

TEST_CASE("escapes of strings give the characters they stand for") {
  CHECK(literals(R"('\u6253\u5361')") == Lines{"打卡"});
  CHECK(literals(R"('\u{6253}\u{00005361}')") == Lines{"打卡"});
  CHECK(literals(R"("\x41\x42")") == Lines{"AB"});
  CHECK(literals(R"('\101\102\0')") == Lines{std::string("AB\0", 3)});
  CHECK(literals(R"('\a\%\'\"')") == Lines{"a%'\""});
  CHECK(literals(R"('a\tb\nc')") == Lines{"a\tb\nc"});
  CHECK(literals("'打\\\n卡'; '打\\\r\n卡'; '打\\\u2028卡'") == Lines{"打卡", "打卡", "打卡"});
  CHECK(literals(R"("\uD83D\uDE00"; '\u{1F600}')") == Lines{"😀", "😀"});
  CHECK(literals(R"(`\u6253${a}\x41`)") == Lines{"打…A template"});
}

TEST_CASE("what is no whole escape stays as it is written") {
  CHECK(literals(R"('\u62'; '\u{}'; '\u{110000}'; '\xZZ'; '\8')") ==
        Lines{"u62", "u{}", "u{110000}", "xZZ", "8"});
  CHECK(literals(R"("\uD83D"; '\uDE00\uD83D')") == Lines{"\uFFFD", "\uFFFD\uFFFD"});
  CHECK(literals(R"('\\u6253')") == Lines{"\\u6253"});
  CHECK(literals("'\\400'") == Lines{" 0"});  // an octal escape ends at 377
}

TEST_CASE("names are read with their escapes") {
  CHECK(literals(R"(wx.show\u0054oast({t\u0069tle: '打卡'}))") == Lines{"打卡 in wx.showToast#0 as title"});
}

TEST_CASE("sums, arrays and concat that only cut a text up") {
  CHECK(folded("'打' + \"卡\" + `签`") == Lines{"打卡签 folded"});
  CHECK(folded("['打', '卡'].join('')") == Lines{"打卡 folded"});
  CHECK(folded("['打', '卡']\n  .join(``)") == Lines{"打卡 folded"});
  CHECK(folded("''.concat('打', '卡')") == Lines{"打卡 folded"});
  CHECK(folded("'卡打'.split('').reverse().join('')") == Lines{"打卡 folded"});
  CHECK(folded("f({title: '打-卡'.split('-').join('')})") == Lines{"打卡 folded in f#0 as title"});
  CHECK(folded("['卡', '打'].reverse().join('') + '成功'") == Lines{"打卡 folded", "打卡成功 folded"});
  CHECK(folded("'b,a'.split(',').reverse().join('-')") == Lines{"a-b folded"});
}

TEST_CASE("what is cut up for another end, or by something unknown, is left alone") {
  CHECK(folded("'打,卡'.split(','); '打卡'.split('').map(f).join(''); '打卡'.split(a).join('')").empty());
  CHECK(
      folded("['打', '卡'].join(a); ['打', '卡'].reverse(); a.reverse().join(''); '打卡'.split('')").empty());
  CHECK(folded("x.split('').reverse().join(''); ['打', a].reverse().join('')").empty());
  CHECK(folded("['打', '卡'].join(['a', b].x)").empty());
}

TEST_CASE("codes and encodings") {
  CHECK(folded("String.fromCharCode(25171, 21345)") == Lines{"打卡 folded"});
  CHECK(folded("String['fromCharCode'](25171, 0x5361)") == Lines{"打卡 folded"});
  CHECK(folded("String.fromCodePoint(0x1F600)") == Lines{"😀 folded"});
  CHECK(folded("unescape('%u6253%u5361'); window.unescape(\"%u6253\")") == Lines{"打卡 folded", "打 folded"});
  CHECK(folded("decodeURIComponent('%E6%89%93%E5%8D%A1'); decodeURI('%E6%89%93')") ==
        Lines{"打卡 folded", "打 folded"});
  CHECK(folded("atob('5omT5Y2h'); window.atob('5omT5Y2h')") == Lines{"打卡 folded", "打卡 folded"});
  CHECK(folded("f(atob('5omT' + '5Y2h'))") == Lines{"5omT5Y2h folded in f#0", "打卡 folded in f#0"});
  CHECK(folded("decodeURIComponent(a); atob(b + '5Y2h'); String.fromCharCode(a, 25171); x.fromCharCode")
            .empty());
}

TEST_CASE("templates in templates, and raw ones") {
  CHECK(literals("`共${`第${n}次`}打卡`") == Lines{"第…次 template", "共…打卡 template"});
  CHECK(literals("String.raw`打\\u5361`") == Lines{"打\\u5361 template"});
  CHECK(literals("String.raw`打\\n${a}\\x41`") == Lines{"打\\n…\\x41 template"});
  CHECK(literals("x.raw`打\\u5361`; String.raw; `\\u5361`") == Lines{"打卡 template", "卡 template"});
  CHECK(literals("`a${{b: '}'}}c`") == Lines{"}", "a…c template"});
}
