#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "builders/data_file_builders.h"
#include "formats/gettext/gettext.h"
#include "unit/formats_data/common.h"

namespace jianfu::formats::gettext {
namespace {

using namespace std::string_literals;

std::string told(std::string_view bytes) {
  std::string out;
  const auto defects = read(bytes, {}, [&](const Message& message) {
    CHECK(bytes.substr(message.offset, message.translation.size()) == message.translation);
    out += std::string(message.id) + "=" + std::string(message.translation) + "|";
  });
  return tests::told(out, defects);
}

builders::GettextBuilder three() {
  builders::GettextBuilder out;
  out.messages = {
      {"", "Language: zh_CN\n"}, {"menu\4Sign in", "签到"}, {"%d day\0%d days"s, "%d 天\0共 %d 天"s}};
  return out;
}

TEST_CASE("Translations come with their original, in both orders of bytes") {
  for (const bool big : {false, true}) {
    builders::GettextBuilder builder = three();
    builder.big_endian = big;
    CHECK(told(builder.build()) == "=Language: zh_CN\n|Sign in=签到|%d day=%d 天|%d day=共 %d 天|");
  }
}

TEST_CASE("Rows that share a long original cost no more than a name each") {
  builders::GettextBuilder builder;
  builder.messages = {{std::string(9000, 'a'), "签到"}, {std::string(4000, 'b'), "打卡"}};
  CHECK(told(builder.build()) == std::string(4096, 'a') + "=签到|" + std::string(4000, 'b') + "=打卡|");
}

TEST_CASE("A count that lies and texts outside are told, the others stay") {
  std::string bytes = three().build();
  bytes[10] = '\x7f';
  CHECK(told(bytes).find("Sign in=签到|") != std::string::npos);
  CHECK(told(bytes).find("!corrupt") != std::string::npos);
  bytes = three().build();
  bytes[28 + 24 + 8 + 6] = '\x7f';  // where the second translation lies
  CHECK(told(bytes) == "=Language: zh_CN\n|%d day=%d 天|%d day=共 %d 天|!corrupt");
  CHECK(told("\xDE\x12\x04\x95 cut") == "!truncated");
  CHECK(told("msgid \"x\"") == "error");
}

TEST_CASE("Cuts and flips of catalogues never crash") {
  const auto run = [](const std::string& bytes) { (void)read(bytes, {}, [](const Message&) {}); };
  builders::cut_everywhere(three().build(), run);
  builders::flip_everywhere(three().build(), run);
}

}  // namespace
}  // namespace jianfu::formats::gettext
