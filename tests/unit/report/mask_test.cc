#include "report/mask.h"

#include <catch2/catch.hpp>

using jianfu::report::masked;

TEST_CASE("mobile numbers lose their middle") {
  CHECK(masked("13812345678") == "138****5678");
  CHECK(masked("电话13812345678。") == "电话138****5678。");
  CHECK(masked("tel:19912345678,13012345678") == "tel:199****5678,130****5678");
  CHECK(masked("+8613812345678") == "+86138****5678");
  CHECK(masked("008613812345678") == "0086138****5678");
  CHECK(masked("138-1234-5678 138 1234 5678") == "138-****-5678 138 **** 5678");
  CHECK(masked("+86 138 1234 5678") == "+86 138 **** 5678");
}

TEST_CASE("identity numbers keep region and end") {
  CHECK(masked("11010119900307123X") == "110101********123X");
  CHECK(masked("110101199003071234") == "110101********1234");
  CHECK(masked("身份证110101199003071234号") == "身份证110101********1234号");
  CHECK(masked("110101 19900307 123x") == "110101 ******** 123x");
}

TEST_CASE("other numbers stay") {
  for (const char* const text :
       {"12012345678", "1381234567", "138123456789", "23812345678", "010-12345678", "2026-01-28",
        "1101011990030712345", "11010119900307123", "138-1234-567", "138-12345-678", "138.1234.5678",
        "400-1234-5678", "", "138-", "138-1234-", "1", "X"})
    CHECK(masked(text) == text);
}

TEST_CASE("the length stays, so that offsets into the text stay true") {
  const std::string text = "甲13812345678乙110101199003071234丙";
  CHECK(masked(text).size() == text.size());
}
