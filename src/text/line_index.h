// Lines and columns of places in a text, found only for those that are asked for: a pass over the text
// remembers offsets.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace jianfu::text {

struct Position {
  uint32_t line = 1;    // 1-based; lines end at LF, CR and CRLF, as in editors
  uint32_t column = 1;  // 1-based, in characters of UTF-8
};

class LineIndex {
 public:
  // `text` is borrowed.
  explicit LineIndex(std::string_view text) : text_(text) {}

  // Of the byte at `offset`; past the end, of the end. The first call for a place costs a pass up to it,
  // every other one at most a block.
  Position at(uint64_t offset);

 private:
  static constexpr uint64_t kBlock = 1024;

  void advance(Position& position, uint64_t begin, uint64_t end) const;

  std::string_view text_;
  std::vector<Position> blocks_;  // where each block begins, as far as they were asked for
  uint64_t last_offset_ = 0;      // most calls go forward a little
  Position last_;
};

}  // namespace jianfu::text
