// Where the sections of a Hermes file lie. Version numbers were used twice in development, so a layout is
// only believed when the numbers of the string table agree with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "io/byte_reader.h"

namespace jianfu::formats::hermes {

inline constexpr uint32_t kFirstVersion = 51, kLastVersion = 99;

// Of an entry of the string table, by the version.
struct EntryForm {
  unsigned offset_bit = 1;  // where the offset begins; it ends at bit 24
  bool own_kind = false;    // bit 1 is the kind of the string (there is no list of kinds)

  uint32_t mask() const { return (1u << (24 - offset_bit)) - 1; }
  bool utf16(uint32_t entry) const { return (entry & 1) != 0; }
  bool identifier(uint32_t entry) const { return (entry & 2) != 0; }  // when own_kind
  uint32_t offset(uint32_t entry) const { return (entry >> offset_bit) & mask(); }
  uint32_t length(uint32_t entry) const { return entry >> 24; }
};
inline constexpr uint32_t kOverflowed = 0xFF;  // as length: the offset is an index of the overflow table

// The kinds of the strings, as runs over the table.
struct KindForm {
  unsigned bits = 1;  // at the top of the word: 1 from version 71 on, 2 before
  uint32_t count(uint32_t run) const { return run & (0xFFFFFFFFu >> bits); }
  bool identifier(uint32_t run) const { return (run >> (32 - bits)) != 0; }  // predefined ones too
};

struct Layout {
  uint32_t version = 0;
  bool delta = false;
  EntryForm entry;
  KindForm kind;
  uint32_t function_bytes = 16;
  uint32_t functions = 0, kind_runs = 0, identifiers = 0, strings = 0, overflows = 0;
  // Absolute offsets. Beyond find_layout() the tables lie inside the file; the storage may be cut.
  uint64_t function_at = 0, kinds_at = 0, strings_at = 0, overflow_at = 0, storage_at = 0;
  uint64_t storage_bytes = 0;
  uint32_t bad_strings = 0;  // that lie outside of the storage
  bool kinds_agree = true;   // they count as many strings as there are
};

// The layout that agrees best; none when none is likely.
std::optional<Layout> find_layout(const io::ByteReader& in, uint32_t version, bool delta);

// Walks the entries of the string table: calls `take(entry, offset, length)`, offset and length resolved
// through the overflow table and out of the differences of the delta form, relative to the storage and
// unchecked.
template <typename Take>
void walk_strings(const io::ByteReader& in, const Layout& layout, Take take) {
  uint32_t running = 0;
  uint32_t overflow_running = 0, overflow_next = 0;
  for (uint32_t i = 0; i < layout.strings; ++i) {
    const uint32_t entry = in.le_at<uint32_t>(layout.strings_at + 4 * uint64_t{i});
    running = layout.delta ? (running + layout.entry.offset(entry)) & layout.entry.mask()
                           : layout.entry.offset(entry);
    uint64_t offset = running, length = layout.entry.length(entry);
    if (length == kOverflowed) {
      const uint32_t index = running;
      const uint64_t at = layout.overflow_at + 8 * uint64_t{index};
      if (index >= layout.overflows) {
        take(i, entry, UINT64_MAX, uint64_t{0});
        continue;
      }
      offset = in.le_at<uint32_t>(at);
      length = in.le_at<uint32_t>(at + 4);
      if (layout.delta) {
        // Differences of the overflow table add up in its own order, which is that of the strings.
        for (; overflow_next <= index; ++overflow_next)
          overflow_running += in.le_at<uint32_t>(layout.overflow_at + 8 * uint64_t{overflow_next});
        offset = overflow_next == index + 1 ? overflow_running : UINT64_MAX;
      }
    }
    take(i, entry, offset, length);
  }
}

}  // namespace jianfu::formats::hermes
