#include "formats/markup/escapes.h"

#include <catch2/catch.hpp>

#include "formats/markup/markup.h"

namespace jianfu::formats::markup {
namespace {

TEST_CASE("Entities by number are decoded, impossible ones become U+FFFD") {
  CHECK(decode_entities("&#25171;&#x5361;&#X5361;") == "打卡卡");
  CHECK(decode_entities("&#25171 &#x5361x") == "打 卡x");
  CHECK(decode_entities("&#x1F600;") == "\xF0\x9F\x98\x80");
  CHECK(decode_entities("&#0;&#xD800;&#x110000;&#99999999;") == "\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(decode_entities("&#; &#x; &#y &") == "&#; &#x; &#y &");
}

TEST_CASE("Entities by name need their semicolon, except the no-break space") {
  CHECK(decode_entities("&lt;&gt;&amp;&quot;&apos;&zwnj;&AMP;") == "<>&\"'\u200C&");
  CHECK(decode_entities("&ldquo;打卡&rdquo;&hellip;&mdash;&middot;&yen;") == "“打卡”…—·¥");
  CHECK(decode_entities("a&nbsp;b&nbspc") == "a\u00A0b\u00A0c");
  CHECK(decode_entities("?a=1&copy=2&lt=3&nothing;") == "?a=1&copy=2&lt=3&nothing;");
  CHECK(decode_entities("&amp;lt;") == "&lt;");  // once
}

TEST_CASE("Escapes of JS strings are decoded, broken ones lose their backslash only") {
  CHECK(unescape_js("\\x26nbsp;\\u6253\\u{5361}\\uD83D\\uDE00") == "&nbsp;打卡\xF0\x9F\x98\x80");
  CHECK(unescape_js("a\\n\\t\\'\\\"\\\\\\打") == "a\n\t'\"\\打");
  CHECK(unescape_js("a\\\nb\\\r\nc") == "abc");
  CHECK(unescape_js("\\uD83D!\\xZZ\\u12\\u{}\\u{41") == "\uFFFD!xZZu12u{}u{41");
  CHECK(unescape_js("end\\") == "end");
}

}  // namespace
}  // namespace jianfu::formats::markup
