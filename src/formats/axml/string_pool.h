// The string pool shared by binary XML and resources.arsc (formats.md §2.2). Strings are decoded on demand,
// by index; a bad entry is an empty string, never a shift of the ones behind it. A format that has no pool of
// its own (resources.pb) lists the places of its texts instead, so that nothing is copied.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/limits.h"

namespace jianfu::formats::axml {

class StringPool {
 public:
  StringPool() = default;
  // `chunk`: the whole chunk, borrowed. A chunk that is no string pool gives an empty one.
  explicit StringPool(std::string_view chunk);

  // A pool without a chunk: UTF-8 texts that stand one by one in `bytes` (borrowed). Empty at first.
  static StringPool listing(std::string_view bytes);
  // Of such a pool: adds a text, which is a part of its bytes, and gives the index.
  uint32_t append(std::string_view part);
  // Of such a pool: the tag of a span of the text that was appended before it.
  void append_span(uint32_t index, std::string_view tag);

  uint32_t size() const { return count_; }         // clamped to what the chunk can hold
  uint32_t declared() const { return declared_; }  // what the header says
  uint32_t styles() const { return styles_; }
  bool utf8() const { return utf8_; }
  // Valid UTF-8; empty when out of range or damaged.
  std::string get(uint32_t index) const;
  // The same without a copy where the pool is UTF-8 and the string needs no repair; `scratch` holds it
  // otherwise.
  std::string_view get(uint32_t index, std::string& scratch) const;
  // False when the entry is out of range, or its bytes lie outside the chunk: its text is lost, not empty.
  bool readable(uint32_t index) const;
  // Bytes of the chunk that the string takes up, without its lengths and NUL.
  uint64_t stored_bytes(uint32_t index) const;
  uint64_t bytes() const { return chunk_.size(); }  // of the whole chunk
  // Text in the tags of a styled string ("a;href=https://…"), each once; empty when it has none.
  std::vector<std::string> spans(uint32_t index) const;
  // The same as indices of this pool.
  std::vector<uint32_t> span_names(uint32_t index) const;
  bool lied() const { return lied_; }  // header fields that had to be corrected
  bool odd() const { return odd_; }    // fields that no build tool writes so, and that nothing hangs on

 private:
  // Where the characters of a string are; nothing when they are not in the chunk.
  struct Extent {
    uint64_t at = 0, bytes = 0;
    bool found = false, terminated = false;
  };
  // A text that is listed: where it is in chunk_.
  struct Place {
    uint32_t at = 0, bytes = 0;
  };
  Extent locate(uint32_t index) const;
  Extent locate_utf16(uint64_t at) const;
  Extent locate_utf8(uint64_t at) const;
  void lay_out(uint64_t header);
  bool fills_to_strings() const;
  bool plausible() const;

  std::string_view chunk_;
  uint32_t count_ = 0, declared_ = 0, styles_ = 0;
  uint64_t offsets_at_ = 0, strings_at_ = 0, style_offsets_at_ = 0, styles_at_ = 0;
  bool utf8_ = false, lied_ = false, odd_ = false, listed_ = false;
  std::vector<Place> places_;                         // when listed_
  std::vector<std::pair<uint32_t, uint32_t>> spans_;  // when listed_: (text, tag), both indices; sorted by text
};

}  // namespace jianfu::formats::axml
