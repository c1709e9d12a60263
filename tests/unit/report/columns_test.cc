#include "report/columns.h"

#include <catch2/catch.hpp>

using namespace jianfu::report;

TEST_CASE("a Han character takes two columns, a Latin letter one, a colour none") {
  CHECK(columns("打卡ab") == 6);
  CHECK(columns("「，」") == 6);
  CHECK(columns("\x1b[1;31m疑似\x1b[0m") == 4);
  CHECK(columns("e\u0301\u200b") == 1);
  CHECK(columns("𠀀") == 2);
  CHECK(columns("\xff\xfe") == 2);
  CHECK(columns("\x1b[31") == 0);
}

TEST_CASE("padding fills to the column and never cuts") {
  CHECK(padded("结论", 6) == "结论  ");
  CHECK(padded("结论", 2) == "结论");
}

TEST_CASE("Chinese breaks anywhere but at its punctuation") {
  CHECK(wrapped("一二三四五六", 4) == std::vector<std::string>{"一二", "三四", "五六"});
  CHECK(wrapped("一二，三四", 4) == std::vector<std::string>{"一", "二，", "三四"});
  CHECK(wrapped("一（二）三", 6) == std::vector<std::string>{"一", "（二）", "三"});
}

TEST_CASE("words stay whole and the space at a break goes") {
  CHECK(wrapped("one two three", 8) == std::vector<std::string>{"one two", "three"});
  CHECK(wrapped("一 two三", 5) == std::vector<std::string>{"一", "two三"});
}

TEST_CASE("a word that is too long is cut, and nothing is lost") {
  CHECK(wrapped("abcdefgh", 3) == std::vector<std::string>{"abc", "def", "gh"});
  const std::string long_word(1000, 'x');
  std::string all;
  for (const std::string& row : wrapped(long_word, 97)) {
    CHECK(columns(row) <= 97);
    all += row;
  }
  CHECK(all == long_word);
}

TEST_CASE("no text is one empty line") {
  CHECK(wrapped("", 10) == std::vector<std::string>{""});
}

TEST_CASE("the end of a text stays where its beginning does not fit") {
  CHECK(jianfu::report::end_within("a/打卡.apk", 10) == "a/打卡.apk");
  CHECK(jianfu::report::end_within("a/打卡.apk", 9) == "…打卡.apk");
  CHECK(jianfu::report::end_within("a/打卡.apk", 8) == "…卡.apk");
  CHECK(jianfu::report::end_within("a/打卡.apk", 1) == "…");
  CHECK(jianfu::report::end_within("a/打卡.apk", 0).empty());
}
