#include "builders/wechat_builder.h"
#include "formats/wxapkg/wxapkg.h"
#include "unit/platforms/mini_program.h"

using namespace jianfu;
using Catch::Contains;
using platforms::tests::Files;
using platforms::tests::holds;
using platforms::tests::text_of;

namespace {

Files program(const std::string& config, const std::string& script = "Page({})") {
  return {
      {"app.json", config}, {"app.js", "App({})"}, {"pages/a/a.wxml", "<view/>"}, {"pages/a/a.js", script}};
}

}  // namespace

TEST_CASE("a page is called by its own title, else by its tab, never by the program's") {
  Files files = program(
      R"({"pages": ["pages/a/a", "pages/b/b", "pages/c/c"], "window": {"navigationBarTitleText": "某市通"},
      "tabBar": {"list": [{"pagePath": "pages/a/a", "text": "首页"}, {"pagePath": "pages/b/b", "text": "我的"}]}})");
  files["pages/b/b.json"] = R"({"navigationBarTitleText": "个人中心"})";
  const platforms::tests::ReadProgram read = platforms::tests::read_program(files);
  CHECK_THAT(read.text, Contains("module page pages/a/a title=首页"));
  CHECK_THAT(read.text, Contains("module page pages/b/b title=个人中心"));
  CHECK(!holds(read.text, "title=某市通"));
  CHECK(read.name == "某市通");
}

TEST_CASE("what a program asks for is told with its purposes") {
  const std::string out = text_of(program(
      R"({"pages": ["pages/a/a"], "permission": {"scope.userLocation": {"desc": "用于定位办事大厅"}},
          "requiredBackgroundModes": ["location"], "requiredPrivateInfos": ["getLocation"],
          "embeddedAppIdList": ["wx1"], "navigateToMiniProgramAppIdList": ["wx2"], "__usePrivacyCheck__": true,
          "plugins": {"p": {"provider": "wx3", "version": "1"}},
          "subPackages": [{"root": "s", "pages": [], "independent": true, "plugins": {"q": {"provider": "wx4"}}}],
          "preloadRule": {"pages/a/a": {"packages": ["s"]}}})"));
  for (const std::string_view said :
       {"permission scope.userLocation", "purpose \"用于定位办事大厅\"",
        "permission requiredBackgroundModes.location", "permission requiredPrivateInfos.getLocation",
        "permission embeddedApp.wx1", "permission navigateToMiniProgram.wx2", "fact usePrivacyCheck",
        "sdk \"plugin p wx3\"", "sdk \"plugin q wx4\"", "fact \"sub-package s\" arg:independent=\"true\"",
        "fact \"preload s\" arg:page=\"pages/a/a\""}) {
    CHECK_THAT(out, Contains(std::string(said)));
  }
}

TEST_CASE("calls of a program carry what they say") {
  const std::string out =
      text_of(program(R"({"pages": ["pages/a/a"]})",
                      "Page({ go() { wx.cloud.callFunction({ name: 'signIn', data: {} });"
                      " db.collection('sign_records').add({});"
                      " wx.navigateToMiniProgram({ appId: 'wx5', path: 'x' });"
                      " wx.setStorageSync('signDays', 3); wx.showModal({ title: '提示', showCancel: false });"
                      " wx.request({ url: getApp().globalData.host + '/sign/in' }); } })"));
  for (const std::string_view said :
       {"endpoint cloud:signIn in=pages/a/a", "endpoint cloud-collection:sign_records",
        "route mini-program:wx5 in=pages/a/a", "call wx.setStorageSync \"signDays\"", "showCancel=\"false\"",
        "/sign/in"}) {
    CHECK_THAT(out, Contains(std::string(said)));
  }
  const size_t at = out.find("endpoint cloud:signIn");  // stands in its function, as all calls do
  CHECK(out.substr(at, out.find('\n', at) - at).ends_with(" symbol=go"));
}

TEST_CASE("the address of a web view is that of the constant it is bound to") {
  Files files =
      program(R"({"pages": ["pages/a/a"]})",
              "Page({ data: { home: 'https://example.invalid/h5', pic: 'https://example.invalid/x.jpg' } })");
  files["pages/a/a.wxml"] = "<web-view src=\"{{home}}\"/>";
  CHECK_THAT(text_of(files), Contains("fact \"web-view url=https://example.invalid/h5\" in=pages/a/a"));
  files["pages/a/a.wxml"] = "<web-view src=\"{{other}}\"/>";
  CHECK(!holds(text_of(files), "web-view url="));
}

TEST_CASE("newer packages keep the configuration of pages in a script") {
  const std::string service =
      "__wxAppCode__['pages/a/a.json'] = "
      "{\"navigationBarTitleText\":\"签到\",\"usingComponents\":{\"x-y\":\"/parts/y\"}};"
      "__wxAppCode__[name] = {\"navigationBarTitleText\":\"别的\"};define('pages/a/a.js', function() { "
      "Page({}) });";
  const std::string bytes =
      builders::wxapkg_of({{"/app-config.json", R"({"pages": ["pages/a/a"], "page": {}})"},
                           {"/app-service.js", service},
                           {"/app-wxss.js", builders::compile_wxml({{"pages/a/a.wxml", "<x-y/>"}})}});
  const auto tree = formats::wxapkg::open(bytes, Limits{});
  REQUIRE(tree.has_value());
  const std::string out = platforms::tests::text_of(platforms::tests::read(**tree));
  CHECK_THAT(out, Contains("module page pages/a/a title=签到"));
  CHECK_THAT(out, Contains("edge includes pages/a/a parts/y"));
  CHECK(!holds(out, "title=别的"));
}

TEST_CASE("a configuration in a script that never ends leaves the next one alone") {
  const std::string bytes = builders::wxapkg_of(
      {{"/app-config.json", R"({"pages": ["pages/a/a", "pages/b/b"], "page": {}})"},
       {"/app-service.js",
        "__wxAppCode__['pages/b/b.json'] = {\"navigationBarTitleText\":\"办事\", \"x\": [\n"
        "__wxAppCode__['pages/a/a.json'] = {\"navigationBarTitleText\":\"签到\"};define('pages/a/a.js', function() {});"}});
  const auto tree = formats::wxapkg::open(bytes, Limits{});
  REQUIRE(tree.has_value());
  const std::string out = platforms::tests::text_of(platforms::tests::read(**tree));
  CHECK_THAT(out, Contains("module page pages/a/a title=签到"));
  CHECK_THAT(out, Contains("module page pages/b/b title=办事"));
  CHECK_THAT(out, Contains("at=app-service.js:2:61"));
}

TEST_CASE("a configuration in a script may name the place of configurations in a text of its own") {
  const std::string bytes = builders::wxapkg_of(
      {{"/app-config.json", R"({"pages": ["pages/a/a"], "page": {}})"},
       {"/app-service.js",
        R"(__wxAppCode__['pages/a/a.json'] = {"x":"__wxAppCode__[","navigationBarTitleText":"签到"};define('pages/a/a.js', function() {});)"}});
  const auto tree = formats::wxapkg::open(bytes, Limits{});
  REQUIRE(tree.has_value());
  CHECK_THAT(platforms::tests::text_of(platforms::tests::read(**tree)), Contains("module page pages/a/a title=签到"));
}

TEST_CASE("pages of sub-packages stand with their root in compiled configurations, without it in sources") {
  const std::string config =
      R"({"pages": ["pages/a/a"], "subPackages": [{"root": "pkg", "pages": ["pkg/b/b"]}]})";
  const std::string bytes = builders::wxapkg_of(
      {{"/app-config.json", config}, {"/app-service.js", "define('pages/a/a.js', function() {});"}});
  const auto tree = formats::wxapkg::open(bytes, Limits{});
  REQUIRE(tree.has_value());
  const std::string out = platforms::tests::text_of(platforms::tests::read(**tree));
  CHECK_THAT(out, Contains("module page pkg/b/b"));
  CHECK(!holds(out, "pkg/pkg"));
  CHECK_THAT(text_of(program(config)), Contains("module page pkg/pkg/b/b"));
}

TEST_CASE("handlers of a template lead to the functions of its script") {
  Files files =
      program(R"({"pages": ["pages/a/a"]})", "Page({ doSign() { wx.getLocation({}) }, other() {} })");
  files["pages/a/a.wxml"] = "<button bindtap=\"doSign\">立即打卡</button>";
  const std::string out = text_of(files);
  CHECK_THAT(out, Contains("identifier doSign arg:event=\"tap\" arg:text=\"立即打卡\" in=pages/a/a"));
  CHECK_THAT(out, Contains("call wx.getLocation in=pages/a/a") && Contains("doSign"));
}

TEST_CASE("plugins offer pages and components") {
  Files files = program(R"({"pages": ["pages/a/a"]})");
  files["plugin.json"] = R"({"publicComponents": {"x": "components/x"}, "pages": {"p": "pages/p"}})";
  const std::string out = text_of(files);
  CHECK_THAT(out, Contains("module component components/x entry=yes"));
  CHECK_THAT(out, Contains("module page pages/p entry=yes"));
}
