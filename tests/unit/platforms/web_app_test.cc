// Built H5 programs as packages: what is one, names, routes with their chunks, and what is none.
#include <string>

#include "unit/platforms/source_tree.h"

using namespace jianfu;
using Catch::Contains;
using platforms::tests::evidence_of_files;
using platforms::tests::Files;
using platforms::tests::read_files;
using platforms::tests::zip_of_files;

namespace {

std::string kind_of(const Files& files) {
  const std::string bytes = zip_of_files(files);
  const auto tree = io::open_zip(bytes, Limits{});
  REQUIRE(tree.has_value());
  const platforms::Platform* platform = platforms::recognise(**tree);
  return platform == nullptr ? "" : std::string(platform->kind);
}

Files webpack(const std::string& root) {
  return {
      {root + "index.html",
       "<!DOCTYPE html><html><head><title>掌上办</title></head><body><div id=app></div>"
       "<script src=\"/static/js/app.1a2b.js\"></script></body></html>"},
      {root + "static/js/app.1a2b.js",
       "(function(e){})({\"56d7\":function(e,t,n){var "
       "r=[{path:\"/\",redirect:\"/home\"},{path:\"/sign\",name:\"Sign\","
       "meta:{title:\"外勤签到\"},component:function(){return "
       "n.e(\"chunk-0a1b\").then(n.bind(null,\"77aa\"))}},"
       "{path:\"/user\",component:function(){return "
       "Promise.all([n.e(3)]).then(n.bind(null,\"12ab\"))},children:"
       "[{path:\"edit\",component:X}]}];new R({mode:\"hash\",routes:r})}})"},
      {root + "static/js/chunk-0a1b.77.js",
       "(window.webpackJsonp=window.webpackJsonp||[]).push([[\"chunk-0a1b\"],{\"77aa\":function(e,t,n){var "
       "r=function(){var e=this,t=e.$createElement,n=e._self._c||t;return "
       "n(\"div\",[e._v(\"今日签到\"),_c(\"van-field\","
       "{attrs:{label:\"现场照片\",required:\"\"}})])}}}])"},
      {root + "static/js/3.99.js",
       "(self.webpackChunkx=self.webpackChunkx||[]).push([[3],{9:(e)=>{e.x=h('p',{},'个人中心')}}])"},
      {root + "static/logo.png", "\x89PNG\r\n\x1a\n"}};
}

}  // namespace

TEST_CASE("a built web app is a package with its name, routes and the chunks of its pages") {
  for (const std::string root : {"", "dist/", "h5app/"}) {
    const Files files = webpack(root);
    CHECK(kind_of(files) == "h5");
    const platforms::Reading reading = read_files(files);
    const std::string text = platforms::tests::text_of(reading);
    CHECK(reading.package.name == "掌上办");
    const std::string app = root + "static/js/app.1a2b.js";
    CHECK_THAT(text, Contains("module page " + root + "index.html title=掌上办 entry=yes"));
    CHECK_THAT(text, Contains("module page " + app + "#/sign title=外勤签到"));
    CHECK_THAT(text, Contains("route /user/edit"));
    CHECK_THAT(text, Contains("edge uses " + root + "index.html " + app));
    CHECK_THAT(text, Contains("edge includes " + app + "#/sign " + root + "static/js/chunk-0a1b.77.js"));
    CHECK_THAT(text, Contains("edge includes " + app + "#/user " + root + "static/js/3.99.js"));
    CHECK_THAT(text, Contains("field \"现场照片\" arg:type=\"van-field\" required in=" + root +
                              "static/js/chunk-0a1b.77.js"));
    CHECK_THAT(text, Contains("\"今日签到\"") && Contains("\"个人中心\""));
    CHECK_THAT(text, !Contains("gap"));
  }
}

TEST_CASE("modules of a build of Vite belong to the route that loads them") {
  const std::string text =
      evidence_of_files({{"index.html", "<script type=\"module\" src=\"./assets/index-1.js\"></script>"},
                         {"manifest.json", "{\"name\":\"随手拍\",\"icons\":[]}"},
                         {"assets/index-1.js",
                          "const "
                          "r=[{path:\"/sign\",component:()=>E(()=>import(\"./Sign-9f.js\"),[\"./"
                          "Sign-9f.js\"]),meta:{title:\"签到\"}}];"},
                         {"assets/Sign-9f.js", "import{c}from\"./index-1.js\";c(\"p\",null,\"立即签到\");"}});
  CHECK_THAT(text, Contains("edge includes assets/index-1.js#/sign assets/Sign-9f.js"));
  CHECK_THAT(text, Contains("立即签到"));
}

TEST_CASE("what is no web app, or something stronger") {
  CHECK(kind_of({{"index.html", "<p>文档</p>"}, {"a.css", ""}}).empty());
  CHECK(kind_of({{"a/b/index.html", ""}, {"a/x.js", ""}, {"c/y.js", ""}}).empty());
  CHECK(kind_of({{"readme.md", ""}, {"docs/index.html", ""}, {"docs/a.js", ""}}).empty());
  CHECK(kind_of({{"AndroidManifest.xml", ""}, {"index.html", ""}, {"a.js", ""}}) != "h5");
  CHECK(kind_of({{"app-config.json", "{}"}, {"index.html", ""}, {"a.js", ""}}) == "wechat");
  CHECK(kind_of(
            {{"package.json", R"({"dependencies":{"vue":"2"}})"}, {"index.html", ""}, {"src/main.js", ""}}) ==
        "h5-source");
  CHECK(kind_of({{"index.html", ""}, {"login.html", ""}}) == "h5");
  CHECK(kind_of({{"__MACOSX/dist/._x", ""}, {"dist/index.html", ""}, {"dist/a.js", ""}}) == "h5");
}

TEST_CASE("a web app with broken scripts and odd names is read as far as it goes") {
  Files files = webpack("");
  files["static/js/bad.js"] = "(window.webpackJsonp=[]).push([[\"a\",";
  files["static/js/worse.js"] = "var r=[{path:\"/x\",component:function(){return n.e(";
  files["../evil.js"] = "x({title:'越界'})";
  const std::string text = evidence_of_files(files);
  CHECK_THAT(text, Contains("今日签到") && Contains("越界"));
}

TEST_CASE("the first page has a route of its own where the table gives it a title") {
  const auto evidence = [](const std::string& route) {
    return evidence_of_files(
        {{"index.html", "<html><title>掌上办</title><script src=\"a.js\"></script></html>"},
         {"a.js", "var h=1,r=[" + route + "]"}});
  };
  CHECK_THAT(evidence("{path:\"/\",component:h,meta:{title:\"首页\"}}"),
             Contains("module page a.js#/ title=首页"));
  CHECK_THAT(evidence("{path:\"/\",component:h}"), !Contains("a.js#/"));
}
