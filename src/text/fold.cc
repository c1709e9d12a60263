#include "text/fold.h"

#include <algorithm>
#include <iterator>

#include "text/tables.h"

namespace jianfu::text {
namespace {

struct Interval {
  char32_t first, last;
};

template <size_t N>
bool within(const Interval (&sorted)[N], char32_t c) {
  const auto* at =
      std::lower_bound(std::begin(sorted), std::end(sorted), c,
                       [](const Interval& interval, char32_t value) { return interval.last < value; });
  return at != std::end(sorted) && at->first <= c;
}

// Nothing to see: general category Cf, the fillers, combining marks of no script, and variation selectors.
constexpr Interval kRemoved[] = {
    {0xAD, 0xAD},       {0x300, 0x36F},     {0x600, 0x605},     {0x61C, 0x61C},   {0x6DD, 0x6DD},
    {0x115F, 0x1160},   {0x180B, 0x180F},   {0x1AB0, 0x1AFF},   {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
    {0x202A, 0x202E},   {0x2060, 0x206F},   {0x20D0, 0x20FF},   {0x3164, 0x3164}, {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF9, 0xFFFB}, {0x110BD, 0x110BD},
    {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

// Spaces, line breaks, hyphens and middle dots, as they are after folding.
constexpr Interval kSeparators[] = {
    {0x09, 0x0D},     {0x20, 0x20},     {0x2D, 0x2D},     {0x85, 0x85},     {0xB7, 0xB7},
    {0x1680, 0x1680}, {0x2010, 0x2012}, {0x2022, 0x2022}, {0x2027, 0x2029}, {0x2043, 0x2043},
    {0x2212, 0x2212}, {0x2219, 0x2219}, {0x22C5, 0x22C5}, {0x2800, 0x2800}, {0x30FB, 0x30FB},
};

constexpr std::u32string_view kSpace = U" ";
constexpr size_t kMaxEntity = 12;  // "&#x0010FFFF;" and every name below are shorter
constexpr size_t kMaxBreakTag = 16;

struct Named {
  std::string_view name;
  char32_t c;
};
constexpr Named kNamed[] = {
    {"amp", '&'},      {"apos", '\''},     {"bull", 0x2022},  {"emsp", ' '},     {"ensp", ' '},
    {"gt", '>'},       {"hellip", 0x2026}, {"hyphen", '-'},   {"ldquo", 0x201C}, {"lsquo", 0x2018},
    {"lt", '<'},       {"mdash", 0x2014},  {"middot", 0xB7},  {"nbsp", ' '},     {"ndash", 0x2013},
    {"NewLine", '\n'}, {"quot", '"'},      {"rdquo", 0x201D}, {"rsquo", 0x2019}, {"shy", 0xAD},
    {"thinsp", ' '},   {"times", 0xD7},    {"zwj", 0x200D},   {"zwnj", 0x200C},
};

// Of "#25171" or "#x6253"; 0 when it is no character.
char32_t numeric(std::string_view name) {
  name.remove_prefix(1);
  const bool hex = !name.empty() && (name[0] == 'x' || name[0] == 'X');
  if (hex) name.remove_prefix(1);
  char32_t value = 0;
  for (const char raw : name) {
    const char32_t c = lower(static_cast<char32_t>(static_cast<unsigned char>(raw)));
    const bool letter = hex && c >= 'a' && c <= 'f';
    if (!is_digit(c) && !letter) return 0;
    value = value * (hex ? 16 : 10) + (letter ? c - 'a' + 10 : c - '0');
    if (value > 0x10FFFF) return 0;
  }
  return value >= 0xD800 && value < 0xE000 ? 0 : value;
}

// Calls `item(text, begin)` for each item of a list separated by spaces.
template <typename Take>
void split_items(std::u32string_view list, Take take) {
  for (size_t at = 0; at < list.size();) {
    const size_t end = std::min(list.find(U' ', at), list.size());
    if (end > at) take(list.substr(at, end - at), at);
    at = end + 1;
  }
}

}  // namespace

const Folding& Folding::get() {
  static const Folding folding;
  return folding;
}

Folding::Folding() {
  pages_.emplace_back();
  fill_compatible();
  fill_simplified();
  for (const Interval& interval : kRemoved) {
    for (char32_t c = interval.first; c <= interval.last && c < 0x10000; ++c)
      changed_[c >> 6] |= uint64_t{1} << (c & 63);
  }
}

void Folding::add(char32_t c, Item item) {
  uint8_t& page = page_of_[c >> 8];
  if (page == 0) {
    page = static_cast<uint8_t>(pages_.size());
    pages_.emplace_back();
  }
  pages_[page][c & 0xFF] = item;
  if (c < 0x10000) changed_[c >> 6] |= uint64_t{1} << (c & 63);
}

void Folding::fill_compatible() {
  for (size_t i = 0; i < kCompatibilityRanges.size(); ++i) {
    char32_t c = kCompatibilityRanges[i].first;
    split_items(kCompatibilityRanges[i].items, [&](std::u32string_view item, size_t begin) {
      if (item[0] != kUnchanged) {
        add(c, {static_cast<uint16_t>(i), static_cast<uint16_t>(begin), static_cast<uint8_t>(item.size())});
      }
      ++c;
    });
  }
}

void Folding::fill_simplified() {
  for (char32_t i = 0; i < kHanCount; ++i) simplified_[i] = static_cast<char16_t>(kFirstHan + i);
  split_items(kTraditionalGroups, [&](std::u32string_view group, size_t) {
    for (const char32_t c : group.substr(1)) simplified_[c - kFirstHan] = static_cast<char16_t>(group[0]);
  });
}

std::u32string_view Folding::compatible(char32_t c) const {
  if ((c >> 8) >= kPages || removed(c)) return {};
  const Item item = pages_[page_of_[c >> 8]][c & 0xFF];
  const std::u32string_view text = kCompatibilityRanges[item.range].items.substr(item.begin, item.size);
  return item.size == 1 && text[0] == kSpaceItem ? kSpace : text;
}

bool Folding::removed(char32_t c) {
  return within(kRemoved, c);
}

bool is_separator(char32_t c) {
  return within(kSeparators, c);
}

Entity entity_at(std::string_view text) {
  const size_t end = text.substr(0, kMaxEntity).find(';');
  if (end == std::string_view::npos || end < 3 || text[0] != '&') return {};
  const std::string_view name = text.substr(1, end - 1);
  if (name[0] == '#') {
    const char32_t c = numeric(name);
    return c == 0 ? Entity{} : Entity{c, end + 1};
  }
  for (const Named& named : kNamed) {
    if (named.name == name) return {named.c, end + 1};
  }
  return {};
}

size_t break_tag_at(std::string_view text) {
  if (text.size() < 4 || text[0] != '<' || lower(text[1]) != 'b' || lower(text[2]) != 'r') return 0;
  text = text.substr(0, kMaxBreakTag);
  size_t at = 3;
  while (at < text.size() && (text[at] == ' ' || text[at] == '/')) ++at;
  return at < text.size() && text[at] == '>' ? at + 1 : 0;
}

}  // namespace jianfu::text
