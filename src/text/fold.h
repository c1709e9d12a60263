// The walk under normalise() and tokens_of(): code points with entities decoded, invisible characters gone
// and compatibility forms folded; case and Traditional characters are left to the caller, who may still need
// them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/ascii.h"
#include "text/utf.h"

namespace jianfu::text {

// What becomes of single code points, as tables filled once from kCompatibilityRanges and kTraditionalGroups.
class Folding {
 public:
  static const Folding& get();

  // The compatibility form, or removal, changes `c`.
  bool changes(char32_t c) const {
    if (c < 0x10000) return (changed_[c >> 6] >> (c & 63)) & 1;
    return removed(c) || !compatible(c).empty();
  }
  // Meaningful when changes(c): empty for a character that is removed.
  std::u32string_view compatible(char32_t c) const;
  static bool removed(char32_t c);  // zero-width, format and combining characters

  char32_t simplified(char32_t c) const {
    return c - kFirstHan < kHanCount ? static_cast<char32_t>(simplified_[c - kFirstHan]) : c;
  }

 private:
  static constexpr char32_t kFirstHan = 0x3400, kHanCount = 0xA000 - 0x3400;
  static constexpr char32_t kPages = 0x300;  // of 256 code points; nothing above folds to anything
  struct Item {
    uint16_t range = 0, begin = 0;  // where its text begins in the items of a range
    uint8_t size = 0;               // 0: unchanged
  };
  using Page = std::array<Item, 256>;

  Folding();
  void fill_compatible();
  void fill_simplified();
  void add(char32_t c, Item item);

  std::array<uint64_t, 0x10000 / 64> changed_{};
  std::array<uint8_t, kPages> page_of_{};  // page 0 is empty
  std::vector<Page> pages_;
  std::array<char16_t, kHanCount> simplified_{};
};

// A character reference at the beginning of `text` ("&#25171;", "&nbsp;"); size 0 when there is none.
struct Entity {
  char32_t c = 0;
  size_t size = 0;
};
Entity entity_at(std::string_view text);

// The size of a line break element at the beginning of `text` ("<br>", "<BR />"), or 0.
size_t break_tag_at(std::string_view text);

// Characters that people put between the characters of a word to hide it or to spread it.
bool is_separator(char32_t c);

// True when the normal form of `text`, UTF-8 or MUTF-8, can differ from it by more than ASCII case.
bool folds_beyond_case(std::string_view text);

// Calls `put(c, begin, end, in_break_tag)` for each folded code point: made of the bytes [begin, end) of
// `text`, or (when end is begin) of a compatibility character that begins there.
template <typename Put>
void walk_folded(std::string_view text, Put put) {
  const Folding& folding = Folding::get();
  size_t tag_end = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const unsigned char byte = static_cast<unsigned char>(text[at]);
    char32_t c = byte;
    if (byte < 0x80) {
      ++at;
      if (byte == '<' && begin >= tag_end) tag_end = begin + break_tag_at(text.substr(begin));
      if (byte == '&') {
        const Entity entity = entity_at(text.substr(begin));
        if (entity.size > 0) {
          c = entity.c;
          at = begin + entity.size;
        }
      }
    } else {
      c = next_code_point(text, at);
    }
    if (c < 0x80 || !folding.changes(c)) {
      put(c, begin, at, begin < tag_end);
    } else {
      for (const char32_t folded : folding.compatible(c)) put(folded, begin, begin, false);
    }
  }
}

}  // namespace jianfu::text
