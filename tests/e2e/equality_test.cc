// Reading with and without the prefilter gives the same findings; the evidence text form is a faithful cache.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "builders/android_builder.h"
#include "builders/sample_builder.h"
#include "builders/wechat_builder.h"
#include "e2e/workspace.h"
#include "engine/scan.h"
#include "evidence/text_form.h"
#include "report/writers.h"
#include "rules/load.h"

using namespace jianfu;

namespace {

std::string findings_of(const engine::Scanner& scanner, const std::string& path, bool everything) {
  engine::ScanOptions options;
  options.keep_everything = everything;
  std::string out;
  scanner.scan({path}, options, [&](engine::Scanner::Outcome outcome) {
    if (!outcome.report) {
      out = outcome.report.error().render(Lang::kEn);
      return;
    }
    outcome.report->inventory.endpoints.reset();  // listed only where everything was kept
    outcome.report->coverage = {};  // how much was looked at is the same; how it is counted per kind may differ
    out = report::find_writer("json")->write({*outcome.report}, {});
  });
  return out;
}

size_t capabilities_of(const engine::Scanner& scanner, const std::string& path) {
  size_t out = 0;
  engine::ScanOptions options;
  options.look = [&](const platforms::Reading& reading) {
    for (const evidence::Evidence& item : reading.evidence.evidence)
      out += item.kind == evidence::Kind::kApi && match::owner_of(reading.evidence, item) != evidence::Owner::kThirdParty;
  };
  scanner.scan({path}, options, [](const engine::Scanner::Outcome&) {});
  return out;
}

}  // namespace

TEST_CASE("the prefilter changes no finding of any sample") {
  const engine::Scanner scanner(rules::built_in());
  const e2e::Workspace workspace;
  for (const builders::Sample& sample : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples")) {
    INFO(sample.name);
    const std::string path = workspace.write(sample.file, sample.bytes);
    CHECK(findings_of(scanner, path, false) == findings_of(scanner, path, true));
  }
}

TEST_CASE("the prefilter changes no finding of packages named like a library, or with calls that are inherited") {
  const engine::Scanner scanner(rules::built_in());
  const e2e::Workspace workspace;
  const auto package = [&](const std::string& id, const std::string& base) {
    const std::string code = "class " + id + ".SignActivity extends " + base + "\n  method onCreate(android.os.Bundle) void\n" +
                             "    call android.location.LocationManager.requestLocationUpdates(string) \"gps\"\n" +
                             "    call " + id + ".SignActivity.startActivityForResult(android.content.Intent)\n" +
                             "  method signIn() void\n    string \"/attendance/sign/in\"\n    string \"上班打卡\"\n";
    return builders::build_apk({{"AndroidManifest.xml",
                                 "<manifest package=\"" + id + "\" xmlns:android=\"http://schemas.android.com/apk/res/android\"><application><activity "
                                 "android:name=\".SignActivity\"/></application></manifest>"},
                                {"code.txt", code}})
        .bytes;
  };
  for (const char* id : {"cn.gov.demo", "androidx.core.gov", "com.google.gson.oa", "com.alibaba.android.arouter.demo"}) {
    for (const char* base : {"android.app.Activity", "com.king.zxing.CaptureActivity", "android.webkit.WebView"}) {
      INFO(id << " " << base);
      const std::string path = workspace.write(std::string(id) + ".apk", package(id, base));
      CHECK(findings_of(scanner, path, false) == findings_of(scanner, path, true));
      CHECK(capabilities_of(scanner, path) >= 1);  // of a program that is the app's own, whatever it is called
    }
  }
}

TEST_CASE("the prefilter changes no finding of a program that passes its platform's methods on") {
  const engine::Scanner scanner(rules::built_in());
  const e2e::Workspace workspace;
  std::string wrapper, names = "var names = [";
  for (const rules::ApiName& api : rules::built_in().apis) {
    for (const rules::ApiCall& call : api.calls) {
      if (!call.call.starts_with("wx.") || call.call.find('.', 3) != std::string::npos || call.call.ends_with('*')) continue;
      const std::string method = call.call.substr(3);
      wrapper += "  " + method + ": function(o) { return wx." + method + "(o) },\n";
      names += "'" + method + "', ";
    }
  }
  for (const std::string& passed_on : {"module.exports = {\n" + wrapper + "}", names + "]; module.exports = names.map(f => wx[f])"}) {
    const std::string path = workspace.write(
        "wrapped.wxapkg",
        builders::wxapkg_of(
            {{"/app-config.json", R"({"pages": ["pages/sign/sign"], "page": {"pages/sign/sign.html": {"window": {}}}})"},
             {"/app-service.js",
              "define('utils/wxp.js', function(require, module) { " + passed_on + " });\n"
              "define('pages/sign/sign.js', function(require) { var wxp = require('../../utils/wxp.js');\n"
              "Page({ signIn() { wxp.getLocation({ type: 'gcj02' }).then(p => wxp.chooseImage({ sourceType: ['camera'] })) },\n"
              "submit: function() { wx.request({ url: '/attendance/sign/in', data: {} }); wx.showToast({ title: '上班打卡成功' }) } }) });"},
             {"/app-wxss.js",
              builders::compile_wxml({{"pages/sign/sign.wxml", "<view><button bindtap=\"signIn\">上班打卡</button><text>{{signDays}}{{x}}</text></view>"}})}}));
    CHECK(findings_of(scanner, path, false) == findings_of(scanner, path, true));
    CHECK(capabilities_of(scanner, path) >= 1);
  }
}

TEST_CASE("the prefilter changes no finding that hangs on calls which no rule asks for") {
  const engine::Scanner scanner(rules::built_in());
  const e2e::Workspace project;
  project.write("package.json", R"({"name": "x", "dependencies": {"@dcloudio/uni-app": "3.0"}})");
  project.write("src/manifest.json", R"({"name": "x", "appid": "__UNI__123"})");
  project.write("src/pages.json", R"({"pages": [{"path": "pages/index"}, {"path": "pages/score"}]})");
  project.write("src/App.vue", "<script>export default { onLaunch() {} }</script>");
  project.write("src/main.js", "import App from './App'\n");
  project.write("src/pages/index.vue", "<template><button @click=\"go\">进入</button></template>\n"
                                       "<script>export default { methods: { go() { uni.redirectTo({ url: 'score' }) } } }</script>");
  project.write("src/pages/score.vue", "<template><text>积分排行榜</text></template>\n<script>export default { onLoad() {\n"
                                       "  uni.setNavigationBarTitle({ title: '排名' }); uni.cloud.callFunction({ name: 'loader' }) } }</script>");
  project.write("src/cloudfunctions/loader/index.js", "exports.main = async () => { const rankList = await db.collection('x').orderBy('score', 'desc').get(); return { rankList } }");
  const std::string found = findings_of(scanner, project.root(), false);
  CHECK(found == findings_of(scanner, project.root(), true));
  CHECK(found.find("\"points-ranking\"") != std::string::npos);
  CHECK(found.find("排名") != std::string::npos);
}

TEST_CASE("the prefilter changes no finding of real packages", "[corpus]") {
  const char* corpus = std::getenv("JIANFU_CORPUS");
  if (corpus == nullptr) return;  // a folder of real packages, where there is one
  const engine::Scanner scanner(rules::built_in());
  for (const auto& file : std::filesystem::recursive_directory_iterator(corpus)) {
    if (!file.is_regular_file()) continue;
    INFO(file.path().string());
    CHECK(findings_of(scanner, file.path().string(), false) == findings_of(scanner, file.path().string(), true));
  }
}

TEST_CASE("the evidence of a package survives its text form") {
  const engine::Scanner scanner(rules::built_in());
  const e2e::Workspace workspace;
  for (const builders::Sample& sample : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples")) {
    INFO(sample.name);
    engine::ScanOptions options;
    options.keep_everything = true;
    const auto reading = scanner.read({workspace.write(sample.file, sample.bytes)}, options);
    REQUIRE(reading.has_value());
    const std::string text = evidence::to_text(reading->evidence);
    const auto back = evidence::from_text(text);
    REQUIRE(back.has_value());
    CHECK(evidence::to_text(*back) == text);
  }
}
