// Programs that a bundler built: the modules of its chunks, who uses them, whose they are.
#include "builders/wechat_builder.h"
#include "formats/wxapkg/wxapkg.h"
#include "platforms/shared/chunk_modules.h"
#include "unit/platforms/mini_program.h"

using namespace jianfu;
using Catch::Contains;
using platforms::tests::Files;
using platforms::tests::holds;
using platforms::tests::text_of;

namespace {

const std::string kPush = "(global[\"webpackJsonp\"]=global[\"webpackJsonp\"]||[]).push(";

Files with(const Files& more) {
  Files out = {
      {"app.json", R"({"pages": ["pages/a/a", "pages/b/b"]})"},
      {"app.js", "require('./common/runtime.js');require('./common/vendor.js');require('./common/main.js');"},
      {"pages/a/a.wxml", "<view>一</view>"},
      {"pages/b/b.wxml", "<view>二</view>"}};
  for (const auto& [path, text] : more) out[path] = text;
  return out;
}

// As uni-app builds with webpack 4: hashed ids, some of which look like names and numbers.
const Files kUni = with({
    {"common/vendor.js",
     kPush +
         R"([["common/vendor"],{"2f62":function(t,e,n){"use strict";e.post=function(){wx.request({url:"/api/sign/add"})}},
      bdff:function(t,e,n){e.tip=function(){wx.showToast({title:"签到成功"})};n("2f62")},
      6355:function(t,e){t.exports="没人用的"}}]);)"},
    {"common/main.js",
     kPush +
         R"([["common/main"],{"7609":function(t,e,n){n("0de9");App({})},"0de9":function(t,e,n){e.hello="启动提示"}},
      [["7609","common/runtime","common/vendor"]]]);)"},
    {"pages/a/a.js",
     kPush + R"([["pages/a/a"],{"160b":function(t,e,n){"use strict";e.default={methods:{submit:function(){
        wx.showModal({title:"确认打卡"});n("bdff").tip();wx.navigateTo({url:"../b/b"})}}}},
      a3a2:function(t,e,n){n("160b")}},[["a3a2","common/runtime","common/vendor"]]]);)"},
    {"pages/b/b.js",
     kPush +
         R"([["pages/b/b"],{c298:function(t,e,n){e.note="考勤说明";n("bdff");n("160b")}},[["c298","common/runtime","common/vendor"]]]);)"},
});

}  // namespace

TEST_CASE("modules of a shared chunk are modules of their own, used by the pages that ask for them") {
  for (const bool package : {false, true}) {
    std::string out;
    if (package) {
      const builders::BuiltProgram built = builders::build_wxapkg(kUni);
      REQUIRE(built.error.empty());
      const auto tree = formats::wxapkg::open(built.bytes, Limits{});
      REQUIRE(tree.has_value());
      out = text_of(platforms::tests::read(**tree));
    } else {
      out = text_of(kUni);
    }
    INFO(out);
    CHECK_THAT(out, Contains("module script common/vendor.js#2f62") &&
                        Contains("module script common/vendor.js#bdff") &&
                        Contains("module script common/vendor.js#6355"));
    CHECK_THAT(out, Contains("edge uses pages/a/a common/vendor.js#bdff"));
    CHECK_THAT(out, Contains("edge uses pages/b/b common/vendor.js#bdff"));
    CHECK_THAT(out, Contains("edge uses common/vendor.js#bdff common/vendor.js#2f62"));
    CHECK_FALSE(holds(out, "pages/a/a common/vendor.js#6355"));  // nobody asks for it
    CHECK_THAT(out, Contains("text label \"签到成功\" in=common/vendor.js#bdff"));
    CHECK_THAT(out, Contains("endpoint /api/sign/add in=common/vendor.js#2f62"));
    // Launch code: what its chunk begins with.
    CHECK_THAT(out, Contains("edge uses common/main common/main.js#7609"));
    CHECK_THAT(out, Contains("edge uses common/main.js#7609 common/main.js#0de9"));
  }
}

TEST_CASE("a page's chunk is the page, and not that of another page which names its modules") {
  const std::string out = text_of(kUni);
  INFO(out);
  CHECK_THAT(out, Contains("text label \"确认打卡\" in=pages/a/a") && Contains("pages/a/a.js#160b › submit"));
  CHECK_THAT(out, Contains("edge opens pages/a/a pages/b/b"));
  CHECK(holds(out, "\"考勤说明\" in=pages/b/b"));
  CHECK_FALSE(holds(out, "edge uses pages/b/b pages/a/a"));
  CHECK_FALSE(holds(out, "pages/a/a.js#160b at="));
}

TEST_CASE("Taro's chunks of webpack 5 are told by number, of sub-packages the nearest first") {
  const std::string push = "(wx.webpackJsonp=wx.webpackJsonp||[]).push(";
  const std::string begin = ",function(e){e.O(0,[107],(function(){return e(e.s=11)})),e.O()}]);";
  const std::string out = text_of(with(
      {{"app.json", R"({"pages": ["pages/a/a"], "subpackages": [{"root": "sub", "pages": ["b/b"]}]})"},
       {"common.js", push + R"([[592],{12:function(e,t,n){t.a="公共提示"},13:(e,t,n)=>{t.b="只有一份"}}]);)"},
       {"sub/common.js", push + R"([[593],{12:function(e,t,n){t.a="分包提示"}}]);)"},
       {"pages/a/a.js", push + R"([[21],{11:function(e,t,n){n(12)}})" + begin},
       {"sub/b/b.wxml", "<view>三</view>"},
       {"sub/b/b.js", push + R"([[22],{11:function(e,t,n){n(12);n.bind(n,13)}})" + begin}}));
  INFO(out);
  CHECK_THAT(out, Contains("edge uses pages/a/a common.js#12"));
  CHECK_THAT(out, Contains("edge uses sub/b/b sub/common.js#12"));
  CHECK_THAT(out, Contains("edge uses sub/b/b common.js#13"));
  CHECK_FALSE(holds(out, "edge uses pages/a/a sub/common.js#12"));
  CHECK_FALSE(holds(out, "edge uses sub/b/b common.js#12"));
}

TEST_CASE("mpvue's chunks are told by their place in an array") {
  const std::string out = text_of(with(
      {{"common/vendor.js", R"(global.webpackJsonpMpvue([0],[,function(e,t,n){t.a="请求失败"}]);)"},
       {"pages/a/a.js",
        R"(require("../../common/manifest.js");global.webpackJsonpMpvue([3],[,,function(e,t,n){t.b="今日打卡";n(1)}],[2]);)"}}));
  CHECK_THAT(out, Contains("edge uses pages/a/a common/vendor.js#1"));
  CHECK_THAT(out, Contains("\"今日打卡\" in=pages/a/a") && Contains("\"请求失败\" in=common/vendor.js#1"));
}

TEST_CASE("modules that kept their paths are told by the file behind the loaders") {
  const std::string loaders =
      "./node_modules/babel-loader/lib/index.js!./node_modules/vue-loader/lib/index.js?!";
  const std::string out = text_of(with(
      {{"vendors.js",
        kPush + R"([["vendors"],{"./node_modules/dayjs/dayjs.min.js":function(e,t,n){t.a="星期一"}}]);)"},
       {"common.js",
        kPush +
            R"([["common"],{"./src/api/user.js":function(e,t,n){t.a="登录失效";n("./node_modules/dayjs/dayjs.min.js")}}]);)"},
       {"pages/a/a.js", kPush + R"([["pages/a/a"],{")" + loaders +
                            R"(F:\\work\\demo\\pages\\a\\a.vue?vue&type=script&lang=js&":function(e,t,n){
          t.default={methods:{sign:function(){wx.showToast({title:"打卡完成"});wx.navigateTo({url:"../b/b"});n("./src/api/user.js")}}}},
        "./node_modules/only-here/index.js":function(e,t,n){t.a="库里的"}}]);)"}}));
  INFO(out);
  CHECK_THAT(out, Contains("\"打卡完成\" in=pages/a/a"));
  CHECK_THAT(out, Contains("edge opens pages/a/a pages/b/b"));
  CHECK_THAT(out, Contains("edge uses pages/a/a api/user") && Contains("\"登录失效\" in=api/user"));
  CHECK_THAT(out, Contains("edge uses api/user node_modules/dayjs/dayjs.min"));
  CHECK_THAT(out, Contains("\"库里的\" in=node_modules/only-here/index"));
  CHECK_FALSE(holds(out, "in=node_modules/babel-loader"));
}

TEST_CASE("a table of handlers in a page stays what it is") {
  const std::string out = text_of(with(
      {{"pages/a/a.js",
        R"(var on={"1a2b":function(t,e,n){wx.showToast({title:"甲"});n("3c4d")},"3c4d":function(){}};Page(on);)"},
       {"utils/table.js", R"(var on={"1a2b":function(t,e,n){e.x="乙";n("3c4d")},"3c4d":function(){}};)"}}));
  CHECK_THAT(out, Contains("\"甲\" in=pages/a/a") && Contains("\"乙\" in=utils/table"));
  CHECK_FALSE(holds(out, "#1a2b"));
}

TEST_CASE("scripts of Vite are modules as they are") {
  const std::string out = text_of(with(
      {{"common/vendor.js",
        R"("use strict";const a={"2f62":function(t,e,n){}};exports.index=wx;exports.tip="稍候";)"},
       {"api/user.js",
        R"("use strict";const e=require("../common/vendor.js");exports.sign=()=>e.index.request({url:"/api/sign"});)"},
       {"pages/a/a.js",
        R"("use strict";const e=require("../../common/vendor.js"),t=require("../../api/user.js");wx.createPage({methods:{go(){t.sign()}}});)"}}));
  CHECK_THAT(out, Contains("edge uses pages/a/a common/vendor ") &&
                      Contains("edge uses pages/a/a api/user") &&
                      Contains("edge uses api/user common/vendor "));
  CHECK_THAT(out, Contains("endpoint /api/sign in=api/user"));
  CHECK_FALSE(holds(out, "common/vendor.js#"));
}

TEST_CASE("names of modules that are files are read without loaders, queries and machines") {
  using platforms::is_webpack_path;
  using platforms::path_of_webpack_module;
  CHECK(path_of_webpack_module("./src/helper/ajax.js?uxType=x") == "helper/ajax.js");
  CHECK(path_of_webpack_module("./a/loader.js??ref!./b.js!../../src/pages/a/a.vue?vue&type=script") ==
        "pages/a/a.vue");
  CHECK(path_of_webpack_module("C:\\x\\node_modules\\vue\\dist\\vue.js") == "node_modules/vue/dist/vue.js");
  CHECK(path_of_webpack_module("D:\\work\\demo\\api.js") == "work/demo/api.js");
  CHECK(path_of_webpack_module("./src/locale sync ^\\.\\/.*$") == "locale");
  CHECK(path_of_webpack_module("!") == "");
  CHECK(is_webpack_path("./a.js"));
  CHECK_FALSE(is_webpack_path("/5sW"));
  CHECK_FALSE(is_webpack_path("2f62"));
}

TEST_CASE("many modules that ask for each other cost no more than they are") {
  std::string all = kPush + "[[\"common/vendor\"],{";
  for (int i = 0; i < 20000; ++i)
    all += std::to_string(i) + ":function(t,e,n){n(" + std::to_string((i * 7) % 20000) + ")},";
  const std::string out = text_of(with({{"common/vendor.js", all + "}]);"}}));
  CHECK(holds(out, "edge uses common/vendor.js#19999 common/vendor.js#19993"));
}
