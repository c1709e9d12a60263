#include <cstdint>
#include <string>
#include <vector>

#include "formats/source_map/source_map.h"
#include "platforms/shared/bundle_sources.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto map = jianfu::formats::source_map::read(bytes, jianfu::Limits{});
  uint64_t sum = 0;
  for (const auto& source : jianfu::platforms::sources_of(map))
    sum += jianfu::formats::source_map::text_of(*source.source).size() + source.path.size();
  const auto inside = jianfu::formats::source_map::inline_map(jianfu::formats::source_map::address_in(bytes));
  return sum == UINT64_MAX && inside ? 1 : 0;
}

std::vector<std::string> seeds() {
  return {
      R"x()]}'
{"version":3,"sourceRoot":"/r","sources":["webpack://a/./src/A.vue?1","b.js"],"sourcesContent":["<template>\u7b7e</template>",null],"mappings":"AAAA;"})x",
      R"x({"version":3,"sections":[{"offset":{"line":0,"column":0},"map":{"sources":["a.ts"],"sourcesContent":["\ud83d\ude00\\"]}}]})x",
      "a()\n//# sourceMappingURL=data:application/json;base64,eyJzb3VyY2VzIjpbImEiXX0=",
      "a()\n//# sourceMappingURL=data:application/json,%7B%22a%22%3A1%7D",
  };
}
