// TypeScript, Flow and the newer corners of the language: what is a type and what a person is shown.
#include <catch2/catch.hpp>

#include "unit/formats_js/recorder.h"

using namespace jianfu;
using tests::calls;
using tests::Lines;
using tests::literals;

TEST_CASE("texts of type aliases are of a type, up to the end of the statement") {
  CHECK(literals("type A = '打卡' | '签到'; f('好')") ==
        Lines{"打卡 type as A", "签到 type as A", "好 in f#0"});
  CHECK(literals("export type A<T> =\n  | '打卡'\n  | T\nconst a = '好'") == Lines{"打卡 type", "好 as a"});
  CHECK(literals("type A = {\n  kind: '打卡'\n}\nf('好')") == Lines{"打卡 type as kind", "好 in f#0"});
  CHECK(literals("type A = B extends '打卡' ? 'x' : 'y'\nf('好')") ==
        Lines{"打卡 type as A", "x type as A", "y type as A", "好 in f#0"});
  CHECK(literals("type A = (a: '打卡') => void\ng('好')") == Lines{"打卡 type as A", "好 in g#0"});
}

TEST_CASE("type is a name too") {
  CHECK(literals("type = '打卡'; a.type = '签到'; ({type: '好', b}); f(type, '是')") ==
        Lines{"打卡 as type", "签到 as type", "好 as type", "是 in f#1"});
  CHECK(literals("const type = '打卡'; type == '签到'; if (type) g('好')") ==
        Lines{"打卡 as type", "签到", "好 in g#0"});
  CHECK(literals("interface = '打卡'; type\nx = '签到'") == Lines{"打卡 as interface", "签到 as x"});
}

TEST_CASE("texts of interfaces are of a type, and their methods no calls") {
  CHECK(literals("interface X { kind: '打卡'; b?: '签到'\n c: 'd' } f('好')") ==
        Lines{"打卡 type as kind", "签到 type as b", "d type as b", "好 in f#0"});
  CHECK(literals("export interface X extends Y<'打卡'> { a: 'b' }\nx = {kind: '签到'}") ==
        Lines{"打卡 type", "b type as a", "签到 as kind"});
  CHECK(calls("interface X { getLocation(a: 'b'): void\n login(): '打卡' } wx.f('好')") == Lines{"wx.f(好)"});
}

TEST_CASE("texts of annotations are of a type, values and defaults not") {
  CHECK(literals("function f(a: '打卡' | '签到' = '好', b?: '是') { g('一') }") ==
        Lines{"打卡 type", "签到 type", "好 as a", "是 type", "一 in g#0"});
  CHECK(literals("const a: '打卡' | '签到' = '好'; let b: 'c'\nd('一')") ==
        Lines{"打卡 type", "签到 type", "好 as a", "c type", "一 in d#0"});
  CHECK(literals("const f = (a: '打卡'): '签到' => '好'") ==
        Lines{"打卡 type as f", "签到 type as f", "好 as f"});
  CHECK(literals("function f(): '打卡' | {a: '签到'} { return '好' }") ==
        Lines{"打卡 type", "签到 type as a", "好"});
  CHECK(literals("class A { kind: '打卡' = '好'; b: '签到'\n c = '是'\n d(): '一' { return '二' } }") ==
        Lines{"打卡 type as kind", "好 as kind", "签到 type as b", "是 as c", "一 type", "二"});
  CHECK(literals("const f = ({a}: {a: '打卡'}) => { g('好') }") == Lines{"打卡 type as a", "好 in g#0"});
  CHECK(literals("class A { private b: '打卡'\n @Watch('签到') c() { d('好') } }") ==
        Lines{"打卡 type as b", "签到 in Watch#0", "好 in d#0"});
}

TEST_CASE("colons that are no annotation") {
  CHECK(literals("f(a ? b : '打卡'); x = a ? (b) : '签到'; y = a ? [b] : '好'; z = a ? {b} : '是'") ==
        Lines{"打卡 in f#0", "签到 as x", "好 as y", "是 as z"});
  CHECK(literals("switch (a) { case (b): f('打卡'); case c: g('签到'); default: h('好') }") ==
        Lines{"打卡 in f#0", "签到 in g#0", "好 in h#0"});
  CHECK(literals("({a: '打卡', [b]: '签到', c() { return '好' }, 'd': '是'})") ==
        Lines{"打卡 as a", "签到", "好", "d key", "是 as d"});
  CHECK(literals("a?.5:'打卡'; a?b?c:'x':'y'; loop: for (;;) f('签到')") ==
        Lines{"打卡", "x", "y", "签到 in f#0"});
  CHECK(literals("x = a ? b => c : d => '打卡'") == Lines{"打卡 as x"});
}

TEST_CASE("a cast ends with the operand") {
  CHECK(literals("f(a as '打卡', '好'); g(b as '签到' | 'c') || '是'") ==
        Lines{"打卡 type in f#0", "好 in f#1", "签到 type in g#0", "c type in g#0", "是"});
  CHECK(literals("const a = x as A<'打卡'>\nb('好'); c = x as {d: '签到'}; e('是')") ==
        Lines{"打卡 type as a", "好 in b#0", "签到 type", "是 in e#0"});
  CHECK(literals("const a = {t: '打卡'} satisfies Record<'签到', B>, c = '好'") ==
        Lines{"打卡 as t", "签到 type as a", "好 as c"});
  CHECK(calls("f('打卡' as const, g as any); h(x as A || '签到')") == Lines{"f(打卡)", "h(签到)"});
  CHECK(literals("const a = {t: '打卡'} as const; b = '签到'") == Lines{"打卡 as t", "签到 as b"});
  CHECK(tests::requires_of("import {a as b} from 'c'; import * as d from 'e'; export {f as g} from 'h'") ==
        Lines{"c", "e", "h"});
  CHECK(literals("as = '打卡'; f(as, '签到'); ({as: '好'}); x.as('是')") ==
        Lines{"打卡 as as", "签到 in f#1", "好 as as", "是 in x.as#0"});
}

TEST_CASE("type arguments are no values, comparisons are") {
  CHECK(literals("useState<'打卡' | '签到'>('好'); const a: Record<'b', C> = {d: '是'}") ==
        Lines{"打卡 type", "签到 type", "好 in useState#0", "b type", "是 as d"});
  CHECK(literals("defineProps<{kind: '打卡'}>(); f('好')") == Lines{"打卡 type as kind", "好 in f#0"});
  CHECK(literals("if (a < '打卡') b('签到'); c = d < 'e' || f") == Lines{"打卡", "签到 in b#0", "e as c"});
  CHECK(literals("f(a < b, {title: '打卡'}); for (i = 0; i < n; ++i) g('签到')") ==
        Lines{"打卡 in f#1 as title", "签到 in g#0"});
}

TEST_CASE("enums are values") {
  CHECK(literals("enum T { Sign = '签到', B = '打卡' } const enum U { C = '好' }") ==
        Lines{"签到 as Sign", "打卡 as B", "好 as C"});
  CHECK(literals("export declare enum T {\n  Sign = '签到'\n}\nf('是')") ==
        Lines{"签到 as Sign", "是 in f#0"});
}

TEST_CASE("decorators, class fields and private members") {
  CHECK(literals("@Component({selector: 'a', title: '打卡'}) class A { @Input() b = '签到'; @Prop({c: '好'}) "
                 "d!: string }") == Lines{"a in Component#0 as selector", "打卡 in Component#0 as title",
                                          "签到 as b", "好 in Prop#0 as c"});
  CHECK(
      literals("class A { #b = '打卡'; static c = '签到'; static { f('好') } get d() { return this.#b } }") ==
      Lines{"打卡 as #b", "签到 as c", "好 in f#0"});
  CHECK(calls("a.#b('c'); this?.d?.('e'); f?.['g']('h')") == Lines{"a.#b(c)", "this.d(e)", "f.g(h)"});
}

TEST_CASE("arrow functions with type parameters are no elements") {
  CHECK(literals("const f = <T,>(a: T) => g('打卡'); const h = <T extends B>(a: T) => '签到'") ==
        Lines{"打卡 in g#0", "签到 as h"});
  CHECK(literals("const f = <T>打卡</T>") == Lines{"打卡 in T#0 as children"});
}

TEST_CASE("Flow's types are types") {
  CHECK(literals("// @flow\ntype Props = {| +kind: '打卡', a?: ?string |};\nfunction f(x: ?'签到'): void { "
                 "g('好') }") == Lines{"打卡 type as kind", "签到 type", "好 in g#0"});
  CHECK(tests::requires_of("import type {A} from './a'; import typeof B from './b'") == Lines{"./a", "./b"});
}

TEST_CASE("a regular expression may stand behind a condition, not behind a value") {
  CHECK(literals("if (a) /'打卡/.test(b); c('签到')") == Lines{"签到 in c#0"});
  CHECK(literals("f(a) / 2; b('打卡'); x = y / 'z'.length / 2") == Lines{"打卡 in b#0", "z as x"});
  CHECK(literals("while (a) /[/'\"]/g.exec(b), c('打卡'); d = (e) / f / '签到'") ==
        Lines{"打卡 in c#0", "签到 as d"});
}

TEST_CASE("comments of pages and the line for the shell are passed over") {
  CHECK(literals("#!/usr/bin/env node '签到'\nf('打卡')") == Lines{"打卡 in f#0"});
  CHECK(literals("<!-- '签到'\nf('打卡')\n--> '签到'\ng('好')") == Lines{"打卡 in f#0", "好 in g#0"});
  CHECK(literals("while (n --> 0) f('打卡'); a = b<!--c\n('签到')") == Lines{"打卡 in f#0", "签到 in b#0"});
}
