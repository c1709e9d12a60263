// One uni-app as source and as its build: the same pages with the same titles, and the same texts on each.
#include <map>
#include <set>
#include <string>

#include "unit/platforms/source_tree.h"

using namespace jianfu;
using evidence::Kind;
using platforms::Reading;
using platforms::tests::read_files;

namespace {

// Texts by the page that shows them; those of components count for the pages that include them.
std::map<std::string, std::set<std::string>> texts_by_page(const evidence::EvidenceSet& set) {
  std::vector<std::set<std::string>> own(set.modules.size());
  for (const evidence::Evidence& item : set.evidence) {
    if (item.kind == Kind::kText && item.module != evidence::kNoModule) own[item.module].insert(item.text);
  }
  std::map<std::string, std::set<std::string>> out;
  for (uint32_t m = 0; m < set.modules.size(); ++m) {
    if (set.modules[m].kind != evidence::ModuleKind::kPage) continue;
    std::set<std::string> all = own[m];
    for (const evidence::Edge& edge : set.edges) {
      if (edge.kind == evidence::EdgeKind::kIncludes && edge.from == m) all.insert(own[edge.to].begin(), own[edge.to].end());
    }
    out[set.modules[m].id + " " + set.modules[m].title] = std::move(all);
  }
  return out;
}

}  // namespace

TEST_CASE("a uni-app reads alike as source and as built") {
  const Reading source = read_files(
      {{"pages.json", R"({"pages": [{"path": "pages/index/index", "style": {"navigationBarTitleText": "首页"}},
          {"path": "pages/sign/sign", "style": {"navigationBarTitleText": "外勤"}}]})"},
       {"manifest.json", R"({"name": "网格", "appid": "__UNI__ABC"})"},
       {"App.vue", "<script>export default {}</script>"},
       {"pages/index/index.vue", "<template><view><text>今日任务</text></view></template>\n"
                                 "<script>uni.navigateTo({url: '/pages/sign/sign'})</script>"},
       {"pages/sign/sign.vue", "<template><view><button>立即上报</button><input placeholder=\"请填写地点\"/><part/></view></template>\n"
                               "<script>import part from '@/components/part.vue'\nuni.showToast({title: '上报成功'})</script>"},
       {"components/part.vue", "<template><view>现场照片</view></template>"}});
  const Reading built = read_files(
      {{"manifest.json", R"({"@platforms":["android"],"id":"__UNI__ABC","name":"网格"})"},
       {"app-config-service.js",
        R"(var __uniConfig = {"pages":["pages/index/index","pages/sign/sign"],"entryPagePath":"pages/index/index"};)"
        R"(var __uniRoutes = [{"path":"/pages/index/index","window":{"navigationBarTitleText":"首页"}},{"path":"/pages/sign/sign","window":{"navigationBarTitleText":"外勤"}}];)"},
       {"app-service.js",
        R"x((this["webpackJsonp"]=[]).push([["app-service"],{"0a1b":function(t,e,r){__definePage("pages/index/index",(function(){return Vue.extend(r("1c2d").default)})),)x"
        R"x(__definePage("pages/sign/sign",(function(){return Vue.extend(r("3e4f").default)}))},)x"
        R"x("1c2d":function(t,e,r){e.render=function(){return this._v("今日任务")};uni.navigateTo({url:"/pages/sign/sign"})},)x"
        R"x("3e4f":function(t,e,r){r("7c8d");e.render=function(){return [this._v("立即上报"),c("input",{attrs:{placeholder:"请填写地点"}})]};uni.showToast({title:"上报成功"})},)x"
        R"x("7c8d":function(t,e){e.render=function(){return this._v("现场照片")}}}]);)x"}});
  CHECK(source.package.id == built.package.id);
  CHECK(source.package.name == built.package.name);
  const auto from_source = texts_by_page(source.evidence), from_built = texts_by_page(built.evidence);
  CHECK(from_source.size() == 2);
  CHECK(from_source == from_built);
}
