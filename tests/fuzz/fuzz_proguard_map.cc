// Mapping files of renamed classes: every class and method asked for by its name is a part of the text.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "formats/proguard_map/proguard_map.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace proguard_map = jianfu::formats::proguard_map;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const proguard_map::Map map(text, jianfu::Limits{});
  if (map.classes() > size) std::abort();
  for (const std::string_view now : {"a.b", "cn.x.A", ""}) {
    map.class_before(now);
    for (const proguard_map::Renamed& name : map.methods_of(now)) {
      if (name.now.data() < text.data() || name.now.data() + name.now.size() > text.data() + size)
        std::abort();
    }
  }
  proguard_map::looks_like(text);
  return 0;
}

std::vector<std::string> seeds() {
  return {
      "# R8\ncn.x.A -> a.b:\n    int f -> a\n    1:2:void m(int,java.lang.String):3:4 -> b\n    1:2:void n() "
      "-> b\n"
      "cn.x.B -> cn.x.A:\r\n    void o() -> c\r\n"};
}
