// The files of a quick app, source or compiled: manifest, .ux, bundles, i18n, by the reader of the platform.
// No crash, no hang; every module, edge and text is sound, and every entry is in the ledger once.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "builders/zip_builder.h"
#include "evidence/evidence.h"
#include "io/tree.h"
#include "platforms/quickapp/quickapp.h"
#include "text/utf.h"

using namespace jianfu;

namespace {

void check(const std::string& bytes, bool source) {
  Limits limits;
  limits.nesting = 40;
  const auto tree = io::open_zip(bytes, limits);
  if (!tree) std::abort();
  const platforms::Input input{"x", tree->get()};
  const auto reading = source ? platforms::quickapp::read_source({&input, 1}, {limits, nullptr})
                              : platforms::quickapp::read({&input, 1}, {limits, nullptr});
  if (!reading) std::abort();
  const evidence::EvidenceSet& set = reading->evidence;
  for (const evidence::Edge& edge : set.edges) {
    if (edge.from >= set.modules.size() || edge.to >= set.modules.size()) std::abort();
  }
  for (const evidence::Evidence& item : set.evidence) {
    if (item.module != evidence::kNoModule && item.module >= set.modules.size()) std::abort();
    if (!text::valid_utf8(item.text)) std::abort();
  }
  const evidence::Coverage& coverage = set.coverage;
  if (coverage.entries != coverage.read + coverage.skipped + coverage.opaque) std::abort();
}

}  // namespace

// The input is cut at NUL bytes: the first byte says whether the rest is source, then file after file.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr std::string_view kSource[] = {"src/manifest.json", "src/app.ux", "src/p/index.ux", "src/c/C.ux",
                                          "src/a.js"};
  constexpr std::string_view kCompiled[] = {"manifest.json", "app.js", "p/index.js", "i18n/zh-CN.json",
                                            "page-chunks.json"};
  if (size == 0) return 0;
  const bool source = data[0] == 's';
  std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::vector<builders::ZipFile> files;
  for (size_t i = 0; i < 5; ++i) {
    const size_t end = std::min(rest.find('\0'), rest.size());
    files.push_back(
        {std::string(source ? kSource[i] : kCompiled[i]), std::string(rest.substr(0, end)), false});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  check(builders::zip_of(files), source);
  return 0;
}

std::vector<std::string> seeds() {
  const auto joined = [](std::string kind, std::initializer_list<std::string> files) {
    for (const std::string& file : files) kind += file + '\0';
    return kind;
  };
  const std::string manifest =
      R"({"package":"a","router":{"entry":"p","pages":{"p":{"filter":{"view":{"uri":"u"}}}},"widgets":{"w":{}}},"subpackages":[{"resource":"s"}],"display":{"pages":{"p":{"titleBarText":"${k}"}}}})";
  return {
    joined(
        "s",
        {manifest, "<script>export default {}</script>",
         "<import name=\"c\" src=\"../c/C\"></import><template><div><c t=\"{{a?'b':`c${d}`}}\"/><text>e{{f}}"
         "<span>g</span></text><input type=\"button\" value=\"h\" @click=\"i('/p')\"/></div></template>"
         "<script>import r, {s as t} from '@system.router'; r.push({uri:'p'})</script>",
         "<template><text>{{$t('k')}}</text></template>",
         "require.context('./'); x.g = require('@system.a')"}),
        joined("c", {manifest, "var e={package:\"a\",name:\"b\",router:{}}",
                     "!function(){var "
                     "t={1:e=>{e.exports={type:\"div\",attr:{a:function(){return'x'+this.y}},events:{c:"
                     "function(e){return "
                     "this.d(1,e)}},children:[{type:\"text\",attr:{value:\"z\"}}]}},2:((e,t,n)=>{e."
                     "exports=function(e,t,a){var "
                     "r,n=(r=a(\"@app-module/system.b\"))&&r.c;n.default.d();const o=[\"public\","
                     "\"protected\",\"private\"];o._descriptor=1}}),3(e){e.exports={\".a\":{b:1}}}};var "
                     "s=n(2);$app_define$("
                     "\"@app-component/"
                     "index\",[],function(e,t,r){r.exports.template=n(1)}),$app_bootstrap$(\"@app-component/"
                     "index\",{})}();",
                     R"({"k":{"l":"m"}})", R"x({"a.js":"({4:function(e){}})"})x"})};
}
