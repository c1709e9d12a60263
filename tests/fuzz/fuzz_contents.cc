// A zip of assets, damaged, through everything that reads files inside of packages.
#include <cstdint>
#include <string>
#include <vector>

#include "builders/tar_builder.h"
#include "builders/zip_builder.h"
#include "evidence/collector.h"
#include "io/tree.h"
#include "platforms/shared/contents.h"
#include "platforms/shared/entries.h"

using namespace jianfu;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Limits limits;
  limits.total_bytes = 16 << 20;
  const auto tree = io::open_zip(bytes, limits);
  if (!tree) return 0;
  platforms::Reading reading;
  evidence::Collector out(reading.evidence, nullptr);
  const platforms::Context context{limits};
  platforms::Entries entries(**tree, out);
  platforms::Contents contents(out, context, reading);
  contents.read_all(entries);
  contents.finish();
  const evidence::Coverage& coverage = reading.evidence.coverage;
  if (coverage.entries != coverage.read + coverage.skipped + coverage.opaque) __builtin_trap();
  return 0;
}

std::vector<std::string> seeds() {
  builders::TarFile tarred;
  tarred.name = "p/q.json";
  tarred.bytes = "{\"tip\":\"\\u6253\\u5361\"}";
  const std::string program = builders::zip_of(
      {{"manifest.json", R"({"@platforms":["a"],"id":"U","permissions":{"X":{"description":"d"}}})", false},
       {"app-config-service.js",
        R"(__uniConfig = {"pages":["a/b","c/d"],"tabBar":{"list":[{"pagePath":"a/b","text":"t"}]}};__uniRoutes=[{"path":"/a/b","window":{}}])",
        false},
       {"app-service.js",
        R"x(w({"0a1b":function(t){__definePage("a/b",function(){return r("1c2d")})},"1c2d":function(){r("0a1b");x({url:"/c/d"})}}))x",
        false}});
  return {builders::zip_of({{"assets/www/index.html",
                             "<title>a</title><a href=b.html>x</a><input required><script>var "
                             "r=[{path:\"/s\",component:a}]</script>",
                             false},
                            {"assets/www/a.js.map",
                             R"x({"sources":["a.js"],"sourcesContent":["f({title:'x'})"]})x", false},
                            {"assets/i18n/zh-CN.json", R"({"a":{"b":["文"]}})", false},
                            {"a.css", ".a{content:\"\\6253\"}", false},
                            {"a.properties", "k=\\u6253\n#c\n", false}}),
          builders::zip_of({{"p.wgt", program, false},
                            {"t.tar", builders::tar_of({tarred}), false},
                            {"g.gz", builders::gzip_of("plain"), false}}),
          program};
}
