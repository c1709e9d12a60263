#include <cstdint>
#include <string>
#include <vector>

#include "builders/tpkg_builder.h"
#include "formats/tpkg/tpkg.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto tree = jianfu::formats::tpkg::open(bytes, jianfu::Limits{});
  if (!tree) return 0;
  uint64_t sum = 0;
  for (size_t i = 0; i < (*tree)->entries().size(); ++i) sum += (*tree)->read(i).bytes.size();
  return sum == UINT64_MAX ? 1 : 0;
}

std::vector<std::string> seeds() {
  jianfu::builders::TpkgBuilder plain, extra;
  plain.files = {{"/app-config.json", "{}"}, {"pages/a.html", "<page/>"}};
  extra.files = plain.files;
  extra.extra = R"({"a":1})";
  extra.counted = true;
  return {plain.build(), extra.build()};
}
