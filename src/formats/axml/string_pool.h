// The string pool shared by binary XML and resources.arsc (formats.md §2.2). Strings are decoded on demand, by
// index; a bad entry is an empty string, never a shift of the ones behind it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/limits.h"

namespace jianfu::formats::axml {

class StringPool {
 public:
  StringPool() = default;
  // `chunk`: the whole chunk, borrowed. A chunk that is no string pool gives an empty one.
  explicit StringPool(std::string_view chunk);

  uint32_t size() const { return count_; }         // clamped to what the chunk can hold
  uint32_t declared() const { return declared_; }  // what the header says
  uint32_t styles() const { return styles_; }
  bool utf8() const { return utf8_; }
  // Valid UTF-8; empty when out of range or damaged.
  std::string get(uint32_t index) const;
  // The same without a copy where the pool is UTF-8 and the string needs no repair; `scratch` holds it otherwise.
  std::string_view get(uint32_t index, std::string& scratch) const;
  // Text in the tags of a styled string ("a;href=https://…"), empty when it has none.
  std::vector<std::string> spans(uint32_t index) const;
  bool lied() const { return lied_; }  // header fields that had to be corrected

 private:
  std::string_view chunk_;
  uint32_t count_ = 0, declared_ = 0, styles_ = 0;
  uint64_t offsets_at_ = 0, strings_at_ = 0, style_offsets_at_ = 0, styles_at_ = 0;
  bool utf8_ = false, lied_ = false;
};

}  // namespace jianfu::formats::axml
