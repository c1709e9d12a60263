// Which screens a screen opens by itself: as readers note it and as the calls between functions tell it.
#include "engine/starts.h"

#include <catch2/catch.hpp>

#include <string>

#include "e2e/workspace.h"
#include "unit/platforms/source_tree.h"

using namespace jianfu;
using platforms::tests::Files;

namespace {

evidence::EvidenceSet read_folder(const Files& files) {
  const e2e::Workspace folder;
  for (const auto& [path, text] : files) folder.write(path, text);
  const auto tree = io::open_folder(folder.path(""), Limits{});
  REQUIRE(tree.has_value());
  return platforms::tests::read(**tree).evidence;
}

bool goes_by_itself(evidence::EvidenceSet set, std::string_view from, std::string_view to) {
  engine::find_starts(set);
  const std::string text = evidence::to_text(set);
  CHECK_THAT(text, !Catch::Contains("fact deed"));
  return text.find("arg:to=\"" + std::string(to) + "\" in=" + std::string(from)) != std::string::npos;
}

bool mini_goes(const std::string& page, Files more = {}) {
  more["app.json"] = R"({"pages": ["pages/index/index", "pages/login/login", "pages/news/news"]})";
  more.emplace("app.js", "App({})");
  more["pages/index/index.js"] = page;
  more["pages/index/index.wxml"] = "<view bindtap=\"tap\">登录</view>";
  for (const std::string name : {"login/login", "news/news"}) {
    more["pages/" + name + ".js"] = "Page({})";
    more["pages/" + name + ".wxml"] = "<view/>";
  }
  return goes_by_itself(read_folder(more), "pages/index/index", "pages/login/login");
}

bool android_goes(const std::string& body, const std::string& suffix = "java") {
  Files files;
  files["AndroidManifest.xml"] =
      "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" package=\"a.b\"><application>"
      "<activity android:name=\".M\"><intent-filter><action android:name=\"android.intent.action.MAIN\"/>"
      "<category android:name=\"android.intent.category.LAUNCHER\"/></intent-filter></activity>"
      "<activity android:name=\".LoginActivity\"/></application></manifest>";
  files["src/a/b/M." + suffix] = body;
  files["src/a/b/LoginActivity.java"] = "package a.b; public class LoginActivity extends android.app.Activity {}";
  return goes_by_itself(platforms::tests::read_files(files).evidence, "a.b.M", "a.b.LoginActivity");
}

bool java_goes(const std::string& members) {
  return android_goes("package a.b;\nimport android.content.Intent;\npublic class M extends android.app.Activity {\n" + members + "\n}\n");
}

const std::string kStart = "startActivity(new Intent(this, LoginActivity.class));";

}  // namespace

TEST_CASE("what a template calls when somebody taps is not the page's beginning") {
  const auto goes = [](const std::string& page) {
    return goes_by_itself(
        read_folder({{"pages.json", R"({"pages": [{"path": "pages/index/index"}, {"path": "pages/login/login"}]})"},
                     {"manifest.json", "{\"name\": \"a\"}"},
                     {"App.vue", "<script>export default {}</script>"},
                     {"pages/index/index.vue", page},
                     {"pages/login/login.vue", "<template><view>登录</view></template>"}}),
        "pages/index/index", "pages/login/login");
  };
  const std::string book = "methods: {book(r) {uni.navigateTo({url: '/pages/login/login'})}}";
  CHECK_FALSE(goes("<template><view @click=\"book(r)\">约</view></template><script>export default {" + book + "}</script>"));
  CHECK(goes("<template><view @click=\"book(r)\">约</view></template><script>export default {onLoad() {this.book(1)}, " + book + "}</script>"));
}

TEST_CASE("a way that a script beside the screen goes is told of the script") {
  evidence::EvidenceSet set = read_folder(
      {{"app.json", R"({"pages": ["pages/index/index", "pages/login/login"]})"},
       {"app.js", "App({})"},
       {"utils/auth.js", "function check() { wx.reLaunch({url: '/pages/login/login'}) }\nmodule.exports = {check}"},
       {"pages/index/index.js", "const auth = require('../../utils/auth')\nPage({ onLoad() { auth.check() } })"},
       {"pages/index/index.wxml", "<view/>"},
       {"pages/login/login.js", "Page({})"},
       {"pages/login/login.wxml", "<view/>"}});
  engine::find_starts(set);
  CHECK_THAT(evidence::to_text(set), Catch::Contains("arg:to=\"pages/login/login\" in=pages/index/index at=utils/auth.js:1"));
}

TEST_CASE("a page that turns to another as it begins does so unasked") {
  CHECK(mini_goes("Page({ onLoad() { wx.getStorageSync('token') ? this.read() : wx.redirectTo({url: '/pages/login/login'}) }, read() {} })"));
  CHECK(mini_goes("Page({ onShow() { this.check() }, check() { wx.request({success: r => wx.reLaunch({url: '../login/login'})}) } })"));
  CHECK(mini_goes("Page({ onLoad() { setTimeout(() => { wx.navigateTo({url: '/pages/login/login'}) }, 900) } })"));
  // Somebody taps, or may say no.
  CHECK_FALSE(mini_goes("Page({ onLoad() {}, tap() { wx.navigateTo({url: '/pages/login/login'}) } })"));
  CHECK_FALSE(mini_goes("Page({ tap() { this.go() }, go() { wx.navigateTo({url: '/pages/login/login'}) } })"));
  CHECK_FALSE(mini_goes("Page({ onLoad() { wx.showModal({title: '请登录', success: r => { wx.navigateTo({url: '/pages/login/login'}) }}) } })"));
  CHECK(mini_goes("Page({ onLoad() { wx.showModal({title: '请登录', showCancel: false, success: r => { wx.navigateTo({url: '/pages/login/login'}) }}) } })"));
  // A list of pages goes nowhere.
  CHECK_FALSE(mini_goes("Page({ onLoad() { this.setData({menus: [{url: '/pages/login/login'}]}) } })"));
}

TEST_CASE("the check may stand in the launch code or in a script that the page uses") {
  CHECK(mini_goes("Page({ onLoad() { getApp().ensure() } })",
                  {{"app.js", "App({ ensure() { wx.reLaunch({url: '/pages/login/login'}) } })"}}));
  CHECK(mini_goes("const auth = require('../../auth.js'); Page({ onLoad() { auth.ensure() } })",
                  {{"auth.js", "function ensure() { if (!wx.getStorageSync('t')) wx.reLaunch({url: '/pages/login/login'}) }\nmodule.exports = {ensure}"}}));
  CHECK_FALSE(mini_goes("const net = require('../../net.js'); Page({ onLoad() { net.get('/news') } })",
                        {{"net.js", "function get() {}\nfunction expired() { wx.reLaunch({url: '/pages/login/login'}) }\nmodule.exports = {get}"}}));
}

TEST_CASE("a wrapper of requests that goes to the login when a server says 401 does so on demand") {
  const auto goes = [](const std::string& answer, const std::string& more = "") {
    return mini_goes("const net = require('../../net.js'); Page({ onLoad() { net.get('/news') } })",
                     {{"net.js", "function get(u) { wx.request({url: u, success(res) { " + answer + " }}) }\n" + more + "module.exports = {get}"}});
  };
  const std::string login = "wx.reLaunch({url: '/pages/login/login'})";
  CHECK_FALSE(goes("if (res.statusCode === 401) { wx.clearStorage(); " + login + "; return }"));
  CHECK_FALSE(goes("if (res.data.code == 401) " + login));
  CHECK_FALSE(goes("401 === res.data.code && (wx.clearStorage(), " + login + ")"));
  CHECK_FALSE(goes("if (res.data.msg === 'token expired') { setTimeout(() => { " + login + " }, 900) }"));
  CHECK_FALSE(goes("switch (res.data.code) { case 200: done(); break; case 401: wx.clearStorage(); " + login + "; break }"));
  CHECK_FALSE(goes("if (res.statusCode === 401) { out() }", "function out() { " + login + " }\n"));
  // Not because of that answer.
  CHECK(goes(login));
  CHECK(goes("if (!wx.getStorageSync('token')) { " + login + " }"));
  CHECK(goes("if (res.statusCode === 401) { wx.clearStorage() } " + login));
  CHECK(goes("switch (res.data.code) { case 401: tell(); break; case 0: " + login + " }"));
  // The page's own question at the beginning.
  CHECK(mini_goes("Page({ onLoad() { wx.request({url: '/me', success(res) { if (res.statusCode === 401) { " + login + " } }}) } })"));
}

TEST_CASE("launch code that turns to a page is told with its place") {
  evidence::EvidenceSet set = read_folder({{"app.json", R"({"pages": ["pages/index/index", "pages/login/login"]})"},
                                           {"app.js", "App({\n onLaunch() {\n  wx.redirectTo({url: '/pages/login/login'})\n }\n})"},
                                           {"pages/index/index.js", "Page({})"},
                                           {"pages/login/login.js", "Page({})"}});
  engine::find_starts(set);
  CHECK_THAT(evidence::to_text(set), Catch::Contains("route pages/login/login arg:unasked=\"yes\" arg:to=\"pages/login/login\" in=app at=app.js:3"));
}

TEST_CASE("a splash goes on by itself, in whatever way it waits") {
  CHECK(java_goes("void onCreate(Bundle b) { " + kStart + " }"));
  CHECK(java_goes("Handler h = new Handler() { public void handleMessage(Message m) { go(); } };\nvoid go() { " + kStart + " }"));
  CHECK(java_goes("void onCreate(Bundle b) { new Handler().postDelayed(new Runnable() { public void run() { " + kStart + " } }, 900); }"));
  CHECK(java_goes("void onCreate(Bundle b) { h.postDelayed(() -> { " + kStart + " }, 900); }"));
  CHECK(java_goes("protected void initData() { " + kStart + " }"));  // a base class calls it
}

TEST_CASE("what waits for a press is asked for") {
  CHECK_FALSE(java_goes("void onCreate(Bundle b) { v.setOnClickListener(new View.OnClickListener() { public void onClick(View v) { " + kStart + " } }); }"));
  CHECK_FALSE(java_goes("void onCreate(Bundle b) { v.setOnClickListener(v -> " + kStart.substr(0, kStart.size() - 1) + "); }"));
  CHECK_FALSE(java_goes("public void onClick(View v) { go(); }\nvoid go() { " + kStart + " }"));
  CHECK_FALSE(java_goes("@OnClick(R.id.login) void login() { " + kStart + " }"));
  CHECK_FALSE(java_goes("public void login(View v) { " + kStart + " }"));  // android:onClick="login"
  CHECK_FALSE(java_goes("void onTokenExpired() { " + kStart + " }"));
  CHECK_FALSE(java_goes("public void onReceive(Context c, Intent i) { " + kStart + " }"));
}

TEST_CASE("Kotlin hands its listeners in braces") {
  const std::string head = "package a.b\nimport android.content.Intent\nclass M : android.app.Activity() {\n override fun onCreate(b: Bundle?) { ";
  const std::string start = "startActivity(Intent(this, LoginActivity::class.java))";
  CHECK(android_goes(head + start + " } }\n", "kt"));
  CHECK(android_goes(head + "h.postDelayed({ " + start + " }, 900) } }\n", "kt"));
  CHECK_FALSE(android_goes(head + "v.setOnClickListener { " + start + " } } }\n", "kt"));
  CHECK_FALSE(android_goes(head + "Button(onClick = { " + start + " }) } }\n", "kt"));
}

TEST_CASE("a guard stands before every page, unless it asks what a route says of itself") {
  const auto guarded = [](const std::string& guard) {
    const Files files = {
        {"package.json", R"({"dependencies": {"vue": "2.6.0", "vue-router": "3.0.0"}})"},
        {"src/main.js", "import Vue from 'vue'\nimport App from './App.vue'\nimport router from './router'\nnew Vue({router, render: h => h(App)}).$mount('#app')"},
        {"src/App.vue", "<template><router-view/></template>"},
        {"src/router/index.js",
         "import Router from 'vue-router'\nconst router = new Router({routes: [{path: '/', component: () => import('../views/Home.vue')}, {path: '/login', name: 'login', component: () => import('../views/Login.vue')}]})\n" + guard + "\nexport default router"},
        {"src/views/Home.vue", "<template><div>首页</div></template>"},
        {"src/views/Login.vue", "<template><div>登录</div></template>"},
    };
    evidence::EvidenceSet set = read_folder(files);
    engine::find_starts(set);
    return evidence::to_text(set).find("arg:to=\"views/Login.vue\"") != std::string::npos;
  };
  CHECK(guarded("router.beforeEach((to, from, next) => { if (token() || to.path === '/login') next(); else next('/login') })"));
  CHECK(guarded("router.beforeEach((to, from, next) => { if (to.meta.title) document.title = to.meta.title; token() ? next() : next({name: 'login'}) })"));
  CHECK_FALSE(guarded("router.beforeEach((to, from, next) => { if (to.meta.requireAuth && !token()) next('/login'); else next() })"));
  CHECK_FALSE(guarded("function leave() { router.push('/login') }"));
}
