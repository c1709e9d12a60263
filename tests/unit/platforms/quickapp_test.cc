// Quick apps: the package and the source of one app give the same texts page by page; containers of several
// packages are one program; what is broken or was not handed in is said.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "builders/quickapp_builder.h"
#include "builders/zip_builder.h"
#include "unit/platforms/read.h"
#include "unit/platforms/source_tree.h"

using namespace jianfu;
using namespace jianfu::builders;
using Catch::Contains;
using platforms::Reading;
using platforms::tests::text_of;

namespace {

constexpr const char* kManifest =
    R"({"package":"cn.example.grid","name":"网格助手","versionName":"1.2","minPlatformVersion":1090,)"
    R"("features":[{"name":"system.geolocation"},{"name":"system.router"}],"permissions":[{"origin":"*"}],)"
    R"("config":{"background":{"features":["system.geolocation"]}},)"
    R"("router":{"entry":"pages/Home","pages":{"pages/Home":{"component":"index"},)"
    R"("pages/Sign":{"component":"index","path":"/sign"},)"
    R"("pages/Link":{"component":"main","filter":{"view":{"uri":"https?://grid.example.cn/.*"}}},)"
    R"("pages/Old":{"component":"index"},"part/Mine":{"component":"index"}},)"
    R"("widgets":{"widgets/Card":{"name":"待办卡片","component":"index"}}},)"
    R"("subpackages":[{"name":"mine","resource":"part"}],)"
    R"("display":{"titleBarText":"网格","pages":{"pages/Sign":{"titleBarText":"${title.sign}"},"pages/Home":{"titleBarText":"首页"}}}})";

QuickElement element(std::string type, QuickValue text,
                     std::vector<std::pair<std::string, QuickValue>> attributes = {},
                     std::vector<std::pair<std::string, QuickValue>> events = {}) {
  return {std::move(type), std::move(attributes), std::move(events), std::move(text), {}};
}

QuickComponent component(std::string path, std::vector<QuickElement> children, std::string script = "{}") {
  QuickComponent out;
  out.path = std::move(path);
  out.root = {"div", {}, {}, {}, std::move(children)};
  out.script = std::move(script);
  return out;
}

QuickApp grid() {
  QuickApp app;
  app.manifest = kManifest;
  app.files["i18n/zh-CN.json"] = R"({"title":{"sign":"上报"},"hello":"您好"})";
  app.files["i18n/en.json"] = R"({"title":{"sign":"Report"},"hello":"Hello"})";

  QuickComponent home = component(
      "pages/Home/index",
      {element("title-bar", {}, {{"title", quick_text("今日待办")}, {"empty-text", quick_text("没有了")}}),
       element("text", quick_text("常用功能")),
       element("text", quick_text("已经做完"), {{"if", quick_expression("done", "this.done")}}),
       element("text", quick_joined({quick_text("还剩"), quick_expression("n", "this.n"), quick_text("件")})),
       element("text",
               quick_expression("done ? '全部完成' : '尚未完成'", "this.done?\"全部完成\":\"尚未完成\"")),
       element("text", quick_expression("kind === '甲类' ? tip : ''", "\"甲类\"===this.kind?this.tip:\"\"")),
       element("text", quick_expression("$t('hello')", "this.$t('hello')")),
       element("text", quick_text("我的"), {},
               {{"click", {"go('/part/Mine')", "this.go('/part/Mine',evt)"}}}),
       element("input", {}, {{"type", quick_text("button")}, {"value", quick_text("去上报")}},
               {{"click", quick_text("toSign")}})},
      R"({
  private: { done: false, n: 3, tip: '慢慢来' },
  toSign() { router.push({ uri: '/sign', params: { from: 1 } }) },
  list() { var names = []; names.push('x'); prompt.showToast({ message: '已经提交' }) },
})");
  home.features = {{"router", "system.router"}, {"prompt", "system.prompt"}};
  home.imports = {{"title-bar", "components/TitleBar"}};

  QuickElement name{"text", {}, {}, quick_text("姓名"), {element("span", quick_text("（必填）"))}};
  QuickComponent sign = component(
      "pages/Sign/index",
      {name, element("input", {}, {{"type", quick_text("text")}, {"placeholder", quick_text("请输入")}}),
       element("text", quick_text("备注")), element("textarea", {}, {{"placeholder", quick_text("选填")}}),
       element("a", quick_text("看说明"), {{"href", quick_text("hap://app/cn.example.grid/pages/Link?x=1")}}),
       element("web", {}, {{"src", quick_text("https://h5.example.cn/rank")}})},
      R"({
  submit() { geolocation.getLocation({ success: d => this.send(d), timeout: 3000 }); geolocation.subscribe({}) },
})");
  sign.features = {{"geolocation", "system.geolocation"}};

  app.pages = {home,
               sign,
               component("pages/Link/main", {element("text", quick_text("说明文字"))}),
               component("pages/Old/index", {element("text", quick_text("旧的页面"))}),
               component("part/Mine/index", {element("text", quick_text("我的资料"))}),
               component("widgets/Card/index", {element("text", quick_text("卡片内容"))})};
  app.components = {component("components/TitleBar",
                              {element("text", quick_expression("title", "this.title")),
                               element("text", quick_text("返回"), {}, {{"click", quick_text("back")}})},
                              "{ props: ['title'], back() { this.$emit('back') } }")};
  return app;
}

Reading read_package(const QuickFiles& files) {
  return platforms::tests::read_files(files);
}

// Texts and fields of each page with what is included in it or used by it.
std::map<std::string, std::set<std::string>> texts_by_page(const Reading& reading) {
  const evidence::EvidenceSet& set = reading.evidence;
  std::map<std::string, std::set<std::string>> out;
  for (uint32_t m = 0; m < set.modules.size(); ++m) {
    if (set.modules[m].kind != evidence::ModuleKind::kPage) continue;
    std::set<uint32_t> parts{m};
    for (size_t before = 0; before != parts.size();) {
      before = parts.size();
      for (const evidence::Edge& edge : set.edges) {
        if (edge.kind != evidence::EdgeKind::kOpens && parts.count(edge.from) != 0) parts.insert(edge.to);
      }
    }
    std::set<std::string>& texts = out[set.modules[m].id];
    for (const evidence::Evidence& item : set.evidence) {
      if (parts.count(item.module) == 0) continue;
      if (item.kind == evidence::Kind::kText) texts.insert(item.text);
      if (item.kind == evidence::Kind::kField)
        texts.insert("field " + item.text + (item.required ? " required" : ""));
    }
  }
  return out;
}

std::vector<std::string> edges_to(const Reading& reading, const std::string& page) {
  std::vector<std::string> out;
  for (const evidence::Edge& edge : reading.evidence.edges) {
    if (reading.evidence.modules[edge.to].id == page) out.push_back(reading.evidence.modules[edge.from].id);
  }
  return out;
}

}  // namespace

TEST_CASE("a quick app gives the same texts page by page, as a package of either build and as source") {
  const QuickApp app = grid();
  const auto source = texts_by_page(read_package(quickapp_source(app)));
  REQUIRE(source.size() == 6);
  CHECK(source.at("pages/Home") == std::set<std::string>{"首页", "今日待办", "没有了", "常用功能", "已经做完",
                                                         "还剩…件", "全部完成", "尚未完成", "您好", "我的",
                                                         "去上报", "慢慢来", "已经提交", "返回"});
  CHECK(source.at("pages/Sign") == std::set<std::string>{"上报", "姓名（必填）", "请输入", "备注", "选填",
                                                         "看说明", "field 姓名（必填） required",
                                                         "field 备注"});
  for (const QuickBuild build : {QuickBuild::kDevelopment, QuickBuild::kRelease}) {
    const auto package = texts_by_page(read_package(quickapp_package(app, build)));
    REQUIRE(package.size() == source.size());
    for (const auto& [page, texts] : source) {
      INFO(page);
      CHECK(package.at(page) == texts);
    }
  }
}

TEST_CASE("what a quick app calls, opens and declares") {
  for (const QuickFiles& files : {quickapp_source(grid()), quickapp_package(grid(), QuickBuild::kRelease),
                                  quickapp_package(grid(), QuickBuild::kDevelopment)}) {
    const Reading reading = read_package(files);
    const std::string text = text_of(reading);
    CHECK(reading.package.id == "cn.example.grid");
    CHECK(reading.package.name == "网格助手");
    CHECK(reading.package.version == "1.2");
    CHECK_THAT(text, Contains("call system.geolocation.getLocation timeout=\"3000\" in=pages/Sign"));
    CHECK_THAT(text, Contains("call system.geolocation.subscribe in=pages/Sign"));
    CHECK_THAT(text, Contains("call system.prompt.showToast"));
    CHECK_THAT(text, !Contains("call system.prompt.push") && !Contains("call system.router.names"));
    CHECK_THAT(text, Contains("permission system.geolocation") &&
                         Contains("permission background.system.geolocation"));
    CHECK_THAT(text, Contains("fact \"quickapp.origin *\""));
    // Ways: by path, by handler, by deep link; nothing leads to the old page.
    CHECK(edges_to(reading, "pages/Sign") == std::vector<std::string>{"pages/Home"});
    CHECK(edges_to(reading, "part/Mine") == std::vector<std::string>{"pages/Home"});
    CHECK(edges_to(reading, "pages/Link") == std::vector<std::string>{"pages/Sign"});
    CHECK(edges_to(reading, "pages/Old").empty());
    for (const evidence::Module& module : reading.evidence.modules) {
      const bool begins = module.id == "app" || module.id == "pages/Home" || module.id == "pages/Link" ||
                          module.id == "widgets/Card";
      if (module.kind == evidence::ModuleKind::kPage) CHECK(module.entry == begins);
      if (module.id == "pages/Sign") CHECK(module.title == "上报");
    }
    CHECK_THAT(text, Contains("route https?://grid.example.cn/.* arg:action=\"view\" in=pages/Link"));
    CHECK_THAT(text, Contains("call quickapp.element.web-view src=\"https://h5.example.cn/rank\" in=pages/Sign"));
    CHECK_THAT(text, Contains("identifier toSign in=pages/Home"));
  }
}

TEST_CASE("what the toolkit puts into a quick app is no text of it") {
  const std::string text = text_of(read_package(quickapp_package(grid(), QuickBuild::kRelease)));
  CHECK_THAT(text, !Contains("页面VM") && !Contains("请使用private") && !Contains("样式里的字"));
  // A list of the same words that a page has for itself stays.
  QuickApp app = grid();
  app.pages[3].script =
      "{ kinds() { var all = ['public', 'protected', 'private']; return all.length + '种权限' } }";
  CHECK_THAT(text_of(read_package(quickapp_package(app, QuickBuild::kRelease))), Contains("种权限"));
}

TEST_CASE("the map beside a bundle of a quick app tells nothing twice, one without a bundle is read") {
  QuickFiles files = quickapp_package(grid(), QuickBuild::kRelease);
  const std::string without = text_of(read_package(files));
  const std::string map =
      R"x({"sources":["src/a.ux"],"sourcesContent":["<template><text>源里文字</text></template>"]})x";
  files["pages/Home/index.js.map"] = files["gone.js.map"] = map;
  REQUIRE(files.count("pages/Home/index.js") == 1);
  const std::string text = text_of(read_package(files));
  CHECK_THAT(text, !Contains("pages/Home/index.js.map!/"));
  CHECK_THAT(text, Contains("at=gone.js.map!/src/a.ux:1"));
  CHECK_THAT(without, !Contains("源里文字"));
}

TEST_CASE("an rpks is one app: what lies in the whole package and in its parts is read once") {
  const QuickFiles all = quickapp_package(grid(), QuickBuild::kRelease);
  QuickFiles base, part;
  for (const auto& [path, bytes] : all) (path.starts_with("part/") ? part : base)[path] = bytes;
  part["META-INF/CERT"] = "hash.json";
  const auto occurrences = [](const std::string& text, const std::string& what) {
    size_t count = 0;
    for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
    return count;
  };
  const Reading whole = read_package({{"a.rpk", quickapp_zip(all)},
                                      {"a.base.srpk", quickapp_zip(base)},
                                      {"a.mine.srpk", quickapp_zip(part)}});
  CHECK(occurrences(text_of(whole), "\"我的资料\"") == 1);
  CHECK(whole.package.id == "cn.example.grid");
  CHECK(whole.package.parts.size() == 3);
  const Reading parts =
      read_package({{"a.base.srpk", quickapp_zip(base)}, {"a.mine.srpk", quickapp_zip(part)}});
  CHECK(texts_by_page(parts) == texts_by_page(whole));
  CHECK_THAT(text_of(parts), Contains("a.mine.srpk!/part/Mine/index.js"));
  CHECK_THAT(text_of(parts), !Contains("gap missing-part"));
  // Without the sub-package: its name and its page.
  const std::string lacking = text_of(read_package(base));
  CHECK_THAT(lacking, Contains("gap missing-part") && Contains("mine") && Contains("part/Mine"));
}

TEST_CASE("a sub-package of a quick app joins its base, or is read by itself and says what is missing") {
  const QuickFiles all = quickapp_package(grid(), QuickBuild::kRelease);
  const std::string part =
      quickapp_zip({{"META-INF/CERT", "hash.json"}, {"part/Mine/index.js", all.at("part/Mine/index.js")}});
  QuickFiles base = all;
  base.erase("part/Mine/index.js");
  const std::string main = quickapp_zip(base);
  const auto part_tree = io::open_zip(part, Limits{}), main_tree = io::open_zip(main, Limits{});
  const platforms::Platform* platform = platforms::recognise(**part_tree);
  REQUIRE(platform != nullptr);
  CHECK(platform->kind == "quickapp");
  CHECK(platform->membership(**part_tree).part);
  CHECK_FALSE(platform->membership(**main_tree).part);

  const std::vector<platforms::Input> inputs = {{"x/a.base.srpk", main_tree->get()},
                                                {"x/a.mine.srpk", part_tree->get()}};
  const Result<Reading> joined = platform->read(inputs, {Limits{}, nullptr});
  REQUIRE(joined);
  CHECK_THAT(text_of(*joined), Contains("\"我的资料\" in=part/Mine at=a.mine.srpk!/part/Mine/index.js") &&
                                   !Contains("gap missing-part"));

  const std::string alone = text_of(platforms::tests::read(**part_tree));
  CHECK_THAT(alone, Contains("module page part/Mine") && Contains("\"我的资料\" in=part/Mine"));
  CHECK_THAT(alone, Contains("gap missing-part at=manifest.json"));
}

TEST_CASE("a manifest of a quick app that is broken or missing") {
  QuickFiles files = quickapp_package(grid(), QuickBuild::kRelease);
  const auto manifest = [&](const std::string& text) {
    QuickFiles out = files;
    out["manifest.json"] = text;
    return read_package(out);
  };
  SECTION("comments, a byte order mark and a trailing comma are read through") {
    std::string text = "\xEF\xBB\xBF// 清单\n" + std::string(kManifest);
    text.insert(text.size() - 1, ",");
    CHECK(texts_by_page(manifest(text)) == texts_by_page(read_package(files)));
  }
  SECTION("cut short: what was read counts, other pages are found by their files") {
    const std::string text = std::string(kManifest).substr(0, std::string(kManifest).find("\"pages/Old\""));
    const Reading reading = manifest(text);
    CHECK(reading.package.id == "cn.example.grid");
    CHECK_THAT(text_of(reading),
               Contains("\"旧的页面\" in=pages/Old") && Contains("gap missing-part at=manifest.json"));
  }
  SECTION("missing: pages from their folders, and a gap") {
    files.erase("manifest.json");
    const Reading reading = read_package(files);
    CHECK(texts_by_page(reading).size() == 6);
    CHECK_THAT(text_of(reading), Contains("gap missing-part at=manifest.json"));
  }
  SECTION("missing, with a copy in the script of old builds") {
    files.erase("manifest.json");
    files["app.js"] = "var e=" + std::string(kManifest) + ";global.manifest=e;" + files["app.js"];
    const Reading reading = read_package(files);
    CHECK(reading.package.id == "cn.example.grid");
    CHECK_THAT(text_of(reading), Contains("module page pages/Sign title=上报"));
  }
  SECTION("two of them: the first counts, and that is said") {
    std::vector<ZipFile> entries = {{"manifest.json", kManifest, true}};
    for (const auto& [path, bytes] : files)
      entries.push_back({path == "manifest.json" ? "manifest.jsoo" : path, bytes, true});
    std::string zip = zip_of(entries);
    for (size_t at = zip.find("manifest.jsoo"); at != std::string::npos; at = zip.find("manifest.jsoo", at))
      zip[at + 12] = 'n';
    const auto tree = io::open_zip(zip, Limits{});
    REQUIRE(tree.has_value());
    const Reading reading = platforms::tests::read(**tree);
    CHECK(texts_by_page(reading).size() == 6);
    CHECK_THAT(text_of(reading), Contains("zip-duplicate-name"));
  }
  SECTION("a page without a file is a gap with its name") {
    files.erase("pages/Old/index.js");
    CHECK_THAT(text_of(read_package(files)),
               Contains("gap missing-part at=pages/Old") && Contains("pages/Old"));
  }
}

TEST_CASE("quick apps for watches hold bytecode: texts are carved, and a gap says so") {
  QuickFiles files{{"manifest.json", kManifest}, {"app.bin", std::string("\x02\x05", 2)}};
  files["META-INF/CERT"] = "hash.json";
  files["pages/Sign/index.bin"] = std::string("\x43\x0c\x00\x01", 4) + "立即上报" + std::string(2, '\0');
  files["static/a.bin"] = std::string(64, '\x91');
  const std::string text = text_of(read_package(files));
  CHECK_THAT(text, Contains("立即上报"));
  CHECK_THAT(text, Contains("gap unsupported at=pages/Sign/index.bin") &&
                       !Contains("gap unsupported at=static/a.bin"));
}

TEST_CASE("a template of any depth is read to its end") {
  std::string tree, close;
  for (int i = 0; i < 100'000; ++i) {
    tree += "{type:\"div\",attr:{},children:[";
    close += "]}";
  }
  tree += "{type:\"text\",attr:{value:\"最里面\"}}" + close;
  const std::string page =
      "!function(){var e={1:e=>{e.exports=" + tree +
      "}};$app_define$(\"@app-component/index\",[],function(t,n,r){r.exports.template=a(1)}),"
      "$app_bootstrap$(\"@app-component/index\",{})}();";
  QuickFiles files{{"manifest.json", R"({"package":"a","router":{"pages":{"p":{"component":"index"}}}})"},
                   {"app.js", "$app_bootstrap$(\"@app-application/app\",{})"},
                   {"p/index.js", page}};
  CHECK_THAT(text_of(read_package(files)), Contains("\"最里面\" in=p at=p/index.js"));
}

TEST_CASE("what is a quick app and what merely looks like one") {
  const auto kind_of = [](const QuickFiles& files) {
    const std::string zip = quickapp_zip(files);
    const auto tree = io::open_zip(zip, Limits{});
    const platforms::Platform* platform = platforms::recognise(**tree);
    return platform == nullptr ? std::string() : std::string(platform->kind);
  };
  CHECK(kind_of(quickapp_package(grid(), QuickBuild::kRelease)) == "quickapp");
  CHECK(kind_of(quickapp_source(grid())) == "quickapp-source");
  QuickFiles inner;
  for (const auto& [path, bytes] : quickapp_source(grid())) inner[path.substr(4)] = bytes;
  CHECK(kind_of(inner) == "quickapp-source");
  // A web app with a manifest.
  CHECK(kind_of({{"manifest.json", R"({"name":"x","start_url":"/"})"},
                 {"app.js", "var a=1"},
                 {"index.html", "<p>x"}}) != "quickapp");
}
