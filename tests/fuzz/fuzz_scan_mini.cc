// Mini-programs of all clients with their sub-packages, compiled and as sources, whole (fuzz/whole_scan.h).
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "builders/tpkg_builder.h"
#include "builders/wechat_builder.h"
#include "fuzz/whole_scan.h"

using namespace jianfu;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::scan({reinterpret_cast<const char*>(data), size}, "wechat");
  return 0;
}

namespace {

const std::map<std::string, std::string> kProgram = {
    {"app.json",
     R"({"pages": ["p/a", "p/b"], "subPackages": [{"root": "s", "pages": ["c"]}], "window": {"navigationBarTitleText": "名"},
     "tabBar": {"list": [{"pagePath": "p/a", "text": "标"}]}, "permission": {"scope.userLocation": {"desc": "用于考勤打卡"}},
     "usingComponents": {"e-e": "/e/e"}, "plugins": {"g": {"provider": "wx1"}}})"},
    {"app.js", "App({ onLaunch() { wx.login({}) } })"},
    {"p/a.json", R"({"navigationBarTitleText": "首页"})"},
    {"p/a.wxml",
     "<import src=\"t.wxml\"/><view wx:if=\"{{done}}\" bindtap=\"go\" data-url=\"/p/b\">{{done ? '已签到' : '立即签到'}}</view>"
     "<block wx:for=\"{{l}}\"><template is=\"t\" data=\"{{...i}}\"/></block><e-e/><view>*照片</view><input name=\"photo\"/>"
     "<button open-type=\"feedback\">反馈</button><navigator url=\"/p/b?x=1\">去</navigator><web-view src=\"https://w\"/>"},
    {"p/t.wxml", "<template name=\"t\"><text>{{n}}排名</text></template>"},
    {"p/a.js",
     "const api = require('../u'); Page({ data: { f: [{ label: '照片', type: 'image', must: true }] }, go(e) { "
     "wx.chooseImage({ sourceType: ['camera'] }); wx.showToast({ title: '签到成功' }); api.post('/sign/add'); "
     "wx.navigateTo({ url: e.currentTarget.dataset.url }) } })"},
    {"p/b.wxml", "<text>通报</text>"},
    {"p/b.js", "Page({ onLoad() { wx.getLocation({ type: 'gcj02' }) } })"},
    {"e/e.json", R"({"component": true})"},
    {"e/e.wxml", "<button bindtap=\"tap\">按钮<slot/></button>"},
    {"e/e.js", "Component({ methods: { tap() {} } })"},
    {"u.js", "module.exports = { post(url) { wx.request({ url }) } }"}};

std::string source(const std::string& api, const std::string& ending, const std::string& word) {
  return fuzz::listed({{"app.json", R"({"pages": ["p/a", "p/b"]})"},
                       {"app.js", "App({ onLaunch() { " + api + ".login({}) } })"},
                       {"p/a" + ending, "<view " + word + "if=\"{{x}}\" bindtap=\"go\">签到</view>"},
                       {"p/a.js", "Page({ go() { " + api + ".navigateTo({ url: '../b/b?id=1' }) } })"},
                       {"p/b" + ending, "<view " + word + "for=\"{{l}}\">{{item.n}}名</view>"},
                       {"p/b.js", "Page({ go() { " + api + ".getLocation({}) } })"}});
}

}  // namespace

std::vector<std::string> seeds() {
  const std::string program = builders::build_wxapkg(kProgram).bytes;
  const std::string part = fuzz::listed({{"s/page-frame.html", "<script>var x=['./s/c.wxml'];</script>"},
                                         {"s/app-service.js", "define('s/c.js',function(){Page({t:'打卡'})})"}});
  std::vector<fuzz::File> files;
  for (const auto& [name, bytes] : kProgram) files.push_back({name, bytes});
  builders::TpkgBuilder tpkg;
  tpkg.files = {{"app-config.json", R"({"pages":["p/a"],"page":{"p/a":{"window":{"navigationBarTitleText":"t"}}}})"},
                {"app-service.js", "define('p/a.js',function(){tt.getLocation({});Page({a:'签到'})})"}};
  std::vector<std::string> out = {
      fuzz::listed(program),
      fuzz::and_with(fuzz::listed(program), part),
      program,
      fuzz::listed(files),
      source("my", ".axml", "a:"),
      source("tt", ".ttml", "tt:"),
      source("swan", ".swan", "s-"),
      source("ks", ".ksml", "ks:"),
      fuzz::listed({{"app-config.json", R"({"pages":["p/a"]})"}, {"x.tpkg", tpkg.build()}}),
      fuzz::listed({{"appConfig.json",
                     R"({"app": {"pages": ["p/a", "p/b"], "tabBar": {"items": [{"pagePath": "p/a", "name": "首页"}]}}, "launchParams": {"p/b": {"defaultTitle": "签到"}}})"},
                    {"index.js", "var a = 1;"},
                    {"index.worker.js", "my.getLocation({}); define('./p/b', function() { Page({ go() { my.scan({}) } }) });"}}),
      fuzz::listed({{"app.json", R"({"pages": ["p/a"], "window": {}})"},
                    {"app.js", "swan.login({})"},
                    {"p/a.swan.js", "window.t = '<swan-view><swan-button bindtap=\"go\">预约</swan-button></swan-view>';"}}),
      fuzz::listed({{"app.json", R"({"pages": ["p/a", "p/b"]})"},
                    {"app.js", "require('./common/runtime.js');require('./common/vendor.js')"},
                    {"p/a.wxml", "<view>一</view>"},
                    {"p/a.js",
                     R"((global["webpackJsonp"]=global["webpackJsonp"]||[]).push([["p/a"],{"160b":function(t,e,n){n("bdff").tip()}},[["160b","common/vendor"]]]);)"},
                    {"common/vendor.js",
                     R"((global["webpackJsonp"]=global["webpackJsonp"]||[]).push([["common/vendor"],{"2f62":function(t,e,n){wx.request({url:"/api"})},bdff:function(t,e,n){n("2f62")},6355:[]}]);)"}}),
      source("qq", ".qml", "qq:"),
      source("jd", ".jxml", "jd:")};
  for (std::string& sample : fuzz::listed_samples(".wxapkg")) out.push_back(std::move(sample));
  return out;
}
