#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "unit/formats_js/recorder.h"

using namespace jianfu;
using tests::Lines;

namespace {

// Each literal as function.function: literal.
class Inside final : public tests::Recorder {
 public:
  void on_literal(const formats::js::Literal& literal) override {
    std::string line;
    for (const std::string& name : open_) line += (line.empty() ? "" : ".") + name;
    lines.push_back(line + ": " + tests::shown(literal.text));
  }
  void on_module(std::string_view name, uint32_t) override {
    open_.emplace_back("[" + std::string(name) + "]");
  }
  void on_module_end() override { close(true); }
  void on_function(std::string_view name, uint32_t) override { open_.emplace_back(name); }
  void on_function_end() override { close(false); }
  bool all_closed() const { return open_.empty(); }

  Lines lines;

 private:
  void close(bool module) {
    REQUIRE_FALSE(open_.empty());
    REQUIRE((open_.back()[0] == '[') == module);
    open_.pop_back();
  }
  std::vector<std::string> open_;
};

Lines inside(std::string_view source) {
  Inside out;
  formats::js::read(source, Limits{}, out);
  CHECK(out.all_closed());
  return out.lines;
}

}  // namespace

TEST_CASE("a function has the name it was given") {
  CHECK(inside("function a() { 'b' } async function* c() { 'd' } 'e'") == Lines{"a: b", "c: d", ": e"});
  CHECK(inside("const a = function () { 'b' }, c = () => { 'd' }; e = async (f) => { 'g' }\n'h'") ==
        Lines{"a: b", "c: d", "e: g", ": h"});
  CHECK(inside(
            "this.a = function () { 'b' }; exports.c = d => { 'e' }; F.prototype.g = function h() { 'i' }") ==
        Lines{"a: b", "c: e", "g: i"});
  CHECK(inside("class A { b() { 'c' } static async d() { 'e' } f = () => { 'g' }\n h = i => 'j'\n k() { 'l' "
               "} }") == Lines{"b: c", "d: e", "f: g", "h: j", "k: l"});
  CHECK(
      inside("export default { methods: { a() { 'b' }, c: function () { 'd' }, 'e': f => 'g', h: 'i' } }") ==
      Lines{"a: b", "c: d", ": e", "e: g", ": i"});
}

TEST_CASE("a function without a name belongs to the one around it") {
  CHECK(inside("!function () { 'a' }(); (() => { 'b' })(); f(function () { 'c' }); g(() => 'd')") ==
        Lines{": a", ": b", ": c", ": d"});
  CHECK(inside("module.exports = function () { 'a' }; [function () { 'b' }]; return function () { 'c' }") ==
        Lines{": a", ": b", ": c"});
  CHECK(inside("function a() { b.c(function d() { 'e' }); return () => 'f' }") == Lines{"a: e", "a: f"});
  CHECK(inside("x = <A b={() => 'c'}>d</A>") == Lines{": c", ": d"});
}

TEST_CASE("members of what a factory is given have their names, callbacks of a call do not") {
  CHECK(inside("Page({ data: { a: 'b' }, c: function () { wx.d({ success: function (e) { 'f' }, fail: () => "
               "'g' }) }, "
               "h() { 'i' } })") == Lines{": b", "c: f", "c: g", "h: i"});
  CHECK(inside("Component({ methods: { a() { 'b' } }, lifetimes: { attached: () => { 'c' } } })") ==
        Lines{"a: b", "attached: c"});
  CHECK(inside("Vue.component('x', { methods: { a: function () { 'b' } } })") == Lines{": x", "a: b"});
  CHECK(inside("function a() { Page({ b() { 'c' } }); d.e({ f() { 'g' } }) }") == Lines{"a.b: c", "a: g"});
}

TEST_CASE("what only wraps a function leaves it its name") {
  CHECK(inside("const a = useCallback(() => { 'b' }, []); Page({ c: debounce(function () { 'd' }, 300) })") ==
        Lines{"a: b", "c: d"});
  CHECK(inside("const a = setTimeout(() => { 'b' }, 3); c = d.map(e => 'f')") == Lines{": b", ": f"});
}

TEST_CASE("functions nest, and a module in one is itself") {
  CHECK(inside("function a() { const b = () => { 'c' }; 'd' }") == Lines{"a.b: c", "a: d"});
  CHECK(inside("define('a.js', function () { Page({ b() { 'c' } }) }); 'd'") ==
        Lines{"[a.js]: a.js", "[a.js].b: c", ": d"});
  CHECK(inside("({ 'a/b.js': function (c) { var d = function () { 'e' } }, 'f/g': h => 'i' })") ==
        Lines{": a/b.js", "[a/b.js].d: e", ": f/g", "[f/g]: i"});
}

TEST_CASE("an arrow function without braces ends with its value") {
  CHECK(inside("const a = b => c('d'), e = 'f'") == Lines{"a: d", ": f"});
  CHECK(inside("a = b => c('d')\ng('h')\ni = j => k\n  .l('m')\n  + 'n'") ==
        Lines{"a: d", ": h", "i: m", "i: n"});
  CHECK(inside("({ a: b => c => 'd', e: 'f' })") == Lines{"a: d", ": f"});
}

TEST_CASE("types are no bodies") {
  CHECK(inside("function a(b: { c: 'd' }): { e: string } { 'f' }") == Lines{": d", "a: f"});
  CHECK(inside("abstract class A { abstract b(): void; c(): Promise<void> { 'd' } }\nfunction e(): void;\n{ "
               "'f' }") == Lines{"c: d", ": f"});
  CHECK(inside("const a = async <T>(b: T): Promise<T> => { 'c' }") == Lines{"a: c"});
}

TEST_CASE("bodies deeper than the limit are not told, and the others end") {
  Limits limits;
  limits.nesting = 4;
  Inside out;
  formats::js::read("function a() { function b() { function c() { function d() { 'e' } 'f' } } } 'g'", limits,
                    out);
  CHECK(out.lines == Lines{"a.b.c: e", "a.b.c: f", ": g"});
  CHECK(out.all_closed());
}

TEST_CASE("in damaged scripts functions and modules nest") {
  constexpr std::string_view kSample =
      "const a = (b) => c(d)\ne = { f() { g(() => 1) }, 'h/i': function j() {}, k: async l => { m } }; class "
      "N { o = p => "
      "q\nr() {} }; Page({ s: function () { t.u({ v() {}, w: x => y }) } }); define('z.js', function () { a "
      "= () => `${b}` })";
  const auto check = [](const std::string& source) { inside(source); };
  builders::cut_everywhere(kSample, check);
  builders::flip_everywhere(kSample, check);
}

TEST_CASE("what a function is called by goes before what it calls itself") {
  CHECK(inside("({ a: function t() { 'b' } }); c = function t() { 'd' }\nfunction e() { 'f' }") ==
        Lines{"a: b", "c: d", "e: f"});
}
