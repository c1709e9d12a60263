// json::parse: no crash, no hang, no deep recursion; the end lies in the text.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "formats/json/json.h"

using namespace jianfu;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const formats::json::Document document = formats::json::parse(text, Limits{});
  if (document.end > size) std::abort();
  const formats::json::Document part = formats::json::parse_at(text, size / 3, Limits{});
  if (part.end > size) std::abort();
  return 0;
}

std::vector<std::string> seeds() {
  return {
      "{\"a\": [1, -2.5e3, 'b\\u6253\\uD83D\\uDE00', {c: null}], /* d */ \"e\": {\"f\": true}, // g\n h: "
      "undefined,}",
      "\xEF\xBB\xBF[[[[[[[[]]]]]]], {\"签到\": \"\\x41\\n\"}, .5, +1, NaN]",
  };
}
