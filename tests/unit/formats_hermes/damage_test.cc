#include "builders/damage.h"

#include <catch2/catch.hpp>

#include "text/utf.h"
#include "unit/formats_hermes/common.h"

namespace jianfu::formats::hermes {
namespace {

// Whatever the bytes, what is handed over is text, and lies in the file.
void hold(std::string_view bytes) {
  const auto bundle = read(bytes, {}, [&](const String& string) {
    if (!text::valid_utf8(string.text) || string.offset > bytes.size()) FAIL("string " << string.index);
  });
  if (bundle && !bundle->readable) CHECK_FALSE(bundle->defects.empty());
}

TEST_CASE("Cuts and flips of bundles never crash; what is not read is told") {
  for (const uint32_t version : {51u, 56u, 70u, 96u, 98u, 99u}) {
    for (const bool delta : {false, true}) {
      builders::HermesBuilder builder;
      builder.version = version;
      builder.delta = delta;
      builder.add("考勤打卡").add("打卡签到").add(std::string(260, 'x')).add("name", true);
      builder.functions = {{0, false}, {3, true}};
      const std::string bytes = builder.build();
      builders::cut_everywhere(bytes, hold);
      builders::flip_everywhere(bytes, hold);
    }
  }
}

TEST_CASE("A bundle cut within its tables is told as such") {
  builders::HermesBuilder builder;
  builder.add("考勤打卡").add("打卡签到");
  CHECK(told(std::string_view(builder.build()).substr(0, 130)) == "!unreadable!corrupt");
  CHECK(told(std::string_view(builder.build()).substr(0, 10)).find("!unreadable") == 0);
}

}  // namespace
}  // namespace jianfu::formats::hermes
