// Source projects of uni-app, Taro, mpvue and wepy: pages as the configuration lists them, texts in the page
// they are shown on, ways, permissions.
#include <string>

#include "unit/platforms/source_tree.h"

using namespace jianfu;
using Catch::Contains;
using platforms::Reading;
using platforms::tests::evidence_of_files;
using platforms::tests::Files;
using platforms::tests::read_files;
using platforms::tests::text_of;

namespace {

const Files kUniApp = {
    {"pages.json", R"j({
  "easycom": {"custom": {"^g-(.*)": "@/ui/g-$1.vue"}},
  "pages": [ // the first is the entry
    {"path": "pages/index/index", "style": {"navigationBarTitleText": "工作台", "app-plus": {"titleNView":
      {"buttons": [{"text": "发布"}, {"text": "\ue600"}]}}}},
    // #ifdef MP-WEIXIN
    {"path": "pages/sign/sign", "style": {"navigationBarTitleText": "外勤"}},
    // #endif
    {"path": "pages/late/late", "style": {}},
  ],
  "subPackages": [{"root": "more", "pages": [{"path": "rank/rank", "style": {"navigationBarTitleText": "榜单"}}]}],
  "condition": {"list": [{"path": "pages/none/none"}]},
  "globalStyle": {"navigationBarTitleText": "网格员"},
  "tabBar": {"list": [{"pagePath": "pages/index/index", "text": "首页"}, {"pagePath": "more/rank/rank", "text": "排行"}]}
})j"},
    {"manifest.json", R"({"name": "网格通", "appid": "__UNI__1", "versionName": "2.1", /* x */
  "app-plus": {"modules": {"Geolocation": {}}, "distribute": {"android": {"permissions":
    ["<uses-permission android:name=\"android.permission.CAMERA\"/>", "<uses-feature android:name=\"android.hardware.camera\"/>"]},
    "ios": {"privacyDescription": {"NSCameraUsageDescription": "拍照上传"}}}},
  "mp-weixin": {"appid": "wx1", "permission": {"scope.userLocation": {"desc": "用于定位"}},
    "requiredPrivateInfos": ["getLocation"], "requiredBackgroundModes": ["location"]}})"},
    {"App.vue", "<script>export default { onLaunch() { uni.login({}) } }</script>"},
    {"main.js", "import App from './App'\nimport Vue from 'vue'"},
    {"pages/index/index.vue",
     "<template>\n<view>\n<text>{{name}}</text><g-box/><my-card @click=\"go\"/></view></template>\n"
     "<script>\nimport { load } from '@/api/user'\nexport default { methods: { go() { uni.navigateTo({url: "
     "'/pages/sign/sign?id=' + 1}) } } }</script>"},
    {"pages/sign/sign.vue",
     "<template><view>\n<button open-type=\"getPhoneNumber\">立即上报</button></view></template>\n"
     "<script>import part from './part.vue'; export default { mixins: [x], components: {part}, m() { uni.getLocation({type: "
     "'gcj02'}) } }</script>"},
    {"pages/sign/part.vue", "<template><view>现场照片</view></template>"},
    {"pages/late/late.vue",
     "<template><view>旧页面</view></template><script>uni.setNavigationBarTitle({title: '历史'})</script>"},
    {"more/rank/rank.nvue", "<template><text>本月第一</text></template>"},
    {"ui/g-box.vue", "<template><view>规则框</view></template>"},
    {"components/my-card/my-card.vue", "<template><view>卡片</view></template>"},
    {"components/idle.vue", "<template><view>没人用</view></template>"},
    {"api/user.js", "export const load = () => uni.request({url: '/api/user/list'})"},
    {"unpackage/dist/build/a.js", "x({title: '构建产物'})"},
    {"node_modules/a/a.vue", "<template><view>依赖</view></template>"},
    {"tests/a.js", "x({title: '测试'})"},
    {"static/data.json", R"({"title": "数据文件"})"},
};

}  // namespace

TEST_CASE("a uni-app project: pages, titles, tabs, who and what it asks for") {
  const Reading reading = read_files(kUniApp);
  const std::string text = text_of(reading);
  CHECK(reading.package.id == "__UNI__1");
  CHECK(reading.package.name == "网格通");
  CHECK(reading.package.version == "2.1");
  CHECK(reading.package.frameworks == std::vector<std::string>{"uni-app"});
  CHECK_THAT(text, Contains("module page pages/index/index title=工作台 entry=yes at=pages/index/index.vue"));
  CHECK_THAT(text, Contains("module page pages/sign/sign title=外勤"));
  CHECK_THAT(text, Contains("module page more/rank/rank title=榜单"));
  CHECK_THAT(text, Contains("module page pages/late/late title=历史"));
  CHECK_THAT(text, !Contains("pages/none/none"));
  CHECK_THAT(text, Contains("\"发布\" in=pages/index/index at=pages.json:5"));
  CHECK_THAT(text, Contains("edge opens pages/index/index more/rank/rank at=pages.json"));
  CHECK_THAT(text, Contains("permission android.permission.CAMERA") && Contains("permission scope.userLocation") &&
                       Contains("permission requiredPrivateInfos.getLocation") &&
                       Contains("permission requiredBackgroundModes.location"));
  CHECK_THAT(text, !Contains("android.hardware.camera"));
  CHECK_THAT(text, Contains("用于定位") && Contains("拍照上传"));
  CHECK_THAT(text, Contains("fact \"appid mp-weixin wx1\""));
}

TEST_CASE("texts stand on the page that shows them, components belong to the pages that use them") {
  const std::string text = evidence_of_files(kUniApp);
  CHECK_THAT(text, Contains("\"立即上报\" in=pages/sign/sign at=pages/sign/sign.vue:2"));
  CHECK_THAT(text, Contains("call uni.getLocation type=\"gcj02\" in=pages/sign/sign"));
  CHECK_THAT(text, Contains("edge includes pages/sign/sign pages/sign/part.vue"));
  CHECK_THAT(text, Contains("\"现场照片\" in=pages/sign/part.vue"));
  CHECK_THAT(text, Contains("edge opens pages/index/index pages/sign/sign at=pages/index/index.vue:6"));
  CHECK_THAT(text, Contains("edge includes pages/index/index ui/g-box.vue"));
  CHECK_THAT(text, Contains("edge includes pages/index/index components/my-card/my-card.vue"));
  CHECK_THAT(text, Contains("edge uses pages/index/index api/user.js"));
  CHECK_THAT(text, Contains("endpoint /api/user/list in=api/user.js"));
  CHECK_THAT(text, Contains("数据文件"));
  CHECK_THAT(text, !Contains("edge includes pages/index/index components/idle.vue"));
  CHECK_THAT(text, !Contains("构建产物") && !Contains("依赖") && !Contains("测试"));
}

TEST_CASE("a page without its file is a gap, one in other letters is found") {
  Files files = kUniApp;
  files.erase("pages/late/late.vue");
  files["pages/late/Late.vue"] = "<template><view>旧页面</view></template>";
  CHECK_THAT(evidence_of_files(files), Contains("\"旧页面\" in=pages/late/late") && !Contains("gap missing-part"));
  files.erase("pages/late/Late.vue");
  CHECK_THAT(evidence_of_files(files), Contains("gap missing-part") && Contains("pages/late/late"));
}

TEST_CASE("broken configuration: what can be read of it is, and the rest is said") {
  Files files = kUniApp;
  files["pages.json"] = "{\"pages\": [{\"path\": \"pages/index/index\"}, {\"path\": \"pages/sign/sign\"";
  const std::string text = evidence_of_files(files);
  CHECK_THAT(text, Contains("module page pages/sign/sign") && Contains("gap truncated") && Contains("at=pages.json"));
  files["manifest.json"] = "\xEF\xBB\xBF{'name': '单引号',}";
  CHECK(read_files(files).package.name == "单引号");
}

TEST_CASE("pages that a plug-in lists by their files") {
  const std::string text = evidence_of_files(
      {{"package.json", R"({"dependencies": {"@dcloudio/uni-app": "3"}})"},
       {"pages.config.ts", "export default defineUniPages({ globalStyle: {navigationBarTitleText: '应用'}, tabBar: {list: "
                           "[{pagePath: 'pages/a/a', text: '甲页'}]} })"},
       {"src/manifest.json", "{}"},
       {"src/App.vue", ""},
       {"src/pages/a/a.vue", "<route lang=\"json\">{\"style\": {\"navigationBarTitleText\": \"甲\"}}</route>\n"
                             "<template><view>甲的正文</view></template>"},
       {"src/pages/a/components/c.vue", "<template><view>部件</view></template>"}});
  CHECK_THAT(text, Contains("module page pages/a/a title=甲"));
  CHECK_THAT(text, Contains("module component pages/a/components/c.vue"));
}

TEST_CASE("a Taro project: configuration in app.config.ts and beside each page") {
  const Files files = {
      {"package.json", R"({"name": "x", "version": "1.2", "dependencies": {"@tarojs/taro": "3.6", "taro-ui": "^3"}})"},
      {"project.config.json", R"({"appid": "wx9", "projectname": "工地"})"},
      {"src/app.config.ts", "const pages = ['pages/index/index', 'pages/sign/index']\nexport default defineAppConfig({\n  pages,\n"
                            "  subPackages: [{root: 'pack', pages: ['a/index']}],\n  window: {navigationBarTitleText: '工地'},\n"
                            "  tabBar: {list: [{pagePath: 'pages/index/index', text: '首页'}, {pagePath: 'pages/sign/index', text: '出勤'}]},\n"
                            "  permission: {'scope.userLocation': {desc: '确认到岗'}} })"},
      {"src/app.tsx", "import './app.scss'\nexport default function App(props) { return props.children }"},
      {"src/pages/index/index.tsx", "import Taro from '@tarojs/taro'\nimport Card from '@/components/card'\n"
                                    "export default () => <View><Card/></View>"},
      {"src/pages/sign/index.tsx", "import Taro from '@tarojs/taro'\nexport default () => { Taro.getLocation({type: 'gcj02'}); "
                                   "Taro.navigateTo({url: '/pack/a/index?id=1'}); return <View title=\"范围内\"/> }"},
      {"src/pages/sign/index.config.ts", "export default definePageConfig({ navigationBarTitleText: '到岗' })"},
      {"src/pack/a/index.jsx", "export default class A extends Component {\n config = { navigationBarTitleText: '明细' }\n"
                               "render() { return <View/> } }"},
      {"src/components/card/index.tsx", "export default () => <View>{tip('卡片文字')}</View>"},
      {"src/index.html", "<html><title>模板</title></html>"}};
  const Reading reading = read_files(files);
  const std::string text = text_of(reading);
  CHECK(reading.package.id == "wx9");
  CHECK(reading.package.name == "工地");
  CHECK(reading.package.version == "1.2");
  CHECK_THAT(text, Contains("module page pages/index/index title=首页 entry=yes"));
  CHECK_THAT(text, Contains("module page pages/sign/index title=到岗"));
  CHECK_THAT(text, Contains("module page pack/a/index title=明细"));
  CHECK_THAT(text, Contains("edge opens pages/sign/index pack/a/index"));
  CHECK_THAT(text, Contains("edge includes pages/index/index components/card/index.tsx"));
  CHECK_THAT(text, Contains("call wx.getLocation type=\"gcj02\" in=pages/sign/index"));
  CHECK_THAT(text, Contains("permission scope.userLocation") && Contains("确认到岗"));
  CHECK_THAT(text, Contains("sdk taro-ui arg:version=\"^3\""));
  CHECK_THAT(text, !Contains("edge opens app ") && !Contains("模板"));
}

TEST_CASE("a Taro project of before: configuration in the class of the program") {
  const std::string text = evidence_of_files(
      {{"package.json", R"({"dependencies": {"@tarojs/taro": "1.3"}})"},
       {"src/app.jsx", "import Index from './pages/index'\nclass App extends Component {\n  config = {\n    pages: [\n"
                       "      'pages/index/index',\n      'pages/map/map'\n    ],\n    window: {navigationBarTitleText: '游记'} }\n"
                       "  render() { return (<Index />) } }"},
       {"src/pages/index/index.js", "import { View } from '@tarojs/components'\nexport default class I extends Component {\n"
                                    "config = {navigationBarTitleText: '主页'}\n render() { return <View/> } }"},
       {"src/pages/map/map.js", "import { Map } from '@tarojs/components'\nexport default () => <Map/>"}});
  CHECK_THAT(text, Contains("module page pages/index/index title=主页"));
  CHECK_THAT(text, Contains("module page pages/map/map"));
  CHECK_THAT(text, !Contains("edge opens app"));
}

TEST_CASE("an mpvue project: the page is main.js, its component beside it") {
  const std::string text = evidence_of_files(
      {{"package.json", R"({"dependencies": {"mpvue": "1"}})"},
       {"src/main.js", "import Vue from 'vue'"},
       {"src/App.vue", ""},
       {"src/app.json", R"({"pages": ["pages/index/main", "pages/study/main", "^pages/first/main"], "window": {}})"},
       {"src/pages/index/main.js", "import App from './index'\nexport default {config: {navigationBarTitleText: '首页'}}"},
       {"src/pages/index/index.vue", "<template><div>党建要闻</div></template><script>wx.navigateTo({url: "
                                     "'../study/main?id=' + id})</script>"},
       {"src/pages/study/main.js", "import App from './index'"},
       {"src/pages/study/main.json", R"({"navigationBarTitleText": "学习园地"})"},
       {"src/pages/study/index.vue", "<template><div>学习时长</div></template>"},
       {"src/pages/first/main.js", "import App from './First'"},
       {"src/pages/first/first.vue", "<template><div>引导</div></template>"}});
  CHECK_THAT(text, Contains("module page pages/index/main title=首页"));
  CHECK_THAT(text, Contains("\"党建要闻\" in=pages/index/main at=src/pages/index/index.vue:1"));
  CHECK_THAT(text, Contains("module page pages/study/main title=学习园地"));
  CHECK_THAT(text, Contains("edge opens pages/index/main pages/study/main"));
  CHECK_THAT(text, Contains("module page pages/first/main entry=yes"));
  CHECK_THAT(text, Contains("\"引导\" in=pages/first/main"));
}

TEST_CASE("a wepy project: configuration in app.wpy and in each page") {
  const std::string text = evidence_of_files(
      {{"package.json", R"({"dependencies": {"wepy": "1.7"}})"},
       {"src/app.wpy", "<style></style>\n<script>\nimport wepy from 'wepy'\nexport default class extends wepy.app {\n"
                       "  config = {\n    pages: ['pages/index', 'pages/score'],\n    window: {navigationBarTitleText: '志愿'} }\n}\n</script>"},
       {"src/pages/index.wpy", "<template>\n  <view>我要报名</view><counter/></template>\n<script>\nimport wepy from 'wepy'\n"
                               "import Counter from '../components/counter'\nexport default class Index extends wepy.page {\n"
                               "  config = { navigationBarTitleText: '首页' }\n  components = { counter: Counter }\n"
                               "  methods = { go() { wepy.navigateTo({url: 'score'}); wepy.getLocation({}) } }\n}</script>"},
       {"src/pages/score.wpy", "<template><view>服务时数</view></template>\n<config>{\"navigationBarTitleText\": \"我的时数\"}</config>"},
       {"src/components/counter.wpy", "<template><view>计数</view></template>"},
       {"dist/app.json", "{\"pages\": [\"pages/index\"]}"},
       {"dist/app.js", ""}});
  CHECK_THAT(text, Contains("module page pages/index title=首页 entry=yes"));
  CHECK_THAT(text, Contains("\"我要报名\" in=pages/index at=src/pages/index.wpy:2"));
  CHECK_THAT(text, Contains("module page pages/score title=我的时数"));
  CHECK_THAT(text, Contains("edge opens pages/index pages/score"));
  CHECK_THAT(text, Contains("edge includes pages/index components/counter.wpy"));
  CHECK_THAT(text, Contains("call wx.getLocation"));
}

TEST_CASE("several projects in one archive are read, each by itself") {
  Files files;
  for (const auto& [path, text] : kUniApp) files["app/" + path] = text;
  files["admin/package.json"] = R"({"dependencies": {"@tarojs/taro": "3"}})";
  files["admin/src/app.config.js"] = "export default {pages: ['pages/audit/index']}";
  files["admin/src/pages/audit/index.jsx"] = "export default () => <View title=\"审核台\"/>";
  const Reading reading = read_files(files);
  REQUIRE(reading.nested.size() == 1);
  const std::string first = text_of(reading), second = text_of(reading.nested[0]);
  CHECK_THAT(first, Contains("module page pages/audit/index"));
  CHECK_THAT(second, Contains("module page pages/sign/sign") && !Contains("pages/audit/index"));
  CHECK(reading.nested[0].package.path == "app/");
  CHECK(reading.nested[0].package.kind == "uniapp-source");
}

TEST_CASE("mpvue makes a page of every main.js when a script lists pages, and only listed ones when app.json does") {
  Files files = {{"package.json", R"({"dependencies": {"mpvue": "1"}})"},
                 {"src/main.js", "export default {config: {pages: ['^pages/a/main'], window: {}}}"},
                 {"src/App.vue", ""},
                 {"src/pages/a/main.js", "import A from './index'"},
                 {"src/pages/a/index.vue", "<template><div>甲</div></template>"},
                 {"src/pages/b/c/main.js", "export default {config: {navigationBarTitleText: '乙'}}"},
                 {"src/pages/b/c/index.vue", "<template><div>丙</div></template>"}};
  const std::string found = evidence_of_files(files);
  CHECK_THAT(found, Contains("module page pages/b/c/main title=乙 at=src/pages/b/c/index.vue"));
  CHECK_THAT(found, Contains("module page pages/a/main entry=yes"));
  files["src/app.json"] = R"({"pages": ["pages/a/main"]})";
  CHECK_THAT(evidence_of_files(files), !Contains("module page pages/b/c/main"));
}

TEST_CASE("calls of wepy and of cloud functions lead where they lead") {
  const std::string text = evidence_of_files(
      {{"src/app.wpy", "<script>export default class extends wepy.app { config = {pages: ['pages/index', 'pages/chat']} }</script>"},
       {"src/pages/index.wpy", "<script>import C from '../components/c'\nwx.cloud.callFunction({name: 'count'})</script>"},
       {"src/pages/chat.wpy", "<template><view>对话</view></template>"},
       {"src/components/c.wpy", "<script>this.$root.$navigate({url: 'chat?id=' + id})</script>"},
       {"src/cloudfunctions/count/index.js", "exports.main = () => ({title: '统计'})"},
       {"src/cloudfunctions/idle/index.js", "exports.main = () => ({title: '闲置'})"}});
  CHECK_THAT(text, Contains("edge opens components/c.wpy pages/chat"));
  CHECK_THAT(text, Contains("edge uses pages/index cloudfunctions/count/index.js"));
  CHECK_THAT(text, !Contains("edge uses pages/index cloudfunctions/idle/index.js"));
}

TEST_CASE("a web view of a page is said, with its address where the page has it") {
  const std::string text = evidence_of_files({{"pages.json", R"({"pages": [{"path": "a/a"}, {"path": "b/b"}]})"},
                                              {"manifest.json", "{}"},
                                              {"a/a.vue", "<template><web-view src=\"https://x.gov.cn/h5/\"/></template>"},
                                              {"b/b.vue", "<template><web-view :src=\"url\"/></template>"}});
  CHECK_THAT(text, Contains("call wx.element.web-view src=\"https://x.gov.cn/h5/\" in=a/a"));
  CHECK_THAT(text, Contains("call wx.element.web-view in=b/b"));
}

TEST_CASE("code for the other version of Vue is left out, code of every client is read") {
  Files files = {{"pages.json", R"({"pages": [{"path": "a/a"}]})"},
                 {"manifest.json", R"({"vueVersion": "3"})"},
                 {"store/index.js", "// #ifndef VUE3\nconst s = new Store({ title: '旧版',\n// #endif\n// #ifdef VUE3\n"
                                    "const s = createStore({ title: '新版',\n// #endif\n})\n"},
                 {"a/a.vue", "<template>\n<!-- #ifdef VUE2 -->\n<view>二</view>\n<!-- #endif -->\n<!-- #ifdef H5 -->\n<view>网页端</view>\n"
                             "<!-- #endif -->\n<!-- #ifndef H5 -->\n<view>小程序端</view>\n<!-- #endif -->\n</template>"}};
  const std::string three = evidence_of_files(files);
  CHECK_THAT(three, Contains("\"新版\" in=store/index.js at=store/index.js:5") && !Contains("旧版") && !Contains("gap truncated"));
  CHECK_THAT(three, Contains("\"网页端\" in=a/a at=a/a.vue:6") && Contains("小程序端") && !Contains("\"二\""));
  files["manifest.json"] = "{}";
  const std::string two = evidence_of_files(files);
  CHECK_THAT(two, Contains("旧版") && !Contains("新版") && Contains("\"二\""));
}

TEST_CASE("a page opened by a name that code puts together is reachable, others that nothing opens are not") {
  const std::string text = evidence_of_files(
      {{"pages.json", R"({"pages": [{"path": "pages/index/index"}, {"path": "pages/kind/a/a"}, {"path": "pages/kind/b/b"},
          {"path": "pages/other/other"}, {"path": "pages/asked/asked"}]})"},
       {"manifest.json", "{}"},
       {"pages/index/index.vue", "\n\n<script>const url = '/pages/kind/' + k + '/' + k; uni.navigateTo({url}); uni.navigateTo({url: "
                                 "'/pages/asked/asked?id=' + k}); uni.navigateTo({url: target})</script>"}});
  CHECK_THAT(text, Contains("edge opens pages/index/index pages/kind/a/a at=pages/index/index.vue:3") &&
                       Contains("edge opens pages/index/index pages/kind/b/b") &&
                       Contains("edge opens pages/index/index pages/asked/asked"));
  CHECK_THAT(text, !Contains("edge opens pages/index/index pages/other/other"));
}

TEST_CASE("menus: what opens the property that holds a page opens that page; a menu from a server may open any") {
  Files files = {{"pages.json", R"({"pages": [{"path": "a/a"}, {"path": "b/b"}, {"path": "c/c"}]})"},
                 {"manifest.json", "{}"},
                 {"a/a.vue", "<script>const menu = [{name: '乙', page: '/b/b'}]\nuni.navigateTo({url: item.page})</script>"}};
  const std::string own = evidence_of_files(files);
  CHECK_THAT(own, Contains("edge opens a/a b/b") && !Contains("edge opens a/a c/c"));
  files["a/a.vue"] = "<script>uni.navigateTo({url: item.page})</script>";
  const std::string remote = evidence_of_files(files);
  CHECK_THAT(remote, Contains("edge opens a/a b/b at=a/a.vue:1") && Contains("edge opens a/a c/c at=a/a.vue:1"));
}
