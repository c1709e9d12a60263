// The files of a mini-program, source or compiled: configurations, templates, scripts, data. No crash, no
// hang; every module, edge and text is sound.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "builders/zip_builder.h"
#include "evidence/evidence.h"
#include "io/tree.h"
#include "platforms/mini/mini.h"
#include "text/utf.h"

using namespace jianfu;

namespace {

void read(std::string_view rest, const std::vector<std::string_view>& names) {
  std::vector<builders::ZipFile> files;
  for (const std::string_view name : names) {
    const size_t end = std::min(rest.find('\0'), rest.size());
    files.push_back({std::string(name), std::string(rest.substr(0, end)), false});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const std::string bytes = builders::zip_of(files);
  Limits limits;
  limits.nesting = 40;
  const auto tree = io::open_zip(bytes, limits);
  if (!tree) std::abort();
  if (platforms::mini::kind_of(**tree).empty()) std::abort();
  const platforms::Input input{"x", tree->get()};
  const Result<platforms::Reading> reading = platforms::mini::read({&input, 1}, {limits, nullptr});
  if (!reading) std::abort();
  const evidence::EvidenceSet& set = reading->evidence;
  for (const evidence::Edge& edge : set.edges) {
    if (edge.from >= set.modules.size() || edge.to >= set.modules.size()) std::abort();
  }
  for (const evidence::Evidence& item : set.evidence) {
    if (item.module != evidence::kNoModule && item.module >= set.modules.size()) std::abort();
    if (!text::valid_utf8(item.text)) std::abort();
  }
  for (const evidence::Gap& gap : set.gaps) {
    if (gap.module != evidence::kNoModule && gap.module >= set.modules.size()) std::abort();
  }
}

}  // namespace

// The input is cut at NUL bytes into the files of a small program, once as source and once as compiled.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  read(input, {"app.json", "app.js", "pages/a/a.wxml", "pages/a/a.json", "pages/b/b.axml", "pages/b/b.ts",
               "plugin.json", "d/m.json"});
  read(input, {"app-config.json", "app-service.js", "page-frame.html", "ext.json", "pages/a/a.html",
               "pages/b/b.swan.js"});
  return 0;
}

std::vector<std::string> seeds() {
  std::string source =
      R"({"pages": ["pages/a/a", "pages/b/b",], "subPackages": [{"root": "s", "pages": ["c"]}], // x
      "tabBar": {"custom": true, "list": [{"pagePath": "pages/a/a", "text": "d"}]}, "permission": {"scope.x": {"desc": "y"}},
      "usingComponents": {"e": "/f"}, "plugins": {"g": {"provider": "h"}}, "preloadRule": {"pages/a/a": {"packages": ["s"]}}})";
  source += '\0';
  source += "App({ go(i) { wx.navigateTo({ url: i.link }); wx.reLaunch({ url: '/pages/' + i + '/b' }) } })";
  source += '\0';
  source +=
      "<view bindtap=\"k\" data-url=\"/pages/b/b\">l{{m ? 'n' : o}}</view><web-view src=\"{{p}}\"/><wxs>var "
      "q = 1</wxs>";
  source += '\0';
  source += R"({"navigationBarTitleText": "r", "componentGenerics": {"t": {"default": "u"}}})";
  source += '\0';
  source += "<import src=\"../a/a.axml\"/><input label=\"v\"/>";
  source += '\0';
  source += "Page({ data: { p: 'https://w' }, k() { wx.cloud.callFunction({ name: 'x' }) } })";
  source += '\0';
  source += R"({"publicComponents": {"a": "b"}, "pages": {"c": "d"}})";
  source += '\0';
  source += R"([{"url": "/pages/b/b"}])";
  std::string compiled = R"({"page": {"pages/a/a.html": {"window": {"navigationBarTitleText": "b"}}}})";
  compiled += '\0';
  compiled +=
      "__wxAppCode__['pages/a/a.json'] = "
      "{\"usingComponents\":{\"c\":\"d\"}};__wxRoute='pages/a/a';define('pages/a/a.js',function(){})";
  compiled += '\0';
  compiled +=
      "<script>$gwx=function(){function gz(){(function(z){function Z(o){z.push(o)}Z([3,'e'])})(x)}var "
      "x=['./pages/a/a.wxml'];}</script>";
  compiled += '\0';
  compiled += R"({"extAppid": "f", "extPages": {"pages/a/a": {"navigationBarTitleText": "g"}}})";
  compiled += '\0';
  compiled += "<page></page>";
  compiled += '\0';
  compiled += "x = '<swan-view>h</swan-view>'";
  return {source, compiled};
}
