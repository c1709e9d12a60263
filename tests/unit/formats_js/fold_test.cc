#include <catch2/catch.hpp>

#include <algorithm>

#include "unit/formats_js/recorder.h"

using namespace jianfu;
using tests::Lines;

namespace {

Lines folded(std::string_view source) {
  Lines out = tests::literals(source);
  std::erase_if(out, [](const std::string& line) { return line.find(" folded") == std::string::npos; });
  return out;
}

}  // namespace

TEST_CASE("literals side by side in a sum are joined") {
  CHECK(folded("f({title: '打' + '卡'})") == Lines{"打卡 folded in f#0 as title"});
  CHECK(folded("a + '打' + \"卡\" + b + `签` + '到'") == Lines{"打卡 folded", "签到 folded"});
  CHECK(folded("x == '打' + '卡'; '第' + 1 + '天'") == Lines{"打卡 folded", "第1天 folded"});
  CHECK(tests::literals("'打' + '卡'") == Lines{"打", "卡", "打卡 folded"});  // besides its parts
}

TEST_CASE("what only looks like a sum of literals is not joined") {
  CHECK(folded("'a' + b + 'c'; 'd' + 'e'.length; 'f' - 'g'; ['h', 'i']; 1 + 2; 'k'\n+'l'.m").empty());
}

TEST_CASE("joined arrays are joined") {
  CHECK(folded("t(['打','卡'].join(''))") == Lines{"打卡 folded in t#0"});
  CHECK(folded("['a','b','c'].join('-'); ['d','e'].join()") == Lines{"a-b-c folded", "d,e folded"});
  CHECK(
      folded("['a', b].join(''); ['c'].join(''); ['d', e ? 'f' : 'g'].join(''); x.join(''); ['h','i'].map(j)")
          .empty());
}

TEST_CASE("concat is a template of older days") {
  CHECK(folded("f({title: ''.concat('共', n, '个')})") == Lines{"共…个 template folded in f#0 as title"});
  CHECK(folded("'a'.concat('b').concat(c)") == Lines{"ab folded", "ab… template folded"});
  CHECK(folded("x.concat('a', 'b')").empty());
}

TEST_CASE("character codes and encodings are resolved") {
  CHECK(folded("String.fromCharCode(25171, 0x5361)") == Lines{"打卡 folded"});
  CHECK(folded("String.fromCharCode.apply(null, [25171, 21345])") == Lines{"打卡 folded"});
  CHECK(folded("String.fromCharCode(0xD83D, 0xDE00)") == Lines{"😀 folded"});
  CHECK(folded("unescape('%u6253%u5361%21')") == Lines{"打卡! folded"});
  CHECK(folded("decodeURIComponent('%E6%89%93')") == Lines{"打 folded"});
  CHECK(folded("window.atob('5omT5Y2h') + '了'") == Lines{"打卡 folded", "打卡了 folded"});
  CHECK(folded("f({a: decodeURIComponent(escape(atob('5omT5Y2h')))})") == Lines{"打卡 folded in f#0 as a"});
}

TEST_CASE("what gives no text is left alone") {
  CHECK(folded(
            "String.fromCharCode(a, 65); String.fromCharCode(1, 2); decodeURIComponent('%E6'); atob('////'); "
            "decodeURIComponent('abc'); unescape(x); btoa('abcd'); fromCharCode(99999999999)")
            .empty());
}
