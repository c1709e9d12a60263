#include "builders/wechat_builder.h"
#include "formats/wxapkg/wxapkg.h"
#include "unit/platforms/read.h"

#include <filesystem>
#include <fstream>

#include "e2e/workspace.h"

using namespace jianfu;
using Catch::Contains;
using platforms::tests::text_of;

namespace {

const std::map<std::string, std::string> kFiles = {
    {"app.json", R"({"pages": ["pages/home/home", "pages/sign/sign", "pages/dead/dead"], // a comment
       "window": {"navigationBarTitleText": "演示"},
       "permission": {"scope.userLocation": {"desc": "用于考勤打卡"}}, "usingComponents": {"sign-button": "/components/button/button"}})"},
    {"app.js", "App({ onLaunch() { wx.login({}); } });"},
    {"pages/home/home.wxml", "<view><navigator url=\"/pages/sign/sign?from=1\">去签到</navigator></view>"},
    {"pages/home/home.js", "Page({});"},
    {"pages/sign/sign.json", R"({"navigationBarTitleText": "签到"})"},
    {"pages/sign/sign.wxml",
     "<view><text>{{done ? '已签到' : '立即签到'}}</text><sign-button/><view>*照片</view><input name=\"photo\" placeholder=\"请上传\"/><button open-type=\"feedback\">反馈</button></view>"},
    {"pages/sign/sign.js", "const api = require('../../utils/api');\nPage({ submit() { wx.chooseImage({ sourceType: ['camera'] }); wx.showToast({ title: '签到成功' }); api.post('/sign/add'); } });"},
    {"pages/dead/dead.wxml", "<text>残留</text>"},
    {"pages/dead/dead.js", "Page({});"},
    {"components/button/button.wxml", "<button bindtap=\"tap\">按钮</button>"},
    {"components/button/button.js", "Component({ methods: { tap() {} } });"},
    {"components/button/button.json", R"({"component": true})"},
    {"utils/api.js", "module.exports = { post(url) { console.log('提交打卡'); } };"}};

std::string compiled() {
  const builders::BuiltProgram built = builders::build_wxapkg(kFiles);
  REQUIRE(built.error.empty());
  const auto tree = formats::wxapkg::open(built.bytes, Limits{});
  REQUIRE(tree.has_value());
  return text_of(platforms::tests::read(**tree));
}

std::string source(const std::map<std::string, std::string>& files = kFiles) {
  const e2e::Workspace folder;
  for (const auto& [path, text] : files) folder.write("miniprogram/" + path, text);
  folder.write("node_modules/x/index.js", "var t = '依赖里的打卡';");
  const auto tree = io::open_folder(folder.path(""), Limits{});
  REQUIRE(tree.has_value());
  return text_of(platforms::tests::read(**tree));
}

}  // namespace

TEST_CASE("a compiled package and its source folder tell the same story") {
  for (const std::string& out : {compiled(), source()}) {
    INFO(out);
    CHECK_THAT(out, Contains("module app app entry=yes"));
    CHECK_THAT(out, Contains("module page pages/sign/sign title=签到"));
    CHECK(out.find("edge opens app") == std::string::npos);  // launch code opens nothing
    CHECK_THAT(out, Contains("edge opens pages/home/home pages/sign/sign"));
    CHECK_THAT(out, Contains("edge uses pages/sign/sign utils/api"));
    CHECK_THAT(out, Contains("edge includes pages/sign/sign components/button/button"));
    CHECK_THAT(out, Contains("purpose \"用于考勤打卡\""));
    CHECK_THAT(out, Contains("text label \"去签到\" in=pages/home/home"));
    CHECK_THAT(out, Contains("text label \"立即签到\" in=pages/sign/sign"));
    CHECK_THAT(out, Contains("text label \"签到成功\" in=pages/sign/sign"));
    CHECK_THAT(out, Contains("call wx.chooseImage sourceType=\"camera\" in=pages/sign/sign"));
    CHECK_THAT(out, Contains("call wx.open-type.feedback in=pages/sign/sign"));
    CHECK_THAT(out, Contains("identifier tap arg:event=\"tap\" arg:text=\"按钮\" in=components/button/button"));
    CHECK(out.find("text unknown \"立即签到\"") == std::string::npos);  // the templates' script is not read twice
    CHECK_THAT(out, Contains("endpoint /sign/add in=pages/sign/sign"));
    CHECK_THAT(out, Contains("literal \"提交打卡\" in=utils/api"));  // a log is not shown
    CHECK(out.find("edge opens pages/home/home pages/dead/dead") == std::string::npos);
    CHECK(out.find("依赖里") == std::string::npos);
  }
}

TEST_CASE("a field is required by the star of the label before it") {
  for (const std::string& out : {compiled(), source()})
    CHECK_THAT(out, Contains("field \"*照片\"") && Contains("required in=pages/sign/sign"));
}

TEST_CASE("forms that scripts and data files describe have fields") {
  auto files = kFiles;
  files["pages/sign/sign.js"] = "Page({ data: { fields: [{ label: '现场照片', type: 'image', must: true },\n"
                                "{ label: '备注', type: 'input', prop: 'note' }] } });";
  files["utils/form.json"] = R"([{"label": "核查照片", "type": "image", "rules": [{"required": true}]}])";
  const std::string text = source(files);
  CHECK_THAT(text, Contains("field \"现场照片\" arg:type=\"image\" required in=pages/sign/sign"));
  CHECK_THAT(text, Contains("field \"备注\" arg:type=\"input\" arg:name=\"note\" in=pages/sign/sign"));
  CHECK_THAT(text, Contains("field \"核查照片\" arg:type=\"image\" required in=utils/form"));
}

TEST_CASE("a sub-package that was not handed in is a gap with its name") {
  auto files = kFiles;
  files["app.json"] = R"({"pages": ["pages/home/home"], "subPackages": [{"root": "pkg", "pages": ["a/a"]}]})";
  const builders::BuiltProgram built = builders::build_wxapkg(files);
  const auto tree = formats::wxapkg::open(built.bytes, Limits{});
  REQUIRE(tree.has_value());
  CHECK_THAT(text_of(platforms::tests::read(**tree)), Contains("gap missing-part at=pkg/"));
}

TEST_CASE("a web view is told with its address, in its page") {
  auto files = kFiles;
  files["pages/home/home.wxml"] = "<web-view src=\"https://example.invalid/h5\"></web-view>";
  const builders::BuiltProgram built = builders::build_wxapkg(files);
  const auto tree = formats::wxapkg::open(built.bytes, Limits{});
  REQUIRE(tree.has_value());
  CHECK_THAT(text_of(platforms::tests::read(**tree)), Contains("call wx.element.web-view src=\"https://example.invalid/h5\" in=pages/home/home"));
}

TEST_CASE("a folder without an app is no mini-program") {
  const e2e::Workspace folder;
  folder.write("app.json", "{}");  // no script beside it
  folder.write("readme.txt", "x");
  const auto tree = io::open_folder(folder.path(""), Limits{});
  REQUIRE(tree.has_value());
  CHECK(platforms::recognise(**tree) == nullptr);
}
