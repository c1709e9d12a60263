// Quick apps, packages of both builds and source projects, whole (fuzz/whole_scan.h).
#include <cstdint>
#include <string>
#include <vector>

#include "builders/quickapp_builder.h"
#include "fuzz/whole_scan.h"

using namespace jianfu;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::scan({reinterpret_cast<const char*>(data), size}, "quickapp");
  return 0;
}

namespace {

builders::QuickApp app() {
  using namespace builders;
  QuickApp out;
  out.manifest =
      R"({"package":"a.b","name":"名","versionName":"1","features":[{"name":"system.geolocation"}],"permissions":[{"origin":"*"}],)"
      R"("router":{"entry":"p/A","pages":{"p/A":{"component":"index"},"p/B":{"component":"index","path":"/b","filter":{"view":{"uri":"https?://g/.*"}}}},)"
      R"("widgets":{"w/C":{"name":"卡","component":"index"}}},"subpackages":[{"name":"m","resource":"part"}],)"
      R"("display":{"titleBarText":"网","pages":{"p/B":{"titleBarText":"${t.s}"}}}})";
  out.files["i18n/zh-CN.json"] = R"({"t":{"s":"签到"},"h":"好"})";
  QuickComponent a, b, bar;
  a.path = "p/A/index";
  a.root = {"div", {}, {}, {},
            {{"bar", {{"title", quick_text("首页")}}, {}, {}, {}},
             {"text", {{"if", quick_expression("done", "this.done")}}, {}, quick_text("已打卡"), {}},
             {"text", {}, {}, quick_joined({quick_text("共"), quick_expression("n", "this.n"), quick_text("个")}), {}},
             {"text", {}, {}, quick_expression("$t('h')", "this.$t('h')"), {}},
             {"text", {}, {{"click", {"go('/b')", "this.go('/b',evt)"}}}, quick_expression("d ? '是' : '否'", "this.d?\"是\":\"否\""), {}}}};
  a.script = "{ private: { done: false }, go(u) { router.push({ uri: u, params: { from: 1 } }) } }";
  a.features = {{"router", "system.router"}};
  a.imports = {{"bar", "c/Bar"}};
  b.path = "p/B/index";
  b.root = {"div", {}, {}, {},
            {{"text", {}, {}, quick_text("照片"), {{"span", {}, {}, quick_text("（必填）"), {}}}},
             {"input", {{"type", quick_text("text")}, {"placeholder", quick_text("请输入")}}, {}, {}, {}},
             {"a", {{"href", quick_text("hap://app/a.b/p/A?x=1")}}, {}, quick_text("看"), {}},
             {"web", {{"src", quick_text("https://h5/rank")}}, {}, {}, {}}}};
  b.script = "{ submit() { geo.getLocation({ success: d => this.send(d), timeout: 3000 }) } }";
  b.features = {{"geo", "system.geolocation"}};
  bar.path = "c/Bar";
  bar.root = {"div", {}, {}, {}, {{"text", {}, {}, quick_expression("title", "this.title"), {}}}};
  bar.script = "{ props: ['title'] }";
  out.pages = {a, b};
  out.components = {bar};
  return out;
}

std::string listed(const builders::QuickFiles& files) {
  return fuzz::listed(builders::quickapp_zip(files));
}

}  // namespace

std::vector<std::string> seeds() {
  const builders::QuickFiles release = builders::quickapp_package(app(), builders::QuickBuild::kRelease);
  const std::string part = fuzz::listed({{"manifest.json", R"({"package":"a.b","subpackage":"m"})"}, {"part/x/index.js", "Page('签到')"}});
  return {listed(builders::quickapp_source(app())), listed(builders::quickapp_package(app(), builders::QuickBuild::kDevelopment)),
          listed(release), fuzz::and_with(listed(release), part), builders::quickapp_zip(release)};
}
