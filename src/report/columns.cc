#include "report/columns.h"

#include <algorithm>
#include <array>

#include "text/utf.h"

namespace jianfu::report {
namespace {

struct Range {
  char32_t first, last;
};

// East_Asian_Width W and F (Unicode 15, EastAsianWidth.txt), neighbouring blocks joined. Ambiguous characters
// are one column wide, as terminals show them by default.
constexpr std::array<Range, 17> kWide = {{{0x1100, 0x115F},
                                          {0x231A, 0x231B},
                                          {0x2E80, 0x303E},
                                          {0x3041, 0x33FF},
                                          {0x3400, 0x4DBF},
                                          {0x4E00, 0xA4CF},
                                          {0xA960, 0xA97C},
                                          {0xAC00, 0xD7A3},
                                          {0xF900, 0xFAFF},
                                          {0xFE10, 0xFE19},
                                          {0xFE30, 0xFE6F},
                                          {0xFF01, 0xFF60},
                                          {0xFFE0, 0xFFE6},
                                          {0x1F300, 0x1F64F},
                                          {0x1F680, 0x1F6FF},
                                          {0x1F900, 0x1F9FF},
                                          {0x20000, 0x3FFFD}}};
// Combining marks, joiners and variation selectors.
constexpr std::array<Range, 5> kNone = {
    {{0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}}};

template <typename Table>
bool holds(const Table& table, char32_t c) {
  const auto row =
      std::find_if(table.begin(), table.end(), [c](const Range& range) { return c <= range.last; });
  return row != table.end() && c >= row->first;
}

size_t width_of(char32_t c) {
  return c < 0x300 ? 1 : holds(kNone, c) ? 0 : holds(kWide, c) ? 2 : 1;
}

constexpr std::u32string_view kClosing = U"、，。；：！？）】」』》〉”’…,.;:!?)]}";
constexpr std::u32string_view kOpening = U"（【「『《〈“‘([{";

bool one_of(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}

// The bytes at `at` that stay together.
struct Unit {
  std::string_view text;
  size_t width = 0;
  bool space = false;
};

class Units {
 public:
  explicit Units(std::string_view text) : text_(text) {}
  bool done() const { return at_ >= text_.size(); }

  Unit next(size_t most) {
    const size_t begin = at_;
    Unit unit;
    char32_t last = take(unit);
    unit.space = last == ' ';
    while (!done() && !unit.space) {
      const char32_t c = peek();
      const bool together =
          one_of(kOpening, last) || one_of(kClosing, c) || (is_letter(last) && is_letter(c));
      if (c == ' ' || !together || unit.width + width_of(c) > most) break;
      last = take(unit);
    }
    unit.text = text_.substr(begin, at_ - begin);
    return unit;
  }

 private:
  static bool is_letter(char32_t c) { return c > ' ' && width_of(c) < 2; }
  char32_t peek() const {
    size_t at = at_;
    return text::next_code_point(text_, at);
  }
  char32_t take(Unit& unit) {
    const char32_t c = text::next_code_point(text_, at_);
    unit.width += width_of(c);
    return c;
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

size_t columns(std::string_view utf8) {
  size_t out = 0;
  for (size_t at = 0; at < utf8.size();) {
    const char32_t c = text::next_code_point(utf8, at);
    if (c != 0x1B) {
      out += width_of(c);
      continue;
    }
    while (at < utf8.size() && utf8[at] != 'm') ++at;
    if (at < utf8.size()) ++at;
  }
  return out;
}

std::string padded(std::string_view utf8, size_t to) {
  const size_t have = columns(utf8);
  return std::string(utf8) + std::string(have < to ? to - have : 0, ' ');
}

std::string end_within(std::string_view utf8, size_t width) {
  size_t have = columns(utf8);
  if (have <= width) return std::string(utf8);
  if (width == 0) return {};
  size_t at = 0;
  while (have + 1 > width && at < utf8.size()) have -= width_of(text::next_code_point(utf8, at));
  // What joins the character before it goes with it.
  for (size_t next = at; next < utf8.size() && width_of(text::next_code_point(utf8, next)) == 0;) at = next;
  return "…" + std::string(utf8.substr(at));
}

std::vector<std::string> wrapped(std::string_view utf8, size_t width) {
  std::vector<std::string> out(1);
  size_t used = 0;
  for (Units units(utf8); !units.done();) {
    const Unit unit = units.next(width);
    if (used + unit.width > width && used > 0) {
      while (out.back().ends_with(' ')) out.back().pop_back();
      out.emplace_back();
      used = 0;
    }
    if (unit.space && used == 0 && out.size() > 1)
      continue;  // no line begins with the space it was broken at
    out.back() += unit.text;
    used += unit.width;
  }
  return out;
}

}  // namespace jianfu::report
