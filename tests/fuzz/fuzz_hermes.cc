#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "builders/hermes_builder.h"
#include "formats/hermes/hermes.h"
#include "text/utf.h"

namespace hermes = jianfu::formats::hermes;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  uint64_t sum = 0;
  const auto bundle = hermes::read(bytes, jianfu::Limits{}, [&](const hermes::String& string) {
    if (!jianfu::text::valid_utf8(string.text) || string.offset > size) std::abort();
    sum += string.text.size();
  });
  if (sum > 64 * (size + 1)) std::abort();  // 16 times the bytes, UTF-8 being up to three bytes for two
  if (bundle && !bundle->readable && bundle->defects.empty()) std::abort();
  return 0;
}

std::vector<std::string> seeds() {
  std::vector<std::string> out;
  for (const uint32_t version : {51u, 55u, 57u, 76u, 89u, 96u, 97u, 98u, 99u}) {
    jianfu::builders::HermesBuilder builder;
    builder.version = version;
    builder.delta = version % 2 == 1;
    builder.add("考勤打卡").add("打卡签到").add(std::string(300, 'x')).add("getLocation", true).add("");
    builder.functions = {{0, false}, {3, true}};
    out.push_back(builder.build());
  }
  return out;
}
