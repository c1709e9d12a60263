// Source projects for browsers: routes of Vue Router, React Router, Angular, umi and folders; ways and
// titles.
#include <string>

#include "unit/platforms/source_tree.h"

using namespace jianfu;
using Catch::Contains;
using platforms::tests::evidence_of_files;
using platforms::tests::Files;
using platforms::tests::read_files;

namespace {

Files vue_project(std::string router) {
  return {
      {"package.json", R"({"name":"h5","version":"1.2.3","dependencies":{"vue":"^2","vue-router":"^3"}})"},
      {"public/index.html", "<html><title>壳</title><div id=app></div></html>"},
      {"src/main.js", "import App from './App.vue'\nimport router from './router'\nnew Vue({router})"},
      {"src/App.vue", "<template><router-view/></template>"},
      {"src/router/index.js", std::move(router)},
      {"src/views/Home.vue",
       "<template><div>工作台<router-link to=\"/sign\">去签到</router-link>\n<p @click=\"$router.push({name: "
       "'detail', params: {id}})\">详情</p></div></template>"},
      {"src/views/Sign.vue",
       "<template><div>签到页<el-form-item label=\"照片\" "
       "prop=\"photo\"><el-upload/></el-form-item></div></template>\n"
       "<script>export default { data: () => ({ rules: { photo: [{ required: true, message: '请上传' }] } "
       "}),\n"
       "methods: { go() { this.$router.push('/rank') } } }</script>"},
      {"src/views/Detail.vue", "<template><div>详情页</div></template>"},
      {"src/views/Rank.vue", "<template><div>排行页</div></template>"},
      {"src/views/Old.vue", "<template><div>没有入口</div></template>"},
      {"src/components/Layout.vue", "<template><div>底栏<router-view/></div></template>"}};
}

const char* const kRouter =
    "import Layout from '@/components/Layout'\nconst Sign = () => import('../views/Sign.vue')\n"
    "// {path: '/gone', component: Gone}\n"
    "export default new Router({ mode: 'history', routes: [\n"
    "{ path: '/', component: Layout, redirect: '/home', children: [\n"
    "  { path: 'home', name: 'home', meta: { title: '首页', keepAlive: true }, component: () => "
    "import('@/views/Home.vue') },\n"
    "  { path: '/sign', component: Sign, meta: { title: '外勤签到' } },\n"
    "  { path: 'detail/:id', name: 'detail', component: resolve => require(['@/views/Detail'], resolve) } ] "
    "},\n"
    "{ path: '/rank', component: () => import(/* webpackChunkName: \"rank\" */ '@/views/Rank'), meta: { "
    "title: '排行' } },\n"
    "{ path: '/old', component: () => import('@/views/Old.vue') }, { path: '*', redirect: '/' } ] })";

}  // namespace

TEST_CASE("routes of Vue Router are pages with titles, ways and an entry") {
  const platforms::Reading reading = read_files(vue_project(kRouter));
  const std::string text = platforms::tests::text_of(reading);
  CHECK(reading.package.name == "h5");
  CHECK_THAT(text, Contains("module page views/Home.vue title=首页") &&
                       Contains("module page views/Sign.vue title=外勤签到"));
  CHECK_THAT(text, Contains("route /home arg:title=\"首页\" in=views/Home.vue at=src/router/index.js:6"));
  CHECK_THAT(text, Contains("route /detail/:id in=views/Detail.vue"));
  CHECK_THAT(text, Contains("title=首页 entry=yes"));
  CHECK_THAT(text, Contains("edge opens views/Home.vue views/Sign.vue at=src/views/Home.vue:1"));
  CHECK_THAT(text, Contains("edge opens views/Home.vue views/Detail.vue at=src/views/Home.vue:2"));
  CHECK_THAT(text, Contains("edge opens views/Sign.vue views/Rank.vue"));
  CHECK_THAT(text, Contains("edge uses views/Home.vue components/Layout.vue"));
  CHECK_THAT(text, Contains("field \"照片\" arg:type=\"el-upload\" required in=views/Sign.vue"));
  CHECK_THAT(text, Contains("label \"签到页\" in=views/Sign.vue"));
  // Nothing leads there: the table alone opens no page.
  CHECK_THAT(text,
             !Contains("opens views/Home.vue views/Old.vue") && !Contains("router/index.js views/Old.vue"));
  CHECK_THAT(text, !Contains("gone"));
}

TEST_CASE("code that opens what it does not name may open every page") {
  Files files = vue_project(kRouter);
  files["src/views/Rank.vue"] = "<template><p @click=\"$router.push(item.path)\">菜单</p></template>";
  CHECK_THAT(evidence_of_files(files), Contains("edge uses router/index.js views/Old.vue"));
}

TEST_CASE("a table without router, a broken one and one that names nothing there") {
  CHECK_THAT(evidence_of_files(vue_project("export default { path: '/cookie', value: 1 }")),
             !Contains("route /cookie"));
  const std::string broken =
      evidence_of_files(vue_project("const routes = [{ path: '/sign', component: () => "
                                    "import('../views/Sign.vue'), meta: { title: '签到' } }, {"));
  CHECK_THAT(broken, Contains("module page views/Sign.vue title=签到"));
  const std::string missing = evidence_of_files(
      vue_project("export default [{ path: '/none', component: () => import('@/views/None.vue') }]"));
  CHECK_THAT(missing, Contains("gap missing-part") && Contains("/none"));
}

TEST_CASE("React Router: elements and lists") {
  const std::string text = evidence_of_files(
      {{"package.json", R"({"dependencies":{"react":"18","react-router-dom":"6"}})"},
       {"index.html", "<html></html>"},
       {"src/main.tsx", "import App from './App'"},
       {"src/App.tsx",
        "import Home from './pages/Home'\nimport { lazy } from 'react'\nconst Sign = lazy(() => "
        "import('./pages/Sign'))\n"
        "export default () => (<Routes><Route path=\"/\" element={<Home/>}>\n"
        "<Route path=\"sign\" element={<Auth><Sign /></Auth>} /></Route></Routes>)"},
       {"src/pages/Home.tsx", "export default () => <Link to=\"/sign\">签到</Link>"},
       {"src/pages/Sign.tsx",
        "export default () => <div><label>照片</label><input type='file' required /></div>"},
       {"src/router/more.tsx",
        "import Rank from '../pages/Rank'\nexport const r = createBrowserRouter([{ path: '/rank', element: "
        "<Rank /> }])"},
       {"src/pages/Rank.tsx",
        "export default () => { const n = useNavigate(); n('/'); navigate('/sign'); return <b>排名</b> }"}});
  CHECK_THAT(text, Contains("module page pages/Home.tsx entry=yes"));
  CHECK_THAT(text, Contains("route /sign in=pages/Sign.tsx"));
  CHECK_THAT(text, Contains("route /rank in=pages/Rank.tsx"));
  CHECK_THAT(text, Contains("edge opens pages/Home.tsx pages/Sign.tsx"));
  CHECK_THAT(text, Contains("edge opens pages/Rank.tsx pages/Sign.tsx"));
  CHECK_THAT(text, Contains("field \"照片\" arg:type=\"input\" arg:input=\"file\" required in=pages/Sign.tsx"));
}

TEST_CASE("Angular: modules of routes, templates of their own, links") {
  const std::string text = evidence_of_files(
      {{"package.json", R"({"dependencies":{"@angular/core":"16"}})"},
       {"src/index.html", "<html></html>"},
       {"src/main.ts", "platformBrowserDynamic()"},
       {"src/app/app-routing.module.ts",
        "import { HomeComponent } from './home/home.component';\nconst routes: Routes = [\n"
        "{ path: '', component: HomeComponent, data: { title: '首页' } },\n"
        "{ path: 'sign', loadChildren: () => import('./sign/sign.module').then(m => m.SignModule) }];"},
       {"src/app/home/home.component.ts",
        "@Component({ selector: 'app-home', templateUrl: './home.component.html' }) export class "
        "HomeComponent {}"},
       {"src/app/home/home.component.html", "<a routerLink=\"/sign/list\">去签到</a>"},
       {"src/app/sign/sign.module.ts", "@NgModule({}) export class SignModule {}"},
       {"src/app/sign/sign-routing.module.ts",
        "import { ListComponent } from './list.component';\nconst routes: Routes = [{ path: 'list', "
        "component: ListComponent }];"},
       {"src/app/sign/list.component.ts",
        "@Component({ selector: 'x', template: `<p>签到列表</p><input placeholder=\"姓名\" required>` }) "
        "export class "
        "ListComponent {}"}});
  CHECK_THAT(text, Contains("module page app/home/home.component.ts title=首页"));
  CHECK_THAT(text, Contains("route /sign/list in=app/sign/list.component.ts"));
  CHECK_THAT(text, Contains("\"去签到\" in=app/home/home.component.ts"));
  CHECK_THAT(text, Contains("edge opens app/home/home.component.ts app/sign/list.component.ts"));
  CHECK_THAT(text, Contains("label \"签到列表\" in=app/sign/list.component.ts"));
  CHECK_THAT(text, Contains("field \"签到列表\" arg:type=\"input\" arg:placeholder=\"姓名\" required") ||
                       Contains("field \"姓名\""));
}

TEST_CASE("umi and folders of pages") {
  const std::string umi =
      evidence_of_files({{"package.json", R"({"dependencies":{"react":"17","umi":"3"}})"},
                         {"public/index.html", "<html></html>"},
                         {"config/routes.ts",
                          "export default [{ path: '/', redirect: '/sign' }, { path: '/sign', name: '签到', "
                          "component: './Sign' }]"},
                         {"src/app.ts", ""},
                         {"src/index.tsx", ""},
                         {"src/pages/Sign/index.tsx", "export default () => <p>签到内容</p>"}});
  CHECK_THAT(umi, Contains("module page pages/Sign/index.tsx title=签到"));
  const std::string next =
      evidence_of_files({{"package.json", R"({"dependencies":{"react":"18","next":"13"}})"},
                         {"index.tsx", ""},
                         {"index.html", ""},
                         {"pages/index.tsx", "export default () => <Link href=\"/sign/1\">看</Link>"},
                         {"pages/sign/[id].tsx", "export default () => <p>签到</p>"},
                         {"pages/_app.tsx", ""},
                         {"pages/api/x.ts", ""}});
  CHECK_THAT(next, Contains("route /sign/:id in=pages/sign/[id].tsx"));
  CHECK_THAT(next, Contains("edge opens pages/index.tsx pages/sign/[id].tsx"));
  CHECK_THAT(next, !Contains("_app.tsx entry") && !Contains("module page pages/api"));
}
