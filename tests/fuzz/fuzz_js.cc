// js::Tokeniser and js::read: no crash, no hang; tokens lie in the source and go forward, modules and
// functions that begin end, one in the other.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "formats/js/js.h"

using namespace jianfu;

namespace {

class Sink : public formats::js::Sink {
 public:
  explicit Sink(size_t size) : size_(size) {}
  void on_literal(const formats::js::Literal& literal) override {
    if (literal.text.empty() || literal.offset >= size_) std::abort();
  }
  void on_call(const formats::js::Call& call) override {
    if (call.callee.empty() || call.offset >= size_) std::abort();
  }
  void on_identifier(std::string_view name, uint32_t, uint32_t) override {
    if (name.empty()) std::abort();
  }
  void on_module(std::string_view, uint32_t) override { open_.push_back('m'); }
  void on_module_end() override { close('m'); }
  void on_function(std::string_view name, uint32_t) override {
    if (name.empty()) std::abort();
    open_.push_back('f');
  }
  void on_function_end() override { close('f'); }
  void on_require(std::string_view, uint32_t) override {}
  void on_obfuscation(const formats::js::Obfuscation& found) override {
    if (found.line == 0 || found.share < 0 || found.share > 1) std::abort();
  }
  size_t open() const { return open_.size(); }

 private:
  void close(char kind) {
    if (open_.empty() || open_.back() != kind) std::abort();
    open_.pop_back();
  }
  size_t size_;
  std::string open_;  // modules and functions, nested
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.nesting = 50;
  Sink sink(size);
  formats::js::read(source, limits, sink);
  if (sink.open() != 0) std::abort();
  // The same with lines behind it: then it is read in windows, and byte by byte at its end only.
  const std::string longer = std::string(source) + std::string(100, '\n');
  formats::js::Tokeniser tokeniser(source, limits), other(longer, limits);
  uint64_t last = 0;
  bool same = true;  // until something goes on to the end
  for (auto token = tokeniser.next(); token.kind != formats::js::TokenKind::kEnd; token = tokeniser.next()) {
    if (token.offset < last || token.size == 0 || token.end() > size) std::abort();
    last = token.end();
    const auto twin = other.next();
    same = same && twin.end() < size && token.end() < size;
    if (!same) continue;
    if (twin.kind != token.kind || twin.offset != token.offset || twin.size != token.size || twin.text != token.text) std::abort();
  }
  return 0;
}

std::vector<std::string> seeds() {
  return {
      "__d(function(g,r){f('x')},12,[1,2]);\n__d((a)=>{},3,[],\"a/b.js\");__d (function(){\n__r(0)",
      "define(\"a/b.js\", function(require, m){ var q = require('./c'); wx.login({a: 'b', c: [1, -2, !0]}) "
      "});",
      "wx.showToast({title: `共${n ? \"多\" : `${m}`}个`}); x = '\\u6253\\x41\\101' + \"\\u{1F600}\" + `a`;",
      "x = <View title=\"a\" b={c}>文 {y} &#25171; <T/><></></View>; const f = <T,>(x: T): void => { }",
      "if (a) /re\"g[/]/.test(s); a / b / c; eval(\"f('g')\"); ''.concat('h', i).concat(j); "
      "['k','l'].join('')",
      "class A extends B { static go(x = 'd'): string { return super.go(/* c */ x) } e: F = 'g'\n h = 1 }",
      "__wxAppCode__['a.json'] = {'b': \"c\"}; ({'./d.js': function(){}, e: f ? 'g' : 'h', ['i']: 1, "
      "...j(k)})",
      "const a = (b) => c(d)\ne = { f() { g(() => 1) }, 'h/i': function j() {}, k: async l => { m } }; class "
      "N { o = p => q\n"
      "r() {} }; Page({ s: function () { t.u({ v() {}, w: x => y }) } })",
      "atob('5omT'); unescape('%u6253'); String.fromCharCode(1, 0x61); decodeURIComponent('%E6%89%93'); "
      "a?.b?.['c'](`d`)",
      "var _0x1a2b=['5omT5Y2h','yM9KEq','C2HVD1rVyxn0','BgvUz3rO','\\x41'];(function(a){a.push(a.shift())}"
      "(_0x1a2b));wx[_0x3c4d(0x1)]({t:_0x3c4d(0x2)})",
      "eval(function(p,a,c,k,e,d){return p}('0.1',2,2,'a|b||c'.split('|'),0,{})); 'c-b'.split('-').reverse()"
      ".join(''); $={___:++$}; x=[][(![]+[])[+[]]+(!![]+[])[+!+[]]]",
      "type A<T> = T extends 'a' ? 'b' : (c: 'd') => void\ninterface B { e?: 'f'; g(h: 'i'): {j: 'k'} }\n"
      "const l: 'm' | {n: 'o'} = p as {q: 'r'} | 's' || f<'t' | U>({v: 'w'} satisfies X); String.raw`\\u{${y}`",
  };
}
