// Web content of packages: pages with links, forms and titles, tables of routes, shells around a server,
// source maps.
#include <string>

#include "builders/android_builder.h"
#include "builders/zip_builder.h"
#include "unit/platforms/read.h"

using namespace jianfu;
using Catch::Contains;
using platforms::tests::text_of;

namespace {

std::string evidence_of(std::map<std::string, std::string> files) {
  files["AndroidManifest.xml"] =
      R"(<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="cn.gov.x"><application/></manifest>)";
  const builders::BuiltPackage built = builders::build_apk(files);
  REQUIRE(built.error.empty());
  const auto tree = io::open_zip(built.bytes, Limits{});
  REQUIRE(tree.has_value());
  return text_of(platforms::tests::read(**tree));
}

}  // namespace

TEST_CASE("a page has its title, its texts, its form and its links") {
  const std::string text = evidence_of(
      {{"assets/www/index.html",
        "<html><head><title> 首页 </title><script src=\"js/app.js\"></script></head><body>\n"
        "<a href=\"sign.html?id=1\">去签到</a><a href=\"https://gov.cn/x\">外部</a>\n"
        "<form action=\"/api/sign\"><label>现场照片</label><input type=\"file\" name=\"photo\" required>\n"
        "<input type=\"hidden\" value=\"密\"><input type=\"submit\" "
        "value=\"提交记录\"></form></body></html>"},
       {"assets/www/sign.html",
        "<html><title>签到</title><button onclick=\"location.href='/index.html'\">返回</button></html>"},
       {"assets/www/js/app.js",
        "navigator.geolocation.getCurrentPosition(f); navigator.userAgent.indexOf('x'); "
        "WeixinJSBridge.invoke('getBrandWCPayRequest', a, f)"}});
  CHECK_THAT(text, Contains("module page assets/www/index.html title=首页"));
  CHECK_THAT(text, Contains("module page assets/www/sign.html title=签到"));
  CHECK_THAT(text, Contains("edge opens assets/www/index.html assets/www/sign.html"));
  CHECK_THAT(text, Contains("edge opens assets/www/sign.html assets/www/index.html"));
  CHECK_THAT(text, Contains("edge uses assets/www/index.html assets/www/js/app.js"));
  CHECK_THAT(text, Contains("field \"现场照片\"") && Contains("required"));
  CHECK_THAT(text, Contains("\"提交记录\""));
  CHECK_THAT(text, !Contains("field \"密\"") && !Contains("\"密\""));
  CHECK_THAT(text, Contains("endpoint /api/sign"));
  CHECK_THAT(text, Contains("call navigator.geolocation.getCurrentPosition"));
  CHECK_THAT(text, Contains("call WeixinJSBridge.invoke \"getBrandWCPayRequest\""));
  CHECK_THAT(text, !Contains("userAgent"));
}

TEST_CASE("lines of scripts in pages are those of the page") {
  const std::string text =
      evidence_of({{"assets/a.html", "<html>\n<body>\n<script>\nalert('第四行');\n</script></body></html>"}});
  CHECK_THAT(text, Contains("\"第四行\"") && Contains("at=assets/a.html:4"));
}

TEST_CASE("a table of routes gives pages with titles; other paths give none") {
  const std::string text = evidence_of(
      {{"assets/www/js/r.js",
        "var r=[{path:\"/sign\",name:\"Sign\",component:function(){return n.e(1)},meta:{title:\"签到\"}},\n"
        "{path:\"/user\",component:U}];cookie.set({path:\"/none\",value:1})"}});
  CHECK_THAT(text, Contains("module page assets/www/js/r.js#/sign title=签到"));
  CHECK_THAT(text, Contains("route /sign arg:title=\"签到\""));
  CHECK_THAT(text, Contains("route /user"));
  CHECK_THAT(text, !Contains("route /none"));
}

TEST_CASE("a shell around a server is told, a page with its own words is not") {
  CHECK_THAT(
      evidence_of({{"assets/www/index.html",
                    "<html><meta http-equiv=\"refresh\" content=\"0;url=https://h5.gov.cn/app\"></html>"}}),
      Contains("web.remote-entry https://h5.gov.cn/app"));
  CHECK_THAT(
      evidence_of({{"assets/www/index.html", "<html><iframe src=\"https://h5.gov.cn/f\"></iframe></html>"}}),
      Contains("web.remote-entry https://h5.gov.cn/f"));
  CHECK_THAT(evidence_of({{"assets/www/index.html",
                           "<html><script>location.href = \"https://h5.gov.cn/j\"</script></html>"}}),
             Contains("web.remote-entry https://h5.gov.cn/j"));
  // In a zip: beside the manifest the builder would make it binary.
  CHECK_THAT(evidence_of({{"assets/h5.zip",
                           builders::zip_of({{"www/config.xml",
                                              "<widget><content src=\"https://h5.gov.cn/c\"/></widget>"}})}}),
             Contains("web.remote-entry https://h5.gov.cn/c"));
  CHECK_THAT(
      evidence_of({{"assets/capacitor.config.json", "{\"server\":{\"url\":\"https://h5.gov.cn/k\"}}"}}),
      Contains("web.remote-entry https://h5.gov.cn/k"));
  CHECK_THAT(evidence_of({{"assets/www/index.html",
                           "<html><a href=\"https://gov.cn\">政府网</a><p>本地页面</p></html>"}}),
             !Contains("web.remote-entry"));
}

TEST_CASE("source maps give the original sources") {
  const std::string text = evidence_of(
      {{"assets/www/app.js.map",
        R"x({"version":3,"sources":["webpack:///src/Sign.js","webpack:///node_modules/x/y.js"],"sourcesContent":["showToast({title:'原始文字'})","var l={title:'库文字'}"],"mappings":""})x"}});
  CHECK_THAT(text, Contains("at=assets/www/app.js.map!/src/Sign.js:1"));
  CHECK_THAT(text, !Contains("库文字"));
}

TEST_CASE("what no page leads to is not taken for unreachable") {
  const std::string text = evidence_of({{"assets/www/alone.html", "<html><title>独页</title></html>"},
                                        {"assets/www/chunk.js", "a({title:'片段'})"}});
  CHECK_THAT(text, Contains("module page assets/www/alone.html title=独页") && Contains("entry=yes"));
  CHECK_THAT(text, Contains("module script assets/www/chunk.js") && Contains("reach=yes"));
}
