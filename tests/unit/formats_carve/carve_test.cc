#include "formats/carve/carve.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "text/common_han.h"
#include "text/utf.h"

namespace jianfu::formats::carve {
namespace {

using namespace std::string_literals;

std::string noise(size_t size, unsigned seed) {
  std::mt19937 random(seed);
  std::string out(size, '\0');
  for (char& c : out) c = static_cast<char>(random() & 0xff);
  return out;
}

// Bytes as of machine code: every value, yet few of them often, so that no window counts as dense.
std::string sparse_noise(size_t size, unsigned seed) {
  std::string out = noise(size, seed);
  std::mt19937 random(seed + 1);
  for (char& c : out) {
    if (random() % 4 == 0) c = '\0';
  }
  return out;
}

std::string utf16(std::u16string_view text) {
  std::string out;
  for (const char16_t c : text) {
    out += static_cast<char>(c & 0xff);
    out += static_cast<char>(c >> 8);
  }
  return out;
}

using Carve = Looked (*)(std::string_view, const Found&);

std::string told(Carve carve, std::string_view bytes) {
  std::string out;
  const Looked looked = carve(bytes, [&](std::string_view text, uint64_t offset) {
    CHECK(text::valid_utf8(text));
    out += std::to_string(offset) + ":" + std::string(text) + "|";
  });
  CHECK(looked.strings == static_cast<uint64_t>(std::count(out.begin(), out.end(), '|')));
  return out;
}

TEST_CASE("Common Han are those of the first level of GB 2312") {
  size_t count = 0;
  for (char32_t c = 0; c < 0x11000; ++c) count += text::is_common_han(c) ? 1u : 0u;
  CHECK(count == 3755);
  CHECK(text::is_common_han(U'啊'));
  CHECK(text::is_common_han(U'座'));
  CHECK_FALSE(text::is_common_han(U'亍'));  // the first of level two
  CHECK_FALSE(text::is_common_han(U'龥'));
}

TEST_CASE("UTF-8 strings come out between any other bytes, with their offset") {
  CHECK(told(utf8, "\0\x01打卡\0\xFFuser/sign\x02"s) == "2:打卡|10:user/sign|");
  CHECK(told(utf8, "共%d个，请签到\n再来"s) == "0:共%d个，请签到\n再来|");
  CHECK(told(utf8, "ab\0abc\0男\0"s).empty());  // too short
  CHECK(told(utf8, "é你ü好\0"s).empty());       // no two Han side by side
  CHECK(told(utf8, "\xE6\x89\0\x93\xE5\x8D\xA1"s).empty());
  CHECK(told(utf8, "").empty());
}

TEST_CASE("Bytes of a cut character end a run and are no part of it") {
  CHECK(told(utf8, "打卡\xE6\x89"s) == "0:打卡|");
  CHECK(told(utf8, "\x89签到\xE6!签退"s) == "1:签到|8:!签退|");
}

TEST_CASE("Texts of the minorities' scripts come out too") {
  CHECK(told(utf8, "\1ئۇيغۇر\1"s) == "1:ئۇيغۇر|");
  CHECK(told(utf8, "\1བོད་ཡིག\1"s).find("བོད་ཡིག") != std::string::npos);
  CHECK(told(utf8, "\1ئۇ\1"s).empty());
}

TEST_CASE("A long run comes line by line, a short one whole") {
  std::string file;
  for (int i = 0; i < 100; ++i) file += "第一行文字\r\nsecond line\nxy\n";
  CHECK(told(utf8, file).find("|17:second line|32:第一行文字|") != std::string::npos);
  CHECK(told(utf8, file).find("xy") == std::string::npos);
}

TEST_CASE("Noise gives nothing, and is told as dense") {
  const std::string bytes = noise(1 << 20, 7);
  uint64_t strings = 0;
  const Looked eight = utf8(bytes, [&](std::string_view, uint64_t) { ++strings; });
  const Looked sixteen = utf16le(bytes, [&](std::string_view, uint64_t) { ++strings; });
  CHECK(strings == 0);
  CHECK(eight.dense == bytes.size());
  CHECK(sixteen.dense == bytes.size());
}

TEST_CASE("Noise that is not dense gives hardly any Han") {
  const std::string bytes = sparse_noise(4 << 20, 3);
  uint64_t han = 0;
  const Looked looked =
      utf8(bytes, [&](std::string_view text, uint64_t) { han += text::count_han(text) > 1 ? 1u : 0u; });
  CHECK(looked.dense == 0);
  CHECK(han <= 16);
  CHECK(utf16le(bytes, [](std::string_view, uint64_t) {}).strings <= 4);  // a quarter of it are NULs
}

TEST_CASE("A text beside dense bytes is whole, also where it began in a dense window") {
  const std::string before = noise(8192 - 4, 1), text = "\0正在上传照片"s;
  const std::string bytes =
      before + text + std::string(3000, '\0') + "尾部" + std::string(20480 - 11213, '\0') + noise(8192, 2);
  const std::string found = told(utf8, bytes);
  CHECK(found.find(":正在上传照片|") != std::string::npos);
  CHECK(found.find(":尾部|") != std::string::npos);
  CHECK(found.size() < 60);
}

TEST_CASE("A small file of noise is left alone, a small text never") {
  CHECK(told(utf8, noise(2000, 5)).empty());
  CHECK(told(utf8, "打卡") == "0:打卡|");
}

TEST_CASE("UTF-16 texts that end with NUL come out at even and odd offsets") {
  CHECK(told(utf16le, "\1\1"s + utf16(u"考勤打卡成功") + "\0\0"s) == "2:考勤打卡成功|");
  CHECK(told(utf16le, "\1"s + utf16(u"请在12:00前签到提交材料") + "\0\0"s) == "1:请在12:00前签到提交材料|");
  CHECK(told(utf16le, utf16(u"第一条消息") + "\0\0"s + utf16(u"第二条消息") + "\0\0"s) ==
        "0:第一条消息|12:第二条消息|");
}

TEST_CASE("UTF-16 texts with their length before them come out without a terminator") {
  CHECK(told(utf16le, "\4\0\0\0"s + utf16(u"考勤打卡") + "\1\1"s) == "4:考勤打卡|");
  CHECK(told(utf16le, "\x08\0"s + utf16(u"考勤打卡") + "\1\1"s) == "2:考勤打卡|");
  CHECK(told(utf16le, "\x09\1\x08"s + utf16(u"考勤打卡") + "\1\1"s) == "3:考勤打卡|");
  std::u16string forty;
  for (int i = 0; i < 10; ++i) forty += u"考勤打卡";
  CHECK(told(utf16le, "\x28\0"s + utf16(forty) + "\1\1"s).starts_with("2:考勤"));
}

TEST_CASE("UTF-16 that is short, rare or without bounds is left alone") {
  CHECK(told(utf16le, utf16(u"打卡签") + "\0\0"s).empty());
  CHECK(told(utf16le, utf16(u"龥龤龣龢") + "\0\0"s).empty());
  CHECK(told(utf16le, "\7\7"s + utf16(u"考勤打卡") + "\1\1"s).empty());
  CHECK(told(utf16le, "\1").empty());
}

TEST_CASE("A surrogate pair is part of a text, half of one is not") {
  CHECK(told(utf16le, utf16(u"考勤打卡😀好") + "\0\0"s) == "0:考勤打卡😀好|");
  CHECK(told(utf16le, utf16(u"考勤打卡\xD83D") + "\0\0"s).empty());
}

}  // namespace
}  // namespace jianfu::formats::carve
