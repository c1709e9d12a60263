#include "rules/source_text.h"

#include <catch2/catch.hpp>

using namespace jianfu::rules;

TEST_CASE("lines and columns count characters, whatever ends the lines") {
  const SourceText text(
      "\xEF\xBB\xBF"
      "甲a: b\r\n\r\nc");
  CHECK(text.text() == "甲a: b\n\nc");
  CHECK(text.lines() == 3);
  CHECK(text.line(1) == "甲a: b");
  CHECK(text.line(2).empty());
  CHECK(text.line(3) == "c");
  CHECK(text.line(0).empty());
  CHECK(text.line(4).empty());
  CHECK(text.mark_of(0) == Mark{1, 1});
  CHECK(text.mark_of(3) == Mark{1, 2});
  CHECK(text.mark_of(9) == Mark{3, 1});
  CHECK(text.mark_of(99) == Mark{3, 2});
  CHECK(text.mark_at(0, 3) == Mark{1, 2});
  CHECK(text.mark_at(0, 99) == Mark{1, 6});
  CHECK(text.mark_at(7, 0) == Mark{3, 2});
  CHECK(text.byte_of({1, 2}) == 3);
  CHECK(text.byte_of({3, 1}) == 9);
}

TEST_CASE("a byte of a value is found where it was written") {
  CHECK(SourceText("k: a and b").inside({1, 4}, "a and b", 6) == Mark{1, 10});
  CHECK(SourceText("k: '甲 and b'").inside({1, 4}, "甲 and b", 8) == Mark{1, 11});
  CHECK(SourceText("k: a and\n  b or c").inside({1, 4}, "a and b or c", 11) == Mark{2, 8});
  CHECK(SourceText("k: >\n  a\n  or b\n").inside({1, 4}, "a or b\n", 5) == Mark{3, 6});
  CHECK(SourceText("k: a and ").inside({1, 4}, "a and", 5) == Mark{1, 9});
  CHECK(SourceText("k: \"a \\u0061 b\"").inside({1, 4}, "a a b", 4) == Mark{1, 4});
  CHECK(SourceText("").inside({1, 1}, "abc", 2) == Mark{1, 1});
}
