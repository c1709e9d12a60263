#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "text/line_index.h"

using namespace jianfu;

namespace {

// Byte by byte from the beginning.
text::Position slow(std::string_view text, size_t offset) {
  text::Position out;
  for (size_t i = 0; i < offset; ++i) {
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) {
      ++out.line;
      out.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++out.column;
    }
  }
  return out;
}

void check(std::string_view text, const std::vector<size_t>& offsets) {
  text::LineIndex lines(text);
  for (const size_t offset : offsets) {
    const text::Position got = lines.at(offset), wanted = slow(text, offset);
    INFO("at " << offset);
    REQUIRE(got.line == wanted.line);
    REQUIRE(got.column == wanted.column);
  }
}

}  // namespace

TEST_CASE("a place is found whatever was asked before") {
  std::string text;
  for (uint32_t i = 0, seed = 7; i < 1500; ++i) {
    seed = seed * 1103515245 + 12345;
    static constexpr std::string_view kPieces[] = {
        "a", "\n", "\r", "\r\n", "打", "\n\n", "long line of letters ", "😀"};
    text += kPieces[(seed >> 16) % 8];
  }
  std::vector<size_t> forward, back, mixed;
  for (size_t i = 0; i <= text.size(); i += 3) forward.push_back(i);
  back.assign(forward.rbegin(), forward.rend());
  for (size_t i = 0; i < forward.size(); ++i) mixed.push_back(forward[(i * 7919) % forward.size()]);
  check(text, forward);
  check(text, back);
  check(text, mixed);
}

TEST_CASE("places past the end are the end") {
  text::LineIndex lines("a\nbc");
  CHECK(lines.at(100).line == 2);
  CHECK(lines.at(100).column == 3);
  CHECK(text::LineIndex("").at(0).column == 1);
}
