#include <catch2/catch.hpp>

#include "builders/arsc_builder.h"
#include "builders/byte_writer.h"
#include "formats/arsc/config.h"

namespace jianfu::formats::arsc {
namespace {

constexpr const char* kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

std::string locale_read(const std::string& locale, uint32_t config_size = 64) {
  builders::ArscOptions options;
  options.config_size = config_size;
  const std::string bytes = builders::ArscBuilder(options).string("a", "x", locale).bytes();
  const Result<Table> table = parse(bytes, Limits{});
  REQUIRE(table.has_value());
  return table->configs.at(0).locale;
}

}  // namespace

TEST_CASE("locales come back as they were written: letters, packed letters, scripts, variants") {
  for (const char* locale :
       {"", "zh", "zh-CN", "zh-Hans-CN", "sr-Latn", "fil", "es-419", "fil-PH", "de-DE-1996"}) {
    CHECK(locale_read(locale) == locale);
  }
}

TEST_CASE("fields beyond the size of a configuration do not exist") {
  CHECK(locale_read("zh-Hans-CN", 36) == "zh-CN");
  CHECK(locale_read("zh-Hans-CN", 40) == "zh-Hans-CN");
  CHECK(read_config("").locale.empty());
  CHECK(read_config(std::string(64, '\xff')).locale.find_first_not_of(kLetters) == std::string::npos);
}

TEST_CASE("a script that was worked out by the build tool is no part of the name") {
  builders::ByteWriter raw;
  raw.le(uint32_t{64})
      .le(uint32_t{0})
      .raw("zhTW")
      .raw(std::string(24, '\0'))
      .raw("Hant")
      .raw(std::string(12, '\0'));
  CHECK(read_config(raw.bytes() + std::string(12, '\0')).locale == "zh-Hant-TW");
  CHECK(read_config(raw.bytes() + '\x01' + std::string(11, '\0')).locale == "zh-TW");
}

TEST_CASE("only a configuration without any qualifier is the default") {
  builders::ByteWriter plain, dense;
  plain.le(uint32_t{28}).raw(std::string(24, '\0'));
  dense.le(uint32_t{28}).raw(std::string(10, '\0')).le(uint16_t{320}).raw(std::string(12, '\0'));
  CHECK(read_config(plain.bytes()).is_default);
  CHECK_FALSE(read_config(dense.bytes()).is_default);
}

TEST_CASE("Simplified Chinese comes before a Chinese default before other Chinese before any default before the rest") {
  for (const char* simplified : {"zh", "zh-CN", "zh-SG", "zh-Hans", "zh-Hans-HK"})
    CHECK(rank_of({simplified, "打卡"}) == 0);
  for (const char* traditional : {"zh-TW", "zh-HK", "zh-MO", "zh-Hant-TW"}) CHECK(rank_of({traditional, "打卡"}) == 2);
  CHECK(rank_of({"", "打卡"}) == 1);  // the default of an app for China
  CHECK(rank_of({"", "Clock in"}) == 3);
  CHECK(rank_of({"en-GB", "Clock in"}) == 4);
  CHECK(rank_of({"zh-CN", ""}) == 5);
}

}  // namespace jianfu::formats::arsc
