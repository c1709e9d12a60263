#include "engine/reach.h"
#include "platforms/mini/open_expression.h"
#include "unit/platforms/mini_program.h"

using namespace jianfu;
using Catch::Contains;
using platforms::mini::property_opened;
using platforms::tests::Files;
using platforms::tests::holds;
using platforms::tests::text_of;

namespace {

Files with(const Files& more) {
  Files out = {{"app.json", R"({"pages": ["pages/a/a", "pages/b/b", "pages/c/c"]})"},
               {"app.js", "App({})"},
               {"pages/a/a.wxml", "<view>一</view>"},
               {"pages/a/a.js", "Page({})"},
               {"pages/b/b.wxml", "<view>二</view>"},
               {"pages/b/b.js", "Page({})"},
               {"pages/c/c.wxml", "<view>三</view>"},
               {"pages/c/c.js", "Page({})"}};
  for (const auto& [path, text] : more) out[path] = text;
  return out;
}

bool leads(const std::string& out, const std::string& to) {
  return holds(out, "edge opens pages/a/a pages/" + to);
}

}  // namespace

TEST_CASE("pages are led to by calls, links, data attributes, helpers and menus") {
  const std::map<std::string, Files> ways = {
      {"a call", {{"pages/a/a.js", "Page({ go() { wx.redirectTo({ url: '/pages/b/b?x=' + this.id }) } })"}}},
      {"a template literal",
       {{"pages/a/a.js", "Page({ go(id) { wx.navigateTo({ url: `../b/b?id=${id}` }) } })"}}},
      {"a helper", {{"pages/a/a.js", "const nav = require('x'); Page({ go() { nav.to('/pages/b/b') } })"}}},
      {"a menu", {{"pages/a/a.js", "Page({ data: { menu: [{ url: '/pages/b/b', text: '签到' }] } })"}}},
      {"a bare name",
       {{"app.json", R"({"pages": ["pages/a/a", "pages/a/d", "pages/b/b", "pages/c/c"]})"},
        {"pages/a/d.js", "Page({ go() { wx.navigateTo({ url: '../b/b' }) } })"},
        {"pages/a/a.js", "Page({ go() { wx.navigateTo({ url: 'd?x=1' }); nav('/pages/b/b') } })"}}},
      {"a link", {{"pages/a/a.wxml", "<navigator url=\"../b/b\">去</navigator>"}}},
      {"a data attribute", {{"pages/a/a.wxml", "<view bindtap=\"go\" data-url=\"/pages/b/b\">去</view>"}}},
      {"part of the name",
       {{"pages/a/a.js", "Page({ go(t) { wx.navigateTo({ url: '/pages/b/' + t }) } })"}}}};
  for (const auto& [name, files] : ways) {
    INFO(name);
    const std::string out = text_of(with(files));
    INFO(out);
    CHECK(leads(out, "b/b"));
    CHECK(!leads(out, "c/c"));
  }
}

TEST_CASE("a menu in a data file leads to pages for whom uses it") {
  const std::string out =
      text_of(with({{"pages/a/a.js", "const menu = require('../../data/menu.json'); Page({})"},
                    {"data/menu.json", R"([{"url": "/pages/b/b", "text": "签到"}])"}}));
  CHECK_THAT(out, Contains("edge opens data/menu pages/b/b"));
  CHECK_THAT(out, Contains("edge uses pages/a/a data/menu"));
}

TEST_CASE("code that opens pages by names from elsewhere may open any of them") {
  const std::string go = "Page({ go(e) { const item = e.x; wx.navigateTo({ url: item.link }) } })";
  CHECK(leads(text_of(with({{"pages/a/a.js", go}})), "c/c"));
  // Not when the names stand in the program, nor a helper that is told by its callers.
  CHECK(!leads(text_of(with({{"pages/a/a.js", go + "; var menu = [{ link: '/pages/b/b' }]"}})), "c/c"));
  CHECK(!leads(text_of(with({{"pages/a/a.js", "function to(url) { wx.navigateTo({ url: url }) } Page({})"}})),
               "c/c"));
  // Nor when the code itself is never come to.
  const std::string dead = text_of(with({{"pages/b/b.js", go}}));
  CHECK(!holds(dead, "edge opens pages/b/b pages/c/c"));
}

TEST_CASE("what a call opens is told by the last name of its value") {
  const auto said = [](std::string_view code) { return property_opened(code, 0, "url"); };
  CHECK(said("wx.navigateTo({ url: item.link })") == "link");
  CHECK(said("wx.navigateTo({success: function(){ url: a.b }, url: e.currentTarget.dataset.path})") ==
        "path");
  CHECK(said("n.navigateTo({\"url\":t.list[i].url})") == "url");
  CHECK(said("wx.navigateTo({ url: url })").empty());
  CHECK(said("wx.navigateTo({ url: make(a.b) })").empty());
  CHECK(said("wx.navigateTo({ url: a.b + '?x=1' })").empty());
  CHECK(said("wx.navigateTo(options)").empty());
  CHECK(said("wx.navigateTo({ xurl: a.b })").empty());
  CHECK(said("wx.navigateTo({ url: a[").empty());
}

TEST_CASE("a page that nothing leads to is unreachable, also in a sub-package") {
  const Files files =
      with({{"app.json", R"({"pages": ["pages/a/a"], "subpackages": [{"root": "pages/b", "pages": ["b"]}]})"},
            {"pages/c/c.js", ""}});
  const e2e::Workspace folder;
  for (const auto& [path, text] : files) folder.write(path, text);
  const auto tree = io::open_folder(folder.path(""), Limits{});
  platforms::Reading reading = platforms::tests::read(**tree);
  reading.evidence.edges.push_back({evidence::EdgeKind::kUses, 0, 0, "", 0});
  engine::find_reachable(reading.evidence);
  CHECK_THAT(platforms::tests::text_of(reading), Contains("module page pages/b/b reach=no"));
}

TEST_CASE("a page may be opened from a sub-package that was not handed in") {
  const Files files = with(
      {{"app.json",
        R"({"pages": ["pages/a/a", "pages/b/b"], "subpackages": [{"root": "pkg", "pages": ["x/x"]}]})"}});
  const e2e::Workspace folder;
  for (const auto& [path, text] : files) folder.write(path, text);
  const auto tree = io::open_folder(folder.path(""), Limits{});
  platforms::Reading reading = platforms::tests::read(**tree);
  reading.evidence.edges.push_back({evidence::EdgeKind::kUses, 0, 0, "", 0});
  engine::find_reachable(reading.evidence);
  CHECK(!holds(platforms::tests::text_of(reading), "reach=no"));
}

TEST_CASE("pages without files are a gap that names them") {
  const std::string out = text_of(with(
      {{"app.json",
        R"({"pages": ["pages/a/a", "pages/gone/gone"], "tabBar": {"list": [{"pagePath": "pages/gone/gone", "text": "我的"}]},
                        "subPackages": [{"root": "pkg", "pages": ["x/x", "y/y"]}]})"}}));
  CHECK_THAT(out, Contains("gap missing-part at=pkg/") && Contains("pkg/x/x、pkg/y/y"));
  CHECK_THAT(out, Contains("what=gap_pages_missing") && Contains("我的（pages/gone/gone）"));
  CHECK(!holds(text_of(with({})), "gap missing-part"));
}

TEST_CASE("components are part of the pages that use them, also by default and as tab bars") {
  const std::string out = text_of(
      with({{"app.json", R"({"pages": ["pages/a/a", "pages/b/b"], "usingComponents": {"x-all": "/parts/all"},
                        "tabBar": {"custom": true, "list": [{"pagePath": "pages/a/a", "text": "首页"}]}})"},
            {"pages/a/a.json", R"({"componentGenerics": {"slot-x": {"default": "../../parts/slot"}}})"},
            {"pages/a/a.wxml", "<x-all/><slot-x/><x-other/>"}}));
  CHECK_THAT(out, Contains("edge includes pages/a/a parts/all"));
  CHECK_THAT(out, Contains("edge includes pages/a/a parts/slot"));
  CHECK_THAT(out, Contains("edge includes pages/a/a custom-tab-bar/index"));
  CHECK(!holds(out, "edge includes pages/b/b"));
}
