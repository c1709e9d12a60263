#include "formats/hermes/hermes.h"

#include <catch2/catch.hpp>
#include <map>

#include "formats/hermes/layout.h"
#include "text/utf.h"
#include "unit/formats_hermes/common.h"

namespace jianfu::formats::hermes {
namespace {

builders::HermesBuilder small(uint32_t version) {
  builders::HermesBuilder out;
  out.version = version;
  out.add("global").add("考勤打卡").add("打卡签到").add("repeat").add("re").add("");
  out.add("getCurrentPosition", true).add("打卡", true);
  out.functions = {{0, false}, {3, false}, {7, true}};
  return out;
}
constexpr std::string_view kSmall = "f:global|考勤打卡|打卡签到|f:repeat|re||.getCurrentPosition|.f:打卡|";

TEST_CASE("Every version from 51 to 99 gives its strings, with their kinds and the names of functions") {
  for (uint32_t version = kFirstVersion; version <= kLastVersion; ++version) {
    INFO("version " << version);
    CHECK(told(small(version).build()) == kSmall);
  }
}

TEST_CASE("Version 98 has two layouts under one number, both are read") {
  builders::HermesBuilder early = small(98);
  early.new_functions = false;
  CHECK(told(early.build()) == kSmall);
  CHECK(told(small(98).build()) == kSmall);
}

TEST_CASE("Function headers of the other size are noticed by the string table that does not agree") {
  for (const auto& [version, bytes] : std::map<uint32_t, uint32_t>{{90, 12}, {96, 12}, {97, 16}, {99, 16}}) {
    builders::HermesBuilder builder = small(version);
    builder.function_bytes = bytes;
    builder.functions.assign(50, {0, false});
    INFO("version " << version);
    CHECK(told(builder.build()) == "f:global|考勤打卡|打卡签到|repeat|re||.getCurrentPosition|.打卡|");
  }
  builders::HermesBuilder old = small(55);
  old.header_bytes = 96;
  CHECK(told(old.build()) == kSmall);
}

TEST_CASE("Strings that share bytes are whole each, and say where they begin") {
  const std::string bytes = small(96).build();
  uint64_t first = 0, second = 0;
  const auto bundle = read(bytes, {}, [&](const String& string) {
    if (string.text == "考勤打卡") first = string.offset;
    if (string.text == "打卡签到") second = string.offset;
  });
  REQUIRE(bundle);
  CHECK(second == first + 4);
  CHECK(text::from_utf16le(std::string_view(bytes).substr(first, 8)) == "考勤打卡");
  CHECK(bundle->version == 96);
  CHECK(bundle->functions == 3);
  CHECK(bundle->strings == 8);
}

TEST_CASE("UTF-16 at odd offsets, surrogate pairs and Latin-1 come out as UTF-8") {
  builders::HermesBuilder builder;
  builder.storage_before = 1;
  builder.add("签到😀成功").add("é").add("plain");
  builder.strings.push_back({"é ñ", false, true});
  CHECK(told(builder.build()) == "签到😀成功|é|plain|é ñ|");
}

TEST_CASE("Long strings and far ones lie in the overflow table") {
  for (const bool delta : {false, true}) {
    for (const uint32_t version : {54u, 96u}) {
      builders::HermesBuilder builder;
      builder.version = version;
      builder.delta = delta;
      builder.pack = false;
      std::string longer, expected;
      for (int i = 0; i < 300; ++i) longer += "长";
      builder.add("near")
          .add(longer)
          .add(std::string(255, 'a'))
          .add(std::string(254, 'b'))
          .add("after")
          .add(longer + "2", true);
      for (const auto& string : builder.strings)
        expected += (string.identifier ? "." : "") + string.text + "|";
      CHECK(told(builder.build()) == expected);
    }
  }
  builders::HermesBuilder far;
  far.storage_before = (1u << 23) + 1;
  far.add("远处的文字").add("x");
  CHECK(told(far.build()) == "远处的文字|x|");
}

TEST_CASE("The form prepared for diffs is the same table with differences for offsets") {
  builders::HermesBuilder builder = small(89);
  builder.delta = true;
  const std::string bytes = builder.build();
  CHECK(looks_like(bytes));
  CHECK(looks_like_delta(bytes));
  CHECK(told(bytes).find("考勤打卡|打卡签到|") != std::string::npos);
  CHECK_FALSE(looks_like_delta(small(89).build()));
}

TEST_CASE("Other bytes are no bundle") {
  CHECK(told("PK\x03\x04") == "error");
  CHECK(told("") == "error");
  CHECK(told("\xC6\x1F\xBC\x03\xC1\x03\x19") == "error");
}

TEST_CASE("An unknown version is told, and read only when every number of the table agrees") {
  builders::HermesBuilder builder = small(99);
  builder.version = 140;
  CHECK(told(builder.build()) == std::string(kSmall) + "!unsupported");
  builder.kinds_off_by = 1;
  CHECK(told(builder.build()) == "!unreadable!unsupported");
  CHECK(told(small(50).build()).find("!unsupported") != std::string::npos);
}

TEST_CASE("Kinds that do not add up cost the kinds of some strings, not the strings") {
  builders::HermesBuilder builder = small(96);
  for (int i = 0; i < 20; ++i) builder.add("text" + std::to_string(i));
  builder.kinds_off_by = -3;
  const std::string out = told(builder.build());
  CHECK(out.find("考勤打卡|") != std::string::npos);
  CHECK(out.find("text19|") != std::string::npos);
  CHECK(out.ends_with("!corrupt"));
}

TEST_CASE("A few strings outside of the storage are told, the others stay") {
  builders::HermesBuilder builder;
  for (int i = 0; i < 30; ++i) builder.add("string number " + std::to_string(i));
  std::string bytes = builder.build();
  const size_t table = 128 + 4;  // no functions, one run of kinds
  bytes[table + 4 * 7 + 2] = '\x7F';
  const std::string out = told(bytes);
  CHECK(out.find("number 6|string number 8|") != std::string::npos);
  CHECK(out.ends_with("!corrupt"));
}

TEST_CASE("A cut storage gives the strings that are there") {
  builders::HermesBuilder builder;
  for (int i = 0; i < 30; ++i) builder.add("签到说明第" + std::to_string(i));
  const std::string bytes = builder.build();
  const std::string out = told(std::string_view(bytes).substr(0, bytes.size() - 40));
  CHECK(out.find("签到说明第0|签到说明第1|") == 0);
  CHECK(out.find("签到说明第29|") == std::string::npos);
  CHECK(out.find("!truncated!corrupt") != std::string::npos);
}

TEST_CASE("A table that agrees with nothing is told, and left to carving") {
  builders::HermesBuilder builder = small(96);
  std::string bytes = builder.build();
  for (size_t at = 128; at < bytes.size(); ++at) bytes[at] = '\xEE';
  CHECK(told(bytes) == "!unreadable!corrupt");
}

TEST_CASE("Strings that all show the same bytes end at a limit") {
  builders::HermesBuilder builder;
  builder.pack = true;
  const std::string big(20'000, 'x');
  for (int i = 0; i < 2000; ++i) builder.add(big);
  const std::string bytes = builder.build();
  uint64_t sum = 0;
  const auto bundle = read(bytes, {}, [&](const String& string) { sum += string.text.size(); });
  REQUIRE(bundle);
  CHECK(sum <= 16 * bytes.size());
  REQUIRE(bundle->defects.size() == 1);
  CHECK(bundle->defects[0].why == GapReason::kLimit);
}

}  // namespace
}  // namespace jianfu::formats::hermes
