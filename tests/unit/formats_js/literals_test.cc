#include <catch2/catch.hpp>

#include "unit/formats_js/recorder.h"

using namespace jianfu;
using tests::Lines;
using tests::literals;

TEST_CASE("a literal knows its call, argument and property") {
  CHECK(literals("wx.showToast({title:\"x\"})") == Lines{"x in wx.showToast#0 as title"});
  CHECK(literals("a.b.c(\"x\", {y:{z:\"v\"}})") == Lines{"x in a.b.c#0", "v in a.b.c#1 as z"});
  CHECK(literals("f(1, [2, 'a'], 'b')") == Lines{"a in f#1", "b in f#2"});
  CHECK(literals("wx?.f('a'); wx!.g('b'); wx\n  .h('c')") ==
        Lines{"a in wx.f#0", "b in wx.g#0", "c in wx.h#0"});
  CHECK(literals("(0,e.jsx)('view')") == Lines{"view in e.jsx#0"});
  CHECK(literals("x().y('a'); z[0].w('b')") == Lines{"a in y#0", "b in w#0"});
}

TEST_CASE("if (…) is no call, and what follows it none of its callee's") {
  CHECK(literals("if(a)('b').c('d')") == Lines{"b", "d in c#0"});
  CHECK(literals("switch(a){case 'b':{x('c')}}") == Lines{"b", "c in x#0"});
}

TEST_CASE("a literal knows the name it is assigned to") {
  CHECK(literals("this.title=\"x\"") == Lines{"x as title"});
  CHECK(literals("var title=\"x\", b = 'y'") == Lines{"x as title", "y as b"});
  CHECK(literals("html += 'x'; e['label'] = 'y'") == Lines{"x as html", "label", "y as label"});
  CHECK(literals("({title:\"x\", 'b': 'y', ['c']: 'z'})") ==
        Lines{"x as title", "b key", "y as b", "c", "z as c"});
  CHECK(literals("title == 'x'; title, 'y'") == Lines{"x", "y"});
}

TEST_CASE("conditions, arrays and groups keep the property") {
  CHECK(literals("({title: c ? 'a' : 'b', x: ['c', ('d')], y: e || 'f'})") ==
        Lines{"a as title", "b as title", "c as x", "d as x", "f as y"});
  CHECK(literals("x = a ? {b: 'c'} : {d: 'e'}") == Lines{"c as b", "e as d"});
}

TEST_CASE("a call's arguments and a function's body begin without property") {
  CHECK(literals("({title: get('token')})") == Lines{"token in get#0"});
  CHECK(literals("f({success: function(){ 'a'; return 'b' }, fail(){ 'c' }, ok: () => 'd'})") ==
        Lines{"a", "b", "c", "d in f#0 as ok"});
}

TEST_CASE("types of TypeScript are passed over") {
  CHECK(literals("const title: string = 'a'; let m: Map<string> = 'b'") == Lines{"a as title", "b as m"});
  CHECK(literals("class A { title: string = 'a'\n private b?: X = 'c'; d(e: F = 'g'): void { h('i') } }") ==
        Lines{"a as title", "c as b", "g as e", "i in h#0"});
  CHECK(literals("function f(): Promise<void> { wx.g({a: 'b'}) }") == Lines{"b in wx.g#0 as a"});
  CHECK(literals("ref<string>('a')") == Lines{"a in ref#0"});
}

TEST_CASE("templates are joined, and their expressions read") {
  CHECK(literals("f({a: `共${n ? '多' : g('少')}个`})") ==
        Lines{"多 in f#0 as a", "少 in g#0", "共…个 template in f#0 as a"});
  CHECK(literals("`a${`b${c}`}`") == Lines{"b… template", "a… template"});
}

TEST_CASE("texts and attributes of JSX are literals of their element") {
  CHECK(literals("x = <View title=\"a\" b={'c'}>文 字\n  {n}<T>&#25171;&amp;</T></View>") ==
        Lines{"a in View#0 as title", "c in View#0 as b", "文 字 in View#0 as children",
              "打& in T#0 as children"});
  CHECK(literals("x = a <View && 'b'") == Lines{"b as x"});
}

TEST_CASE("comments are never reported") {
  CHECK(literals("// 'a'\n/* \"b\" */ <!-- 'c'\n'd' /* 'e'").size() == 1);
}

TEST_CASE("places are those of the literal") {
  const tests::Recorder out = tests::read("签到('甲');\r\n  f('乙')");
  CHECK(out.places == Lines{"1:4", "2:5"});
  CHECK(out.offsets == std::vector<uint64_t>{7, 20});
}

TEST_CASE("names are reported where they are given") {
  CHECK(tests::names("function f(a){} class B{ c(){} get d(){} e = 1; static g(){} }") ==
        Lines{"f", "B", "c", "d", "e", "g"});
  CHECK(tests::names("const h = 1, i = 2; let j; x.k = l; ({m: 1, n(){}, '签到': 2, 'a/b': 3, ...o(p)})") ==
        Lines{"h", "i", "j", "k", "m", "n", "签到"});
  CHECK(tests::names("f(a, b); a.b; a.b == c; x = y ? z : w; lbl: for(;;);").empty());
}
