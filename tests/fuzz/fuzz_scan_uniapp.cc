// uni-app programs (wgt), whole (fuzz/whole_scan.h).
#include <cstdint>
#include <string>
#include <vector>

#include "builders/zip_builder.h"
#include "fuzz/whole_scan.h"

using namespace jianfu;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::scan({reinterpret_cast<const char*>(data), size}, "uniapp");
  return 0;
}

std::vector<std::string> seeds() {
  const std::vector<fuzz::File> files = {
      {"manifest.json",
       R"({"@platforms":["android"],"id":"__UNI__A","name":"名","version":{"name":"1.2"},"permissions":{"Geolocation":{"description":"定位"}},)"
       R"("plus":{"distribute":{"google":{"permissions":["<uses-permission android:name=\"android.permission.CAMERA\"/>"]},"plugins":{"push":{}}}}})"},
      {"app-config-service.js",
       R"(var __uniConfig = {"pages":["p/a","p/b"],"window":{"navigationBarTitleText":"名"},"tabBar":{"list":[{"pagePath":"p/a","text":"标"}]},"entryPagePath":"p/a"};)"
       R"(var __uniRoutes = [{"path":"/p/a","window":{"navigationBarTitleText":"首页"}},{"path":"/p/b","window":{"navigationBarTitleText":"签到"}}];)"},
      {"app-service.js",
       R"x((this["webpackJsonp"]=[]).push([["app-service"],{"0a1b":function(t,e,r){__definePage("p/a",(function(){return Vue.extend(r("1c2d").default)})),)x"
       R"x(__definePage("p/b",(function(){return Vue.extend(r("3e4f").default)}))},"1c2d":function(t,e,r){uni.navigateTo({url:"/p/b?id=1"})},)x"
       R"x("3e4f":function(t,e,r){r("7c8d")},"7c8d":function(t,e){e.render=function(){return this._v("\u7acb\u5373\u7b7e\u5230")};uni.getLocation({type:"gcj02"})}}]);)x"},
      {"app-view.js", "var a={title:'确定'}"},
      {"__uniapppicker.js", "var a={title:'x'}"},
      {"app-confusion.js", std::string("\x01\x02zzzz\x7f qqqq")},
      {"hybrid/html/a.html", "<html><title>本地页</title><a href=\"#\">排名</a></html>"}};
  const std::string page = fuzz::listed(
      {{"manifest.json", R"({"id":"HBuilder","launch_path":"index.html","name":"h5+"})"},
       {"index.html", "<title>a</title><script>plus.geolocation.getCurrentPosition(f);mui.openWindow('b.html')</script>"},
       {"b.html", "<title>打卡</title><input required>"}});
  std::vector<builders::ZipFile> zipped;
  for (const fuzz::File& file : files) zipped.push_back({file.name, file.bytes, true});
  return {fuzz::listed(files), page, builders::zip_of(zipped)};
}
