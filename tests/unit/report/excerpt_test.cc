#include "report/excerpt.h"

#include <catch2/catch.hpp>

#include "text/utf.h"

using namespace jianfu;
using namespace jianfu::report;

namespace {

engine::EvidenceView view(std::string text, std::vector<std::pair<uint32_t, uint32_t>> marks) {
  engine::EvidenceView out;
  out.item.text = std::move(text);
  out.marks = std::move(marks);
  return out;
}

}  // namespace

TEST_CASE("a short text stays whole, marks are sorted and joined") {
  const Excerpt cut = excerpt(view("abcdefgh", {{4, 6}, {0, 2}, {5, 7}}), 100, false);
  CHECK(cut.text == "abcdefgh");
  CHECK(cut.marks == std::vector<std::pair<size_t, size_t>>{{0, 2}, {4, 7}});
  CHECK_FALSE(cut.cut_front);
  CHECK_FALSE(cut.cut_back);
}

TEST_CASE("a long text is cut around its first hit, between characters") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "甲";
  const auto at = static_cast<uint32_t>(text.size());
  text += "打卡";
  for (int i = 0; i < 1000; ++i) text += "乙";
  for (size_t most = 10; most < 40; ++most) {
    const Excerpt cut = excerpt(view(text, {{at, at + 6}}), most, false);
    CHECK(cut.text.size() <= most);
    CHECK(text::valid_utf8(cut.text));
    REQUIRE(cut.marks.size() == 1);
    CHECK(cut.text.substr(cut.marks[0].first).starts_with("打"));
    CHECK(cut.cut_front);
    CHECK(cut.cut_back);
  }
}

TEST_CASE("a number is masked though a hit or the cut stands inside it") {
  const Excerpt cut = excerpt(view("电话13812345678", {{6, 12}}), 12, false);
  CHECK(cut.text.find("1234") == std::string::npos);
  CHECK(excerpt(view("电话13812345678", {{6, 12}}), 100, true).text == "电话13812345678");
}

TEST_CASE("marks outside the text or inside a character do no harm") {
  const Excerpt cut = excerpt(view("甲乙", {{1, 2}, {5, 99}, {7, 3}, {UINT32_MAX, UINT32_MAX}}), 100, false);
  CHECK(cut.marks == std::vector<std::pair<size_t, size_t>>{{0, 6}});
  CHECK(excerpt(view("", {{0, 1}}), 0, false).marks.empty());
}

TEST_CASE("byte offsets become character offsets") {
  CHECK(in_characters("a甲b乙", {0, 1, 4, 5, 8, 99}) == std::vector<size_t>{0, 1, 2, 3, 4, 4});
}
