#include "text/utf.h"

#include <catch2/catch.hpp>

#include <string>

#include "builders/damage.h"
#include "text/ascii.h"
#include "text/converter.h"

using namespace jianfu::text;
using namespace std::string_literals;

TEST_CASE("UTF-8 is read strictly") {
  CHECK(valid_utf8("打卡 check-in 𝐀"));
  CHECK(valid_utf8(""));
  CHECK_FALSE(valid_utf8("\xc0\x80"s));          // overlong
  CHECK_FALSE(valid_utf8("\xe0\x80\xaf"s));      // overlong
  CHECK_FALSE(valid_utf8("\xed\xa0\x81"s));      // a surrogate
  CHECK_FALSE(valid_utf8("\xf4\x90\x80\x80"s));  // past U+10FFFF
  CHECK_FALSE(valid_utf8("12345678\xe7\xad"s));  // cut off
  CHECK(valid_utf8("\xf4\x8f\xbf\xbf"s));
}

TEST_CASE("an invalid byte is one replacement character, and what follows is read") {
  CHECK(to_valid_utf8("a\xff\xe6\x89\x93") == "a\uFFFD打");
  CHECK(to_valid_utf8("\xe6\x89") == "\uFFFD\uFFFD");
}

TEST_CASE("every code point survives being written and read") {
  std::string bytes;
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
    if (c >= 0xD800 && c < 0xE000) continue;
    bytes.clear();
    append_utf8(bytes, c);
    size_t at = 0;
    REQUIRE(next_code_point(bytes, at) == c);
    REQUIRE(at == bytes.size());
    REQUIRE(valid_utf8(bytes));
  }
  append_utf8(bytes = "", 0xD800);
  CHECK(bytes == "\uFFFD");
}

TEST_CASE("MUTF-8 holds U+0000 in two bytes and joins surrogate pairs") {
  CHECK(from_mutf8("a\xc0\x80z"s) == "a\0z"s);
  CHECK(from_mutf8("\xed\xa0\xbd\xed\xb8\x80"s) == "😀");
  CHECK(from_mutf8("\xed\xa0\xbdx"s) == "\uFFFDx");                  // alone
  CHECK(from_mutf8("\xed\xb8\x80\xed\xa0\xbd"s) == "\uFFFD\uFFFD");  // the wrong way round
  CHECK(from_mutf8("打卡") == "打卡");
  CHECK(mutf8_is_utf8("打卡"));
  CHECK_FALSE(mutf8_is_utf8("\xed\xa0\xbd\xed\xb8\x80"s));
}

TEST_CASE("UTF-16 of both byte orders, lone surrogates and half a unit") {
  CHECK(from_utf16le("S\x62\x61\x53"s) == "打卡");
  CHECK(from_utf16be("\x62\x53\x53\x61"s) == "打卡");
  CHECK(from_utf16le("\x3d\xd8\x00\xde"s) == "😀");
  CHECK(from_utf16be("\xd8\x3d\x00\x41"s) == "\uFFFDA");
  CHECK(from_utf16le("A\0B"s) == "A\uFFFD");
}

TEST_CASE("a system is asked whether it has a converter") {
  CHECK(has_converter());
  CHECK_FALSE(has_converter("NO-SUCH-ENCODING"));
}

TEST_CASE("what looks like GB18030 is told without decoding it") {
  CHECK(looks_like_gb18030("a\xb4\xf2\xbf\xa8"s));
  CHECK_FALSE(looks_like_gb18030("打卡"s));
  CHECK_FALSE(looks_like_gb18030("caf\xe9 au lait"s));
  CHECK_FALSE(looks_like_gb18030("\xFF\xFE\xb4\xf2"s));
}

TEST_CASE("GB18030 is decoded, and what is not GB18030 is not") {
  CHECK(from_gb18030("\xb4\xf2\xbf\xa8"s) == "打卡");
  CHECK(from_gb18030("\x81\x30\x81\x30"s) == "\u0080");
  CHECK(from_gb18030("\xb4\xf2\xbf"s).empty());
  CHECK(from_gb18030("\xff\xff"s).empty());
}

TEST_CASE("the text of a file is decoded by its mark, then by what it can be") {
  CHECK(decode_text("\xef\xbb\xbf打卡") == "打卡");
  CHECK(decode_text("\xff\xfe\x53\x62"s) == "打");
  CHECK(decode_text("\xfe\xff\x62\x53"s) == "打");
  CHECK(decode_text("\xff\xfe\0\0\x53\x62\0\0"s) == "打");
  CHECK(decode_text("\0\0\xfe\xff\0\0\x62\x53"s) == "打");
  CHECK(decode_text("打卡") == "打卡");
  CHECK(decode_text("name=\xb4\xf2\xbf\xa8"s) == "name=打卡");
  // Latin-1 decodes as GB18030 too (E9 74 is a rare Hanzi) and must not.
  CHECK(decode_text("caf\xe9t\xe9ria"s) == "caf\uFFFDt\uFFFDria");
}

TEST_CASE("what is shown cannot move the cursor or turn the line around") {
  CHECK(displayable("打卡 ok") == "打卡 ok");
  CHECK(displayable("a\x1b[2Jb\n") == "a\\x1B[2Jb\\x0A");
  CHECK(displayable("a\u202Eb\u2066c\u061Cd\u200Fe") == "a\\u{202E}b\\u{2066}c\\u{61C}d\\u{200F}e");
  CHECK(displayable("\u0085\u2028") == "\\u{85}\\u{2028}");
  CHECK(displayable("\xff\uFFFD\xe6\x89") == "\\xFF\uFFFD\\xE6\\x89");
}

TEST_CASE("Han characters are counted, kana and punctuation are not") {
  CHECK(count_han("打卡check，カード〇々") == 4);
  CHECK(is_han(0x20000));
  CHECK(is_han(0x2F3E));
  CHECK_FALSE(is_han(0x3042));
  CHECK_FALSE(is_han(0xAC00));
}

TEST_CASE("decoders keep within damaged bytes and give valid UTF-8") {
  const std::string valid = "a\xc0\x80\xed\xa0\xbd\xed\xb8\x80打卡\xf0\x9f\x98\x80"s;
  const auto read = [](const std::string& bytes) {
    CHECK(valid_utf8(from_mutf8(bytes)));
    CHECK(valid_utf8(from_utf16le(bytes)));
    CHECK(valid_utf8(from_utf16be(bytes)));
    CHECK(valid_utf8(decode_text(bytes)));
    CHECK(valid_utf8(displayable(bytes)));
  };
  jianfu::builders::cut_everywhere(valid, read);
  jianfu::builders::flip_everywhere(valid, read);
}
