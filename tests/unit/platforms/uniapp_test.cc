// Built uni-app programs: pages and titles of the configuration, literals of bundles in the page they belong
// to.
#include <string>
#include <vector>

#include "builders/android_builder.h"
#include "builders/zip_builder.h"
#include "unit/platforms/read.h"

using namespace jianfu;
using Catch::Contains;
using platforms::Reading;
using platforms::tests::text_of;

namespace {

const std::vector<builders::ZipFile> kProgram = {
    {"manifest.json",
     R"({"@platforms":["android"],"id":"__UNI__ABC","name":"网格","version":{"name":"1.2"},"permissions":{"Geolocation":{"description":"定位"}},)"
     R"("plus":{"distribute":{"google":{"permissions":["<uses-permission android:name=\"android.permission.CAMERA\"/>"]},"plugins":{"push":{}}}}})"},
    {"app-config-service.js",
     R"(var isReady=false;var __uniConfig = {"pages":["pages/index/index","pages/sign/sign","pages/my/my"],"window":{"navigationBarTitleText":"网格"},)"
     R"("tabBar":{"list":[{"pagePath":"pages/index/index","text":"首页"},{"pagePath":"pages/my/my","text":"我的"}]},"entryPagePath":"pages/index/index"};)"
     R"(var __uniRoutes = [{"path":"/pages/index/index","window":{"navigationBarTitleText":"首页"}},{"path":"/pages/sign/sign","window":{"navigationBarTitleText":"签到"}},{"path":"/pages/my/my","window":{}}];)"},
    {"app-service.js",
     R"x((this["webpackJsonp"]=[]).push([["app-service"],{"0a1b":function(t,e,r){__definePage("pages/index/index",(function(){return Vue.extend(r("1c2d").default)})),)x"
     R"x(__definePage("pages/sign/sign",(function(){return Vue.extend(r("3e4f").default)}))},)x"
     R"x("1c2d":function(t,e,r){r("5a6b");uni.navigateTo({url:"/pages/sign/sign?id=1"})},)x"
     R"x("3e4f":function(t,e,r){r("5a6b");r("7c8d")},)x"
     R"x("7c8d":function(t,e){e.render=function(){return this._v("\u7acb\u5373\u7b7e\u5230")};uni.getLocation({type:"gcj02"})},)x"
     R"x("5a6b":function(t,e){uni.showToast({title:"\u516c\u7528"})}}]);)x"},
    {"__uniapppicker.js", "var a={title:'确定'}"},
    {"app-confusion.js", std::string("\x01\x02zzzz\x7f qqqq", 13)},
    {"static/a.html", "<html><title>本地页</title></html>"}};

}  // namespace

TEST_CASE("a wgt is read: pages, titles, tabs, permissions, and which page a literal belongs to") {
  const std::string bytes = builders::zip_of(kProgram);
  const auto tree = io::open_zip(bytes, Limits{});
  REQUIRE(tree.has_value());
  const Reading reading = platforms::tests::read(**tree);
  const std::string text = text_of(reading);
  CHECK(reading.package.id == "__UNI__ABC");
  CHECK(reading.package.name == "网格");
  CHECK(reading.package.version == "1.2");
  CHECK_THAT(text, Contains("module page pages/sign/sign title=签到"));
  CHECK_THAT(text, Contains("edge opens pages/index/index pages/sign/sign"));
  CHECK_THAT(text, Contains("edge opens pages/index/index pages/my/my"));
  CHECK_THAT(text, Contains("\"立即签到\" in=pages/sign/sign"));
  CHECK_THAT(text, Contains("call uni.getLocation type=\"gcj02\" in=pages/sign/sign"));
  // Asked for by two pages: of neither.
  CHECK_THAT(text, Contains("\"公用\" in=app"));
  CHECK_THAT(text,
             Contains("permission plus.Geolocation") && Contains("permission android.permission.CAMERA"));
  CHECK_THAT(text, Contains("module script __uniapppicker.js") && Contains("owner=third-party"));
  CHECK_THAT(text, Contains("gap encrypted at=app-confusion.js"));
  CHECK_THAT(text, Contains("module page static/a.html title=本地页"));
}

TEST_CASE("the same in an APK, and as a wgt in it, is content of the APK") {
  std::map<std::string, std::string> files = {
      {"AndroidManifest.xml",
       R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.x"><application/></manifest>)"},
      {"assets/up.wgt", builders::zip_of({{"manifest.json", R"({"@platforms":["android"],"id":"U"})"},
                                          {"app-service.js", "a({title:'更新包'})"}})}};
  for (const builders::ZipFile& file : kProgram)
    files["assets/apps/__UNI__ABC/www/" + file.name] = file.bytes;
  const builders::BuiltPackage built = builders::build_apk(files);
  REQUIRE(built.error.empty());
  const auto tree = io::open_zip(built.bytes, Limits{});
  REQUIRE(tree.has_value());
  const Reading reading = platforms::tests::read(**tree);
  const std::string text = text_of(reading);
  CHECK(reading.nested.empty());
  CHECK_THAT(text, Contains("\"立即签到\" in=assets/apps/__UNI__ABC/www/pages/sign/sign"));
  CHECK_THAT(text, Contains("\"更新包\"") && Contains("at=assets/up.wgt!/app-service.js:1"));
  CHECK(reading.package.frameworks == std::vector<std::string>{"uni-app"});
}
