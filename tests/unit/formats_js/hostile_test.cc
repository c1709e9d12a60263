#include <catch2/catch.hpp>

#include <algorithm>
#include <ctime>

#include "builders/damage.h"
#include "unit/formats_js/recorder.h"

using namespace jianfu;
using tests::Lines;

namespace {

constexpr std::string_view kSample = R"~(#!x
define("a/b.js", function(require){ const t: string = "打\u5361" + '\x41'; require('./c') });
wx.showToast({title: `共${n ? "多" : `${m}`}个`, "k": [1, -2, !0].join(''), ["c"]: a?.b});
x = <View title="a">文 {y} <T/></View>; if (a) /re"g[/]/.test("s"); eval("f('g')"); ''.concat('h', i);
class A extends B { go(x = 'd') { return super.go(/* c */ x) } } // end
)~";

std::string repeated(std::string_view unit, size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += unit;
  return out;
}

}  // namespace

TEST_CASE("damaged scripts are read to their end") {
  // Whatever happens inside, a literal on a line of its own behind the damage is found, or the damage is a
  // defect.
  const auto check = [](const std::string& source) {
    const tests::Recorder out = tests::read(source + "\n;'last'\n");
    const bool found = std::any_of(out.literals.begin(), out.literals.end(), [](const std::string& line) {
      return line.find("last") != std::string::npos;
    });
    CHECK((found || !out.defects.empty()));
    const auto begins =
        std::count_if(out.modules.begin(), out.modules.end(), [](const auto& line) { return line != "end"; });
    CHECK(static_cast<size_t>(begins) * 2 == out.modules.size());
  };
  builders::cut_everywhere(kSample, check);
  builders::flip_everywhere(kSample, check);
}

TEST_CASE("brackets deeper than the limit lose context, not text") {
  Limits limits;
  limits.nesting = 10;
  const std::string deep = repeated("[", 50) + "'a'" + repeated("]", 50) + "; f('b')";
  const tests::Recorder out = tests::read("f(" + deep + ")", limits);
  CHECK(out.literals == Lines{"a", "b in f#0"});
  REQUIRE(out.defects.size() == 1);
  CHECK(out.defects[0].why == GapReason::kLimit);
  CHECK(tests::read("f([[['a']]])", limits).defects.empty());
}

TEST_CASE("brackets that do not fit cost no more than themselves") {
  CHECK(tests::literals("f({a: 'b')); g('c')") == Lines{"b in f#0 as a", "c in g#0"});
  CHECK(tests::literals(")]}); g('c')") == Lines{"c in g#0"});
}

TEST_CASE("each module that begins ends, without the comma between them too") {
  CHECK(tests::modules("({'a/b': () => {}; 'c/d': () => {") ==
        Lines{"begin a/b 1", "end", "begin c/d 1", "end"});
}

TEST_CASE("time is linear in the size") {
  // Each unit would cost its square if something looked ahead, looked back or copied without a bound. A
  // megabyte takes some hundredths of a second (more under sanitizers); the square would take hours.
  for (const char* unit : {"`${",
                           "`\\`\n",
                           "=/[",
                           "='/",
                           "({a:",
                           "[[",
                           "<a ",
                           "<a>",
                           "<!--",
                           "/*",
                           "a .b",
                           "a['b']",
                           "''.concat('a')",
                           ".concat('ab')",
                           "'a'+",
                           "?",
                           "x=>",
                           "['a','b'].join('",
                           "`",
                           "\"",
                           "\\u",
                           "</a",
                           "<a b='",
                           "f(",
                           "}",
                           "a<b>(",
                           "\"a/b\":/**/",
                           "eval('",
                           "f({'kkkkkkkkkkkkkkkkkkk':",
                           "a?.",
                           "class{",
                           "=>{",
                           "atob(",
                           "\xE2\x80\xA8",
                           "#",
                           "&"}) {
    INFO(unit);
    const std::string source = repeated(unit, 1 << 19);
    const std::clock_t begin = std::clock();  // of this process: other work on the machine does not count
    tests::Recorder out;
    out.defects = formats::js::read(source, Limits{}, out).defects;
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    CHECK(seconds < 10);
  }
}
