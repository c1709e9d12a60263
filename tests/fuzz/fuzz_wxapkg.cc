#include <cstdint>
#include <string>
#include <vector>

#include "builders/wxapkg_builder.h"
#include "formats/wxapkg/wxapkg.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto tree = jianfu::formats::wxapkg::open(bytes, jianfu::Limits{});
  if (!tree) return 0;
  uint64_t sum = 0;
  for (size_t i = 0; i < (*tree)->entries().size(); ++i) sum += (*tree)->read(i).bytes.size();
  return sum == UINT64_MAX ? 1 : 0;
}

std::vector<std::string> seeds() {
  jianfu::builders::WxapkgBuilder plain, mixed;
  plain.files = {{"/app-config.json", "{}"}, {"/pages/a.html", "<page/>"}, {"", ""}};
  mixed.mixed = true;
  mixed.files = {{"/app-service.js", "define()"}, {"/x", "secret", true}};
  return {plain.build(), mixed.build()};
}
