// Bundles that come with their sources: read through them, told once, and nothing that only the bundle has is
// lost.
#include <string>
#include <utility>
#include <vector>

#include "unit/platforms/source_tree.h"

using namespace jianfu;
using Catch::Contains;
using platforms::tests::evidence_of_files;
using platforms::tests::Files;

namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// `sources`: name and text; an empty text is null.
std::string map_of(const std::vector<std::pair<std::string, std::string>>& sources) {
  std::string names, texts;
  for (const auto& [name, text] : sources) {
    names += (names.empty() ? "" : ",") + quoted(name);
    texts += (texts.empty() ? "" : ",") + (text.empty() ? "null" : quoted(text));
  }
  return R"({"version":3,"file":"x.js","sources":[)" + names + R"(],"sourcesContent":[)" + texts +
         R"(],"names":[],"mappings":"AAAA;"})";
}

const std::string kPage =
    "<html><title>掌上办</title><body><script src=\"js/app.js\"></script></body></html>";
const std::string kSign =
    "<template>\n<van-form><van-field label=\"现场照片\" required "
    "/><p>今日\n签到</p></van-form>\n</template>\n"
    "<script>\nexport default { methods: { submit() { this.$toast('提交成功') } } }\n</script>";
const std::string kRouter =
    "export default new Router({routes: [{path: '/sign', meta: {title: '外勤签到'}, "
    "component: () => import('@/views/Sign.vue')}]})";
// As compilers leave it: the page's screen and script, a library's text, and one that no source has.
const std::string kBundle =
    "var r=[{path:\"/sign\",meta:{title:\"外勤签到\"},component:function(){return n.e(1)}}];"
    "a=function(){return _c(\"p\",[_v(\"今日签到\")])};t(\"提交成功\");l({title:\"库里文字\"});"
    "m({title:\"只在包里\"});";

size_t count(std::string_view text, std::string_view what) {
  size_t found = 0;
  for (size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

std::string evidence_of(const std::string& script, const std::string& map, const std::string& map_name) {
  return evidence_of_files({{"index.html", kPage}, {"js/app.js", script}, {map_name, map}});
}

std::string whole_map() {
  return map_of({{"webpack:///./src/views/Sign.vue?1a2b", "import m from './Sign.vue?vue&type=template'"},
                 {"webpack:///src/views/Sign.vue", kSign},
                 {"webpack:///./src/router/index.js", kRouter},
                 {"webpack:///./node_modules/l/index.js", "l({title: '库里文字'})"},
                 {"webpack:///webpack/bootstrap", "w({title: '引导文字'})"},
                 {"webpack:///./src/none.js", ""}});
}

}  // namespace

TEST_CASE("a bundle with its map is read through its own sources, and told once") {
  const std::string text = evidence_of(kBundle, whole_map(), "js/app.js.map");
  const std::string sign = "js/app.js.map!/src/views/Sign.vue";
  CHECK_THAT(text, Contains("module component " + sign));
  CHECK_THAT(text, Contains("field \"现场照片\"") && Contains("required"));
  CHECK(count(text, "\"提交成功\"") == 1);
  CHECK_THAT(text, Contains("\"今日\\n签到\"") && !Contains("\"今日签到\""));
  CHECK_THAT(text, Contains("at=" + sign + ":2"));
  // The page is that of the bundle, and is made of its source.
  CHECK_THAT(text, Contains("module page js/app.js#/sign title=外勤签到"));
  CHECK_THAT(text, Contains("edge includes js/app.js#/sign " + sign));
  CHECK_THAT(text, Contains("edge uses js/app.js " + sign));
  CHECK_THAT(text, !Contains("引导文字"));
}

TEST_CASE("what no source of the map has stays, what libraries have is theirs") {
  const std::string text = evidence_of(kBundle, whole_map(), "js/app.js.map");
  const auto line_of = [&](std::string_view what) {
    const size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    const size_t begin = text.rfind('\n', at) + 1;
    return text.substr(begin, text.find('\n', at) - begin);
  };
  CHECK_THAT(line_of("只在包里"), Contains("at=js/app.js:") && !Contains("third-party"));
  CHECK_THAT(line_of("库里文字"), Contains("at=js/app.js:") && Contains("third-party"));
  CHECK(count(text, "库里文字") == 1);
}

TEST_CASE("a map is found by the comment of its bundle, and inside of it") {
  CHECK_THAT(evidence_of(kBundle + "\n//# sourceMappingURL=../maps/of-app.json.map", whole_map(),
                         "maps/of-app.json.map"),
             Contains("module component maps/of-app.json.map!/src/views/Sign.vue"));
  const std::string text = evidence_of_files(
      {{"index.html", kPage},
       {"js/app.js",
        "f({title:'a文字'})\n//# sourceMappingURL=data:application/json,{%22sources%22:[%22src/a.js%22],"
        "%22sourcesContent%22:[%22f({title:`a文字`})%22]}"}});
  CHECK(count(text, "\"a文字\"") == 1);
  CHECK_THAT(text, Contains("at=js/app.js!/src/a.js:1"));
}

TEST_CASE("a map without texts, or of libraries only, leaves the bundle as it is") {
  const std::string without =
      R"({"version":3,"sources":["webpack:///src/Sign.vue"],"names":["签到名"],"mappings":"AAAA"})";
  const std::string alone = evidence_of_files({{"index.html", kPage}, {"js/app.js", kBundle}});
  for (const std::string& map :
       {without, map_of({{"webpack:///./node_modules/l/index.js", "l({title: '库里文字'})"}})}) {
    const std::string text = evidence_of(kBundle, map, "js/app.js.map");
    for (const char* said : {"\"今日签到\"", "\"提交成功\"", "\"库里文字\"", "\"只在包里\""})
      CHECK(count(text, said) == count(alone, said));
    CHECK_THAT(text, !Contains(".map!/") && !Contains("签到名"));
  }
}

TEST_CASE("the map of another file covers nothing of this one") {
  const std::string text = evidence_of_files({{"index.html", kPage},
                                              {"js/app.js", kBundle},
                                              {"js/other.js.map", whole_map()},
                                              {"js/other.js", "x()"}});
  CHECK_THAT(text, Contains("at=js/app.js:1"));
  CHECK(count(text, "\"提交成功\"") == 2);
}

TEST_CASE("a damaged map hides nothing, and is no gap") {
  const std::string map = whole_map();
  const std::string text = evidence_of(kBundle, map.substr(0, map.find("今日")), "js/app.js.map");
  for (const char* said : {"\"今日签到\"", "\"提交成功\"", "\"只在包里\""}) CHECK_THAT(text, Contains(said));
  CHECK_THAT(text, !Contains("gap ") && Contains("source-map damaged"));
  CHECK_THAT(
      evidence_of("x()", "{\"sources\":[\"a.js\"],\"sourcesContent\":[\"f('签到')\"", "js/gone.js.map"),
      Contains("gap truncated at=js/gone.js.map"));
}

TEST_CASE("scripts of a mini-program are read from the map, its screens from the templates") {
  const Files program = {
      {"app-config.json",
       R"({"pages": ["pages/a/a", "pages/b/b"], "entryPagePath": "pages/a/a", "global": {}, "page": {}})"},
      {"app-service.js",
       "define('pages/a/"
       "a.js',function(require,module){Page({s:function(){wx.showToast({title:'提交成功'})}})});"
       "define('pages/b/"
       "b.js',function(require,module){Page({s:function(){wx.showToast({title:'提交成功'})}})});"}};
  Files with_map = program;
  with_map["app-service.map"] = map_of(
      {{"webpack:///src/pages/a/a.vue",
        "<template><view>模板文字</view></template>\n<script>\nexport default { methods: {\n submit() { "
        "uni.showToast({ title: '提交成功' }) } } }\n</script>"},
       {"webpack:///src/utils/u.js", "f({ title: '工具文字' })"}});
  const std::string text = evidence_of_files(with_map);
  CHECK_THAT(text, Contains("in=pages/a/a at=app-service.map!/src/pages/a/a.vue:4"));
  // The other page has no source in the map: its own text stays.
  CHECK_THAT(text, Contains("in=pages/b/b at=app-service.js:1"));
  CHECK(count(text, "\"提交成功\"") == 4);  // text and call of each page
  CHECK_THAT(text, Contains("module script utils/u ") && Contains("\"工具文字\""));
  CHECK_THAT(text, !Contains("模板文字"));
  CHECK(count(evidence_of_files(program), "\"提交成功\"") == 4);
}

TEST_CASE("of a component in pieces only the whole is read, wherever the pieces are said to lie") {
  const std::string text = evidence_of(
      "x()",
      map_of(
          {{"webpack:///../h5/src/views/Sign.vue?1a2b", "var render = function () { return _v('渲染函数') }"},
           {"webpack:///src/views/Sign.vue", kSign},
           {"webpack:///../h5/src/views/Sign.vue?3c4d", "import mod from '!!x'; y('块') "},
           {"webpack:///../h5/src/views/Bare.vue?5e6f",
            "var render = function () { return _v('只有渲染') }"}}),
      "js/app.js.map");
  CHECK_THAT(text, !Contains("渲染函数") && !Contains("\"块\""));
  CHECK_THAT(text, Contains("\"只有渲染\"") && Contains("\"提交成功\""));
}

TEST_CASE("a source in several bundles is read once") {
  const std::string util = map_of({{"webpack:///./src/util.js", "f({title: '共用文字'})"}});
  const std::string text = evidence_of_files({{"index.html", kPage},
                                              {"js/app.js", "f({title:'共用文字'})"},
                                              {"js/app.js.map", util},
                                              {"js/b.js", "f({title:'共用文字'})"},
                                              {"js/b.js.map", util}});
  CHECK(count(text, "\"共用文字\"") == 1);
  CHECK_THAT(text, Contains("edge uses js/app.js js/app.js.map!/src/util.js") &&
                       Contains("edge uses js/b.js js/app.js.map!/src/util.js"));
}
