// Front-end projects: which folders are one, which files are their own, what an import means, and what a
// configuration object says.
#include <array>
#include <string>
#include <vector>

#include "platforms/frontend/component_names.h"
#include "platforms/frontend/config_object.h"
#include "platforms/frontend/project.h"
#include "unit/platforms/source_tree.h"

using namespace jianfu;
using namespace jianfu::platforms;
using frontend::Framework;
using platforms::tests::Files;
using platforms::tests::zip_of_files;

namespace {

struct Tree {
  explicit Tree(const Files& files) : bytes(zip_of_files(files)) {
    Result<std::unique_ptr<io::Tree>> opened = io::open_zip(bytes, Limits{});
    REQUIRE(opened.has_value());
    tree = std::move(*opened);
  }
  std::string bytes;
  std::unique_ptr<io::Tree> tree;
};

std::vector<std::pair<Framework, std::string>> projects_of(const Files& files) {
  const Tree tree(files);
  std::vector<std::pair<Framework, std::string>> out;
  for (const frontend::Place& place : frontend::find_projects(*tree.tree)) out.emplace_back(place.framework, place.root);
  return out;
}

const std::string kTaro = R"({"dependencies": {"@tarojs/taro": "3.6.0", "react": "18"}})";

}  // namespace

TEST_CASE("a framework is told by what stands in the folder") {
  using Found = std::vector<std::pair<Framework, std::string>>;
  CHECK(projects_of({{"pages.json", "{}"}, {"manifest.json", "{}"}}) == Found{{Framework::kUniApp, ""}});
  CHECK(projects_of({{"package.json", R"({"dependencies":{"@dcloudio/uni-app":"3","vue":"3"}})"},
                     {"src/pages.json", "{}"},
                     {"src/main.ts", ""},
                     {"src/App.vue", ""}}) == Found{{Framework::kUniApp, "src/"}});
  CHECK(projects_of({{"package.json", kTaro}, {"src/app.config.ts", ""}}) == Found{{Framework::kTaro, "src/"}});
  CHECK(projects_of({{"package.json", R"({"dependencies":{"mpvue":"1"}})"}, {"src/main.js", ""}, {"src/App.vue", ""}}) ==
        Found{{Framework::kMpvue, "src/"}});
  CHECK(projects_of({{"src/app.wpy", ""}}) == Found{{Framework::kWepy, "src/"}});
  CHECK(projects_of({{"package.json", R"({"dependencies":{"vue":"3"}})"}, {"src/main.ts", ""}}) ==
        Found{{Framework::kWeb, "src/"}});
}

TEST_CASE("what is no project: a server, a native app, a list of pages alone, dependencies, what a build wrote") {
  CHECK(projects_of({{"package.json", R"({"dependencies":{"express":"4"}})"}, {"index.js", ""}}).empty());
  CHECK(projects_of({{"package.json", R"({"dependencies":{"react":"18"}})"}, {"index.js", ""}}).empty());
  CHECK(projects_of({{"package.json", R"({"dependencies":{"react":"18","react-native":"0.7"}})"}, {"index.js", ""},
                     {"src/index.js", ""}})
            .empty());
  CHECK(projects_of({{"data/pages.json", "[]"}}).empty());
  CHECK(projects_of({{"node_modules/x/pages.json", "{}"}, {"node_modules/x/manifest.json", "{}"}}).empty());
  CHECK(projects_of({{"pages.json", "{}"},
                     {"manifest.json", "{}"},
                     {"unpackage/dist/x/pages.json", "{}"},
                     {"unpackage/dist/x/manifest.json", "{}"},
                     {"uni_modules/y/pages.json", "{}"},
                     {"uni_modules/y/App.vue", ""}})
            .size() == 1);
}

TEST_CASE("several projects of one repository are told apart") {
  const auto found = projects_of({{"package.json", R"({"workspaces":["apps/*"]})"},
                                  {"apps/a/package.json", kTaro},
                                  {"apps/a/src/app.tsx", ""},
                                  {"apps/b/pages.json", "{}"},
                                  {"apps/b/main.js", ""},
                                  {"server/package.json", R"({"dependencies":{"koa":"2"}})"},
                                  {"server/index.js", ""}});
  REQUIRE(found.size() == 2);
  CHECK(found[0] == std::pair(Framework::kTaro, std::string("apps/a/src/")));
  CHECK(found[1] == std::pair(Framework::kUniApp, std::string("apps/b/")));
}

TEST_CASE("imports mean files with or without ending, in folders, by aliases") {
  const Tree tree({{"package.json", kTaro},
                   {"tsconfig.json", R"({"compilerOptions":{"baseUrl":".","paths":{"#ui/*":["src/ui/*"]}} /* x */})"},
                   {"src/app.tsx", ""},
                   {"src/pages/a/index.tsx", ""},
                   {"src/pages/a/Part.vue", ""},
                   {"src/components/card/index.weapp.tsx", ""},
                   {"src/ui/button.tsx", ""},
                   {"src/util.ts", ""},
                   {"src/util.test.ts", ""},
                   {"src/dist/x.js", ""},
                   {"node_modules/dayjs/index.js", ""},
                   {"docs/a.js", ""}});
  const frontend::Project project(*tree.tree, frontend::find_projects(*tree.tree).front(), tree.tree->limits());
  const auto meant = [&](std::string_view written) {
    const frontend::File* file = project.resolve("src/pages/a/index.tsx", written);
    return file == nullptr ? std::string() : file->path;
  };
  CHECK(meant("./Part.vue") == "src/pages/a/Part.vue");
  CHECK(meant("./part") == "src/pages/a/Part.vue");  // a file system that does not know case
  CHECK(meant("../../util") == "src/util.ts");
  CHECK(meant("@/components/card") == "src/components/card/index.weapp.tsx");
  CHECK(meant("@components/card") == "src/components/card/index.weapp.tsx");
  CHECK(meant("components/card") == "src/components/card/index.weapp.tsx");
  CHECK(meant("#ui/button") == "src/ui/button.tsx");
  CHECK(meant("dayjs").empty());
  CHECK(meant("../../../../..").empty());
  CHECK(meant("./nothing").empty());
  CHECK(project.find("src/util.test.ts") == nullptr);
  CHECK(project.find("src/dist/x.js") == nullptr);
  CHECK(project.find("node_modules/dayjs/index.js") == nullptr);
  CHECK(project.find("docs/a.js") == nullptr);
}

TEST_CASE("the configuration object of a script is found whatever stands around it") {
  constexpr std::array<std::string_view, 3> kKeys = {"pages", "window", "tabBar"};
  const auto found = [&](std::string_view script) { return frontend::find_config_object(script, kKeys, Limits{}); };
  const auto pages = [&](std::string_view script) {
    std::string out;
    const formats::json::Value config = found(script);
    for (const formats::json::Value& page : config["pages"].items) out += page.text + ";";
    return out;
  };
  CHECK(pages("export default defineAppConfig({ pages: ['a/a', \"b/b\",], window: {} })") == "a/a;b/b;");
  CHECK(pages("class App extends Component {\n config: Config = { pages: [\n'a/a'] }\n state = {pages: 1}\n render() { "
              "return (<Index a={1} />) } }") == "a/a;");
  CHECK(pages("module.exports = {pages: [/* 'x/x' */ 'a/a']}") == "a/a;");
  CHECK(pages("const list = ['a/a'];\nconst more = [...list, 'b/b']\nexport default { pages: more, window }") ==
        "a/a;b/b;");
  CHECK(pages("const pages = Object.freeze(['a/a']); export default () => ({pages, ...rest})") == "a/a;");
  CHECK(pages("const sub = [{root: 'p', pages: ['x']}]; export default {pages: ['a/a'], window: {}}") == "a/a;");
  CHECK(pages("export default { pages: isWeapp ? ['a'] : ['b'] }").empty());
  CHECK(found("export default { name: 'x' }").is(formats::json::Type::kNull));
  const formats::json::Value config = found("const a = {\n\n pages: ['a/a'] }");
  REQUIRE(config["pages"].items.size() == 1);
  CHECK(config["pages"].items[0].line == 3);
}

TEST_CASE("constants that spread each other do not grow without end") {
  std::string script = "const a0 = ['p/p'];";
  for (int i = 1; i < 60; ++i) {
    const std::string last = "a" + std::to_string(i - 1);
    script += "const a" + std::to_string(i) + " = [..." + last + ", ..." + last + "];";
  }
  script += "export default {pages: a59}";
  constexpr std::array<std::string_view, 1> kKeys = {"pages"};
  CHECK(frontend::find_config_object(script, kKeys, Limits{})["pages"].items.size() < 200'000);
  const std::string deep = "x = {pages: " + std::string(100'000, '[');
  CHECK_NOTHROW(frontend::find_config_object(deep, kKeys, Limits{}));
}

TEST_CASE("a tag means the component of its rule or its name, never an element of the platform") {
  const Tree tree({{"pages.json", "{}"},
                   {"manifest.json", "{}"},
                   {"ui/components/u-tag/u-tag.vue", ""},
                   {"components/my-card/my-card.vue", ""},
                   {"components/Panel.vue", ""},
                   {"components/view.vue", ""},
                   {"a/twin-box.vue", ""},
                   {"b/twin-box.vue", ""}});
  const frontend::Project project(*tree.tree, frontend::find_projects(*tree.tree).front(), tree.tree->limits());
  const frontend::ComponentNames names(project, {{"^u-(.*)", "@/ui/components/u-$1/u-$1.vue"}, {"(", "x"}});
  const auto meant = [&](std::string_view tag) {
    const frontend::File* file = names.find(tag);
    return file == nullptr ? std::string() : file->path;
  };
  CHECK(meant("u-tag") == "ui/components/u-tag/u-tag.vue");
  CHECK(meant("u-none").empty());
  CHECK(meant("my-card") == "components/my-card/my-card.vue");
  CHECK(meant("MyCard") == "components/my-card/my-card.vue");
  CHECK(meant("Panel") == "components/Panel.vue");
  CHECK(meant("view").empty());
  CHECK(meant("twin-box").empty());
}
