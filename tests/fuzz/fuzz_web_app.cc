// A built web app, damaged: pages, tables of routes, chunks.
#include <cstdint>
#include <string>
#include <vector>

#include "builders/zip_builder.h"
#include "io/tree.h"
#include "platforms/web/web.h"

using namespace jianfu;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Limits limits;
  limits.total_bytes = 16 << 20;
  const auto tree = io::open_zip({reinterpret_cast<const char*>(data), size}, limits);
  if (!tree) return 0;
  platforms::web::recognise(**tree);
  const platforms::Input input{"x.zip", tree->get()};
  (void)platforms::web::read({&input, 1}, {limits});
  return 0;
}

std::vector<std::string> seeds() {
  return {builders::zip_of(
      {{"d/index.html", "<title>a</title><script src=\"/js/a.1.js\"></script><div onclick=\"x('b')\">c</div>",
        false},
       {"d/js/a.1.js",
        "var r=[{path:\"/s\",meta:{title:\"t\"},component:function(){return "
        "n.e(\"c\").then(n.bind(null,1))},children:[{path:\"e\","
        "component:X}]},{path:\"/v\",component:()=>import(\"./"
        "v.js\")}];h(\"f\",{attrs:{label:\"l\",required:\"\"},on:{a:b}},[_v(\"w\")])",
        false},
       {"d/js/c.2.js",
        "(w.p=w.p||[]).push([[\"c\",7],{1:function(){x({rules:{p:[{required:!0,message:\"m\"}]}})}}])",
        false},
       {"d/manifest.json", "{\"name\":\"n\"}", false}})};
}
