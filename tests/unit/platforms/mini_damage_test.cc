#include "builders/wechat_builder.h"
#include "formats/wxapkg/wxapkg.h"
#include "unit/platforms/mini_program.h"

using namespace jianfu;
using Catch::Contains;
using platforms::tests::Files;
using platforms::tests::holds;
using platforms::tests::text_of;

namespace {

Files broken(const std::string& config) {
  return {{"app.json", config},
          {"app.js", "App({})"},
          {"pages/a/a.wxml", "<view>一</view>"},
          {"pages/a/a.js", "Page({})"},
          {"pages/b/b.wxml", "<view>二</view>"},
          {"pages/b/b.js", "Page({})"},
          {"parts/c.wxml", "<view>三</view>"},
          {"parts/c.js", "Component({})"}};
}

std::string packed(const std::vector<builders::WxapkgFile>& files) {
  const std::string bytes = builders::wxapkg_of(files);
  const auto tree = formats::wxapkg::open(bytes, Limits{});
  REQUIRE(tree.has_value());
  return platforms::tests::text_of(platforms::tests::read(**tree));
}

}  // namespace

TEST_CASE("comments, trailing commas and a byte order mark do no harm to a configuration") {
  const std::string out =
      text_of(broken("\xEF\xBB\xBF{ /* x */ \"pages\": [\"pages/a/a\", \"pages/b/b\",], // y\n }"));
  CHECK_THAT(out, Contains("module page pages/a/a entry=yes") && Contains("module page pages/b/b"));
  CHECK(!holds(out, "gap "));
}

TEST_CASE("where the configuration ends early, pages are found by their files") {
  const std::string out = text_of(broken(R"({"pages": ["pages/a/a", "pag)"));
  CHECK_THAT(out, Contains("module page pages/a/a entry=yes") && Contains("module page pages/b/b"));
  CHECK_THAT(out, Contains("gap corrupt at=app.json") && Contains("what=gap_page_search"));
  CHECK(!holds(out, "module page parts/c"));
}

TEST_CASE("a compiled package without configuration is read by its stubs and routes, and says so") {
  const std::string out =
      packed({{"/app-service.js",
               "define('pages/a/a.js', function() { wx.showToast({ title: '签到成功' }) });"
               "__wxRoute='pages/a/a';require('pages/a/a.js');"
               "__wxRoute='components/x/x';require('components/x/x.js');"},
              {"/pages/b/b.html", "<page></page><script>$gwx('./pages/b/b.wxml')</script>"},
              {"/page-frame.html", "<html></html>"}});
  CHECK_THAT(out, Contains("module page pages/a/a") && Contains("module page pages/b/b"));
  CHECK_THAT(out,
             Contains("text message \"签到成功\" in=pages/a/a") || Contains("\"签到成功\" in=pages/a/a"));
  CHECK_THAT(out, Contains("what=gap_no_main_package"));
  CHECK(!holds(out, "module page components"));
}

TEST_CASE("a configuration that lists thousands of pages that are not there is one gap") {
  std::string config = R"({"pages": ["pages/a/a")";
  for (int i = 0; i < 5000; ++i) config += ", \"pages/x" + std::to_string(i) + "/x\"";
  const std::string out = text_of(broken(config + "]}"));
  const size_t first = out.find("what=gap_pages_missing");
  REQUIRE(first != std::string::npos);
  CHECK(out.find("what=gap_pages_missing", first + 1) == std::string::npos);
  CHECK_THAT(out, Contains("等 5000 个"));
}

TEST_CASE("of two configurations the one nearest to the top counts") {
  Files files = broken(R"({"pages": ["pages/a/a", "pages/b/b"]})");
  files["demo/app.json"] = R"({"pages": ["pages/z/z"]})";
  files["demo/app.js"] = "App({})";
  const std::string out = text_of(files);
  CHECK_THAT(out, Contains("module page pages/a/a"));
  CHECK(!holds(out, "module page pages/z/z"));
}

TEST_CASE("a second program beside the one that is read is a gap with its place") {
  Files files;
  for (const auto& [path, text] : broken(R"({"pages": ["pages/a/a", "pages/b/b"]})"))
    files["mini/" + path] = text;
  CHECK(!holds(text_of(files), "gap "));
  files["other/app.json"] = R"({"pages": ["pages/z/z"]})";
  files["other/app.js"] = "App({})";
  CHECK_THAT(text_of(files), Contains("gap unsupported at=other/") && Contains("what=gap_other_program"));
}

TEST_CASE("a package that lost the file with all templates, or all scripts, does not look empty") {
  const std::string config = R"({"pages": ["pages/a/a"], "page": {"pages/a/a.html": {}}})";
  const std::string script = "define('pages/a/a.js', function() { Page({}) });";
  const std::string scripts_only = packed({{"/app-config.json", config}, {"/app-service.js", script}});
  CHECK_THAT(scripts_only, Contains("gap missing-part") && Contains("全部页面的界面模板"));
  CHECK(!holds(scripts_only, "全部页面的脚本"));
  const std::string config_only = packed({{"/app-config.json", config}});
  CHECK_THAT(config_only, Contains("全部页面的界面模板") && Contains("全部页面的脚本"));
  const std::string one = text_of({{"app.json", R"({"pages": ["pages/a/a", "pages/b/b"]})"},
                                   {"app.js", "App({})"},
                                   {"pages/a/a.wxml", "<view/>"},
                                   {"pages/a/a.js", "Page({})"},
                                   {"pages/b/b.js", "Page({})"}});
  CHECK_THAT(one, Contains("页面的界面模板：pages/b/b"));
  CHECK(!holds(one, "页面的界面模板：pages/a/a"));
  const std::string whole = text_of({{"app.json", R"({"pages": ["pages/a/a"]})"},
                                     {"app.js", "App({})"},
                                     {"pages/a/a.wxml", "<view/>"},
                                     {"pages/a/a.js", "Page({})"}});
  CHECK(!holds(whole, "gap "));
}

TEST_CASE("a package inside of a mini-program is said") {
  Files files = broken(R"({"pages": ["pages/a/a", "pages/b/b"]})");
  files["data/words.bin"] = "no container";
  CHECK(!holds(text_of(files), "gap_other_program"));
  files["data/other.bin"] = builders::wxapkg_of({{"/app-config.json", "{}"}});
  CHECK_THAT(text_of(files), Contains("gap unsupported at=data/other.bin") && Contains("gap_other_program"));
}

TEST_CASE("files that are read as texts cost no more together than the bound, and the rest is said once") {
  const std::string script = "define('pages/a/a.js', function() { wx.showToast({ title: '一' }) });";
  const std::string bytes = builders::wxapkg_of({{"/app-config.json", R"({"pages": ["pages/a/a"]})"},
                                                 {"/app-service.js", script},
                                                 {"/more.js", script},
                                                 {"/last.js", script}});
  const auto tree = formats::wxapkg::open(bytes, Limits{});
  REQUIRE(tree.has_value());
  CHECK(!holds(platforms::tests::text_of(platforms::tests::read(**tree)), "gap limit"));
  Limits limits;
  limits.all_text_bytes = script.size();
  const std::string out = platforms::tests::text_of(platforms::tests::read(**tree, limits));
  CHECK_THAT(out, Contains("gap limit at=more.js") && Contains("bytes=" + std::to_string(2 * script.size())));
  CHECK(!holds(out, "gap limit at=last.js"));
}
