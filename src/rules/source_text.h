// The text of a rule file with its lines: where a byte stands, in the line and column that a person counts,
// and where a byte of a value stands in the file it was written in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::rules {

struct Mark {
  uint32_t line = 1, column = 1;  // 1-based, columns in characters
  friend bool operator==(const Mark&, const Mark&) = default;
};

class SourceText {
 public:
  // Takes a byte order mark and the carriage returns of line ends away; no place changes by that.
  explicit SourceText(std::string_view raw);

  const std::string& text() const { return text_; }
  // The line of that number without its end; empty when there is none.
  std::string_view line(uint32_t number) const;
  uint32_t lines() const { return static_cast<uint32_t>(starts_.size()); }

  Mark mark_of(size_t byte) const;
  // From yaml-cpp's place, which counts bytes from 0.
  Mark mark_at(size_t line, size_t byte_column) const;
  size_t byte_of(Mark mark) const;

  // Where byte `offset` of the scalar `value`, which begins at `begin`, was written. The way leads over
  // quotes, block headers and folded lines; where it is lost (escapes), the answer is `begin`.
  Mark inside(Mark begin, std::string_view value, size_t offset) const;

 private:
  std::string text_;
  std::vector<size_t> starts_;  // of each line
};

// Bytes of the character that begins with `first` in valid UTF-8.
size_t character_bytes(char first);
size_t count_characters(std::string_view utf8);

}  // namespace jianfu::rules
