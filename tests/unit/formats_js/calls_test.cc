#include <catch2/catch.hpp>

#include "unit/formats_js/recorder.h"

using namespace jianfu;
using tests::calls;
using tests::Lines;
using tests::modules;
using tests::requires_of;

TEST_CASE("literal arguments are collected with their key paths, in order") {
  CHECK(calls("wx.a('b', {c: 1, d: {e: true, f: [null, 'g']}}, ['h', -2], !0, 'i')") ==
        Lines{"wx.a(b, c=1, d.e=true, d.f=null, d.f=g, h, -2, true, i)"});
  CHECK(calls("a({b: `c`, 'd': c ? 'e' : 'f', g: h || 'i'})") == Lines{"a(b=c, d=e, d=f, g=i)"});
}

TEST_CASE("what is computed is no argument, a sum with text in it is joined") {
  CHECK(calls("a(b, c.d, e + f, 'g'.length, !'h', typeof 'i', j == 'k', l = 'm', n => 'o')") == Lines{"a()"});
  CHECK(calls("a('/p?id=' + b, `/q?id=${c}`, 'd' + 'e')") == Lines{"a(/p?id=…, /q?id=…, de)"});
}

TEST_CASE("a function's literals are not its call's") {
  CHECK(calls("a({b: function(){ c('d') }, e(){ f('g') }, h: () => { i('j') }})") ==
        Lines{"c(d)", "f(g)", "i(j)", "a()"});
}

TEST_CASE("only calls are calls") {
  CHECK(calls("if(a){} for(;;){} while(b){} function c(){} ({d(){}}); class E{f(){}} async(g)=>1; (h)")
            .empty());
  CHECK(calls("new A('b'); super('c'); wx['d']('e'); f()('g')") ==
        Lines{"A(b)", "super(c)", "wx.d(e)", "f()"});
}

TEST_CASE("required modules are reported") {
  CHECK(requires_of("require('a'); import b from 'c'; import'd'; import('e'); export*from\"f\"; "
                    "__webpack_require__(/*! g */ './g')") == Lines{"a", "c", "d", "e", "f", "./g"});
  CHECK(requires_of("required('a'); x.require('b'); require(c); from('d'); 'from'").empty());
}

TEST_CASE("string-keyed modules begin and end") {
  CHECK(modules("define('a.js', function(require){ x('b') });\ndefine(\"c.js\",[],(d)=>{})") ==
        Lines{"begin a.js 1", "end", "begin c.js 2", "end"});
  CHECK(modules("__wxAppCode__['a.json'] = {b: 1};__wxAppCode__[\"c.json\"]={}\n;") ==
        Lines{"begin a.json 1", "end", "begin c.json 1", "end"});
  CHECK(modules("({\"./src/a.js\":\n/***/ (function(b){}), 'c/d':(e,t)=>{}, 'e/f': g => 1})") ==
        Lines{"begin ./src/a.js 1", "end", "begin c/d 2", "end", "begin e/f 2", "end"});
  CHECK(modules("definePlugin('plugin://a', function(){ define('b.js', function(){}) })") ==
        Lines{"begin plugin://a 1", "begin b.js 1", "end", "end"});
}

TEST_CASE("other keyed things are no modules") {
  CHECK(modules("define('a', 1); customElements.define('b-c', D); x = {click: function(){}, 'a/b': 'c', 'd': "
                "e => 1}; "
                "x['a.json'] = {}; redefine('a', function(){}); asn.define('Key', function(){})")
            .empty());
}

TEST_CASE("evaluated code is read once, at the place it stands") {
  const tests::Recorder out = tests::read("\n  eval(\"var a = '内'; // 'b'\\nwx.c({d: 'e'}); eval('f')\")");
  CHECK(out.literals == Lines{"内 as a", "e in wx.c#0 as d", "f in eval#0"});
  CHECK(out.calls == Lines{"wx.c(d=e)", "eval(f)", "eval()"});
  CHECK(out.places == Lines{"2:8", "2:8", "2:8"});
  CHECK(tests::literals("new Function('a', \"return '函'\")") == Lines{"a in Function#0", "函"});
  CHECK(tests::literals("eval('a' + b); evaluate(\"'c'\")") == Lines{"a in eval#0", "'c' in evaluate#0"});
}
