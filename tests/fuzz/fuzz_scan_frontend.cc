// Source projects of uni-app, Taro, mpvue, wepy and of web apps, whole (fuzz/whole_scan.h).
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/whole_scan.h"

using namespace jianfu;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::scan({reinterpret_cast<const char*>(data), size}, "h5-source");
  return 0;
}

std::vector<std::string> seeds() {
  return {
      fuzz::listed(
          {{"pages.json",
            R"j({"easycom": {"^b-(.*)": "@/components/b-$1/b-$1.vue"}, "pages": [{"path": "pages/a/a", "style": {"navigationBarTitleText": "首页",
            "app-plus": {"titleNView": {"buttons": [{"text": "按"}]}}}}], "subPackages": [{"root": "r", "pages": [{"path": "x"}]}],
            "tabBar": {"list": [{"pagePath": "pages/a/a", "text": "标"}]}})j"},
           {"manifest.json",
            R"({"name": "名", "appid": "__UNI__1", "mp-weixin": {"appid": "wx1", "permission": {"scope.x": {"desc": "定位"}}, "plugins": {"p": {"provider": "wx2"}}}})"},
           {"App.vue", "<script>export default {onLaunch() { uni.login() }}</script>"},
           {"pages/a/a.vue",
            "<template><view v-if=\"a\" @click=\"go\">签到<b-card :title=\"'卡'\"/><uni-easyinput v-model=\"x.y\" label=\"照片\"/></view>"
            "</template>\n<script>import { sign } from '@/api/s'\n// #ifdef MP-WEIXIN\nexport default { methods: { go() { "
            "uni.navigateTo({url: '/r/x?id=' + 1}); sign({type: 'gcj02'}) } } }\n// #endif\n</script>"},
           {"r/x.vue", "<template lang=\"pug\">\nview\n  text(v-for=\"i in n\") 排名 {{ i }}\n</template>"},
           {"components/b-card/b-card.vue", "<template><view>{{ title }}必填</view></template><script setup>defineProps(['title'])</script>"},
           {"api/s.js", "export const sign = (d) => uni.request({url: '/api/sign', data: d})"}}),
      fuzz::listed(
          {{"package.json", R"({"name": "n", "version": "1", "dependencies": {"@tarojs/taro": "3", "taro-ui": "^3"}})"},
           {"project.config.json", R"({"appid": "wx9", "projectname": "名"})"},
           {"tsconfig.json", R"({"compilerOptions": {"baseUrl": ".", "paths": {"#/*": ["src/*"], "*": ["*"]}}})"},
           {"src/app.config.ts",
            "const more = ['pages/b/index']; export default defineAppConfig({pages: ['pages/a/index', ...more], window: {}, subPackages: "
            "[{root: 'p', pages: ['c/index']}], permission: {'scope.userLocation': {desc: '确认'}}})"},
           {"src/app.tsx", "export default function App(p) { return p.children }"},
           {"src/pages/a/index.tsx",
            "import Taro from '@tarojs/taro'\nimport Card from '#/components/card'\nexport default () => { Taro.navigateTo({url: "
            "'/pages/b/index'}); return <View onClick={go}>{done ? '已签到' : '签到'}<Card/><AtInput title=\"照片\" required/></View> }"},
           {"src/pages/b/index.jsx", "export default class B extends Component { config = {navigationBarTitleText: '排名'}\nrender() { return <View/> } }"},
           {"src/pages/b/index.config.ts", "export default definePageConfig({ navigationBarTitleText: '到岗' })"},
           {"src/components/card/index.tsx", "export default () => <View>{tip('卡片')}</View>"}}),
      fuzz::listed(
          {{"mp/package.json", R"({"dependencies": {"mpvue": "1"}})"},
           {"mp/src/main.js", "export default {config: {pages: ['^pages/a/main', 'pages/b/main'], window: {}}}"},
           {"mp/src/App.vue", ""},
           {"mp/src/pages/a/main.js", "import App from './index'\nexport default {config: {navigationBarTitleText: '首页'}}"},
           {"mp/src/pages/a/index.vue", "<template><div>签到</div></template><script>wx.navigateTo({url: '../b/main?id=' + id})</script>"},
           {"we/src/app.wpy", "<script>\nexport default class extends wepy.app { config = {pages: ['pages/a'], window: {}} }</script>"},
           {"we/src/pages/a.wpy",
            "<template><view>报名</view><counter/></template>\n<script>import Counter from '../counter'\nexport default class extends "
            "wepy.page { config = {navigationBarTitleText: '页'}\ncomponents = {counter: Counter}\nmethods = { go() { "
            "wepy.getLocation({}) } } }</script>"},
           {"we/src/counter.wpy", "<template><view>计数</view></template>\n<config>{\"x\": 1}</config>"}}),
      fuzz::listed(
          {{"package.json", R"({"name": "h5", "version": "1", "dependencies": {"vue": "^2", "vue-router": "^3"}})"},
           {"public/index.html", "<html><title>壳</title><div id=app></div></html>"},
           {"src/main.js", "import App from './App.vue'\nimport router from './router'\nnew Vue({router})"},
           {"src/App.vue", "<template><router-view/></template>"},
           {"src/router/index.js",
            "import Layout from '@/Layout'\nconst Sign = () => import('../views/Sign.vue')\nexport default new Router({mode: 'history', "
            "routes: [{path: '/', component: Layout, redirect: '/s', children: [{path: 's', name: 's', meta: {title: '签到'}, "
            "component: Sign}]}, {path: '/r/:id', component: resolve => require(['@/views/Rank'], resolve)}]})"},
           {"src/Layout.vue", "<template><div><router-view/></div></template>"},
           {"src/views/Sign.vue",
            "<template><div><el-form-item label=\"照片\" prop=\"p\"><el-upload/></el-form-item><p @click=\"$router.push({name: 's'})\">x</p>"
            "</div></template>\n<script>export default {data: () => ({rules: {p: [{required: true, message: '请上传'}]}})}</script>"},
           {"src/views/Rank.jsx", "export default () => <Link to={`/s/${1}`}>排名</Link>"},
           {"src/pages/u/index.tsx", "import {history} from 'umi'; export default () => history.push('/r')"}})};
}
