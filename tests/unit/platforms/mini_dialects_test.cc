#include "platforms/mini/dialects.h"
#include "unit/platforms/mini_program.h"

using namespace jianfu;
using Catch::Contains;
using platforms::mini::api_call;
using platforms::mini::Dialect;
using platforms::tests::Files;
using platforms::tests::holds;
using platforms::tests::read_program;
using platforms::tests::text_of;

namespace {

const Dialect& dialect(std::string_view kind) {
  for (const Dialect& one : platforms::mini::dialects()) {
    if (one.kind == kind) return one;
  }
  FAIL("no such dialect");
  return platforms::mini::wechat();
}

// What stands before "if" in a client's templates.
const std::map<std::string_view, std::string> kDirectives = {
    {"wechat", "wx:"}, {"wecom", "wx:"}, {"alipay", "a:"},    {"dingtalk", "a:"}, {"bytedance", "tt:"},
    {"baidu", "s-"},   {"qq", "qq:"},    {"kuaishou", "ks:"}, {"jd", "jd:"}};

// A page that shows a text, opens another one and asks for the place, in the words of a client.
Files source_of(const Dialect& dialect, const std::string& api) {
  const std::string ending(dialect.template_ending);
  return {{"app.json", R"({"pages": ["pages/a/a", "pages/b/b"]})"},
          {"app.js", "App({ onLaunch() { " + api + ".login({}) } })"},
          {"pages/a/a" + ending,
           "<view " + kDirectives.at(dialect.kind) + "if=\"{{x == '审核中'}}\">去办理</view>"},
          {"pages/a/a.js", "Page({ go() { " + api + ".navigateTo({ url: '../b/b?id=1' }) } })"},
          {"pages/b/b" + ending, "<view>办理</view>"},
          {"pages/b/b.js", "Page({ go() { " + api + ".getLocation({ type: 'gcj02' }) } })"}};
}

}  // namespace

TEST_CASE("each client's source folder is told from the others and read alike") {
  for (const Dialect& one : platforms::mini::dialects()) {
    INFO(one.kind);
    const std::string api = one.kind == "wecom" ? "wx.qy" : std::string(one.api);
    const platforms::tests::ReadProgram program = read_program(source_of(one, api));
    CHECK(program.kind == one.kind);
    CHECK_THAT(program.text, Contains("text label \"去办理\" in=pages/a/a"));
    CHECK_THAT(program.text, Contains("edge opens pages/a/a pages/b/b"));
    CHECK(!holds(program.text, "text label \"审核中\""));
    CHECK_THAT(program.text, Contains("call " + api + ".getLocation type=\"gcj02\" in=pages/b/b"));
  }
}

TEST_CASE("a client's calls are told however they are reached") {
  const Dialect& wechat = dialect("wechat");
  CHECK(api_call(wechat, "wx.getLocation") == "wx.getLocation");
  CHECK(api_call(wechat, "this.wx.cloud.callFunction") == "wx.cloud.callFunction");
  CHECK(api_call(wechat, "Taro.getLocation") == "wx.getLocation");
  CHECK(api_call(wechat, "_taro2.default.getLocation") == "wx.getLocation");
  CHECK(api_call(wechat, "uni.scanCode") == "uni.scanCode");
  CHECK(api_call(wechat, "e.chooseImage") == "wx.chooseImage");
  // The nearest innocent ones.
  CHECK(api_call(wechat, "mywx.getLocation").empty());
  CHECK(api_call(wechat, "map.getLocation").empty());
  CHECK(api_call(wechat, "e.getName").empty());
  CHECK(api_call(wechat, "my.getLocation").empty());
  CHECK(api_call(dialect("dingtalk"), "my.getLocation") == "my.getLocation");
}

TEST_CASE("a compiled package of Alipay names its pages, tabs and titles") {
  const std::string out = text_of(
      {{"appConfig.json",
        R"({"app": {"pages": ["pages/a/a", "pages/b/b"], "window": {"defaultTitle": "整个"},
            "tabBar": {"items": [{"pagePath": "pages/a/a", "name": "首页"}]}},
            "launchParams": {"pages/b/b": {"defaultTitle": "签到"}}})"},
       {"index.js", "var a = 1;"},
       {"index.worker.js",
        "my.getLocation({}); define('./pages/b/b', function() { Page({ go() { my.scan({}) } }) });"}});
  CHECK_THAT(out, Contains("module page pages/a/a title=首页 entry=yes"));
  CHECK_THAT(out, Contains("module page pages/b/b title=签到"));
  CHECK_THAT(out, Contains("text label \"首页\" in=pages/a/a"));
  CHECK(!holds(out, "title=整个"));
}

TEST_CASE("a compiled package of Baidu holds its templates as markup in scripts") {
  const platforms::tests::ReadProgram program = read_program(
      {{"app.json", R"({"pages": ["pages/a/a"], "window": {}})"},
       {"app.js", "swan.login({})"},
       {"pages/a/a.json", R"({"navigationBarTitleText": "办事"})"},
       {"pages/a/a.swan.js",
        "window.t = '<swan-view><swan-button bindtap=\"go\">立即预约</swan-button></swan-view>';"}});
  CHECK(program.kind == "baidu");
  CHECK_THAT(program.text, Contains("module page pages/a/a title=办事"));
  CHECK_THAT(program.text, Contains("text label \"立即预约\" in=pages/a/a"));
  CHECK_THAT(program.text, Contains("identifier go arg:event=\"tap\" arg:text=\"立即预约\" in=pages/a/a"));
}
