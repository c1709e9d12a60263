#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "text/normalise.h"

using namespace jianfu::text;

namespace {

bool holds(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

TEST_CASE("a term has the Traditional spellings of its characters, itself first") {
  CHECK(traditional_spellings("打卡") == std::vector<std::string>{"打卡"});
  CHECK(traditional_spellings("积分") == std::vector<std::string>{"积分", "積分"});
  const auto sign = traditional_spellings("签到");
  CHECK(sign.front() == "签到");
  CHECK(holds(sign, "簽到"));
  CHECK(holds(sign, "籤到"));
}

TEST_CASE("every spelling folds back to the term") {
  for (const char* term : {"积分排名", "学习时长统计", "点赞转发", "后台钟", "台湾", "check 签到", "只"}) {
    for (const std::string& spelling : traditional_spellings(term, 64))
      CHECK(normal_form(spelling) == normal_form(term));
  }
}

TEST_CASE("of many spellings the wholly Traditional one is kept") {
  const auto few = traditional_spellings("学习时长统计积分", 4);
  CHECK(few.size() == 4);
  CHECK(holds(few, "學習時長統計積分"));
  CHECK(traditional_spellings("学习时长", 1) == std::vector<std::string>{"学习时长"});
}
