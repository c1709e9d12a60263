// Chunks of webpack: which modules they hold, and which of them ask for which.
#include <catch2/catch.hpp>

#include "unit/formats_js/recorder.h"

using namespace jianfu;
using tests::Lines;

namespace {

// "[id] text" of each literal in a module, "[id] > other" of what it asks for.
class Chunks final : public tests::Recorder {
 public:
  void on_literal(const formats::js::Literal& literal) override {
    if (!literal.is_key && tests::shown(literal.text).size() > 4) return;
    if (!literal.is_key && !open_.empty()) lines.push_back(place() + tests::shown(literal.text));
  }
  void on_module(std::string_view name, uint32_t) override { open_.push_back("(" + std::string(name) + ")"); }
  void on_chunk_module(std::string_view id, uint32_t) override {
    open_.push_back("[" + std::string(id) + "]");
  }
  void on_module_end() override {
    REQUIRE_FALSE(open_.empty());
    open_.pop_back();
  }
  void on_chunk_require(std::string_view id, uint32_t) override {
    lines.push_back(place() + "> " + std::string(id));
  }

  Lines lines;
  bool all_closed() const { return open_.empty(); }

 private:
  std::string place() const { return open_.empty() ? "" : open_.back() + " "; }
  std::vector<std::string> open_;
};

Lines chunks(std::string_view source) {
  Chunks out;
  formats::js::read(source, Limits{}, out);
  CHECK(out.all_closed());
  return out.lines;
}

}  // namespace

TEST_CASE("a chunk of webpack 4 holds modules by hash, name and number") {
  CHECK(chunks(R"((global["webpackJsonp"]=global["webpackJsonp"]||[]).push([["common/main"],{
    "2f62":function(t,e,n){"use strict";t.a="一";n("bdff")},
    bdff:function(t,e,n){(function(u){t.b="二"}).call(this,n("6355")["default"])},
    6355:function(t,e){t.c="三"}},[["2f62","common/runtime","common/vendor"]]]);)") ==
        Lines{"[2f62] 一", "[2f62] bdff", "[2f62] > bdff", "[bdff] 二", "[bdff] 6355", "[bdff] > 6355",
              "[6355] 三", "> 2f62"});
}

TEST_CASE("a chunk of webpack 5 says what it begins with in a function") {
  CHECK(chunks(R"((wx.webpackJsonp=wx.webpackJsonp||[]).push([[107],{
    1234:(e,t,n)=>{e.a="一";n(56),n.t(57,7),Promise.all([n.e(3)]).then(n.bind(n,58)).then(n.t.bind(n,59,7))},
    56(e,t,n){e.b="二";n("1234")}},function(e){var t=function(t){return e(e.s=t)};
    e.O(0,[216,592],(function(){return t(1234)})),e.O()}]);n(56);)") ==
        Lines{"[1234] 一", "[1234] > 56", "[1234] > 57", "[1234] > 58", "[1234] > 59", "[56] 二", "[56] 1234",
              "[56] > 1234", "> 1234"});
}

TEST_CASE("chunks before webpack 4 are handed to a function; modules may stand in an array") {
  CHECK(chunks(R"(global.webpackJsonpMpvue([3],[ /* 0 */, /* 1 */
    /***/ (function(module, exports, __webpack_require__) { exports.a = "一"; __webpack_require__(4); }), ,
    /* 3 */ function(e){ e.b = "二" }],[1]);)") == Lines{"[1] 一", "[1] > 4", "[3] 二", "> 1"});
  CHECK(chunks(R"(webpackJsonp([1],{"+E39":function(t,e,n){t.a="一";n("7SVG")}},["+E39"]);)") ==
        Lines{"[+E39] 一", "[+E39] 7SVG", "[+E39] > 7SVG", "> +E39"});
}

TEST_CASE("a module of require.context asks for all it lists") {
  CHECK(chunks(R"((a.webpackJsonp=[]).push([["x"],{"2f62":function(t,e,n){
      var r={"./user.js":"c3d4","./sign.js":12,"./lazy.js":[13,9]};function i(t){return n(r[t])}
      e.x={"user.js":"0001"}}}]);)") ==
        Lines{"[2f62] > c3d4", "[2f62] c3d4", "[2f62] > 12", "[2f62] > 13", "[2f62] 0001"});
}

TEST_CASE("what looks like a table of modules is none outside of a chunk") {
  // Handlers by a code, with the keys that modules have.
  CHECK(chunks(R"(var h={"1a2b":function(t,e,n){t.a="一";n("3c4d")},"3c4d":function(){}};)") ==
        Lines{"(1a2b) 一", "(1a2b) 3c4d"});
  CHECK(
      chunks(R"(list.push([["a"],{bdff:function(t,e,n){t.a="一";n("6355")},6355:function(){}}]);)").empty());
  CHECK(chunks(R"(run([0],{12:function(t,e,n){t.a="一";n(13)}},[12]);)").empty());
  // In a chunk a call by another name, and by that of another module.
  CHECK(
      chunks(
          R"((a.webpackJsonp=[]).push([[1],{2:function(t,e,n){f("3");m.n("3")},3:function(t,e,r){n(2)}}]);)") ==
      Lines{"[2] 3", "[2] 3"});
  CHECK(chunks(R"((a.webpackJsonp=[]).push([["x"],{"2f62":{a:"一"},"6355":[function(t,e,n){n("2f62")}]}]);)")
            .empty());
}

TEST_CASE("a chunk that ends in the middle, and one in another") {
  CHECK(chunks(R"((a.webpackJsonp=[]).push([["x"],{"2f62":function(t,e,n){n("6355");t.a="一")") ==
        Lines{"[2f62] 6355", "[2f62] > 6355", "[2f62] 一"});
  CHECK(chunks(R"((a.webpackJsonp=[]).push([["x"],{1:function(t,e,n){
      (b.webpackJsonp=[]).push([["y"],{7:function(t,e,r){r(8);n(9)}}]);n(2)}}]);)") ==
        Lines{"[1] y", "[7] > 8", "[1] > 2"});
  std::string many = "(a.webpackJsonp=[]).push([[0],{";
  for (int i = 0; i < 20000; ++i)
    many += std::to_string(i) + ":function(t,e,n){n(" + std::to_string(i + 1) + ")},";
  CHECK(chunks(many + "}]);").size() == 20000);
}
