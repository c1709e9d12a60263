#include "text/minority.h"

#include <cstring>

#include "text/utf.h"

namespace jianfu::text {
namespace {

struct Range {
  char32_t first, last;
  MinorityScript script;
};
// https://www.unicode.org/Public/UNIDATA/Blocks.txt
constexpr std::array kRanges = {
    Range{0x0600, 0x06FF, MinorityScript::kArabic},    Range{0x0750, 0x077F, MinorityScript::kArabic},
    Range{0x08A0, 0x08FF, MinorityScript::kArabic},    Range{0x0F00, 0x0FFF, MinorityScript::kTibetan},
    Range{0x1100, 0x11FF, MinorityScript::kHangul},    Range{0x1800, 0x18AF, MinorityScript::kMongolian},
    Range{0x1950, 0x19DF, MinorityScript::kTai},       Range{0x3130, 0x318F, MinorityScript::kHangul},
    Range{0xA000, 0xA4CF, MinorityScript::kYi},        Range{0xAC00, 0xD7AF, MinorityScript::kHangul},
    Range{0xFB50, 0xFDFF, MinorityScript::kArabic},    Range{0xFE70, 0xFEFE, MinorityScript::kArabic},
};

MinorityScript script_of(char32_t c) {
  for (const Range& range : kRanges) {
    if (c < range.first) break;
    if (c <= range.last) return range.script;
  }
  return MinorityScript::kNone;
}

// Eight bytes at a time; most strings of code end here.
size_t first_above_ascii(std::string_view bytes) {
  size_t at = 0;
  for (uint64_t word = 0; at + sizeof word <= bytes.size(); at += sizeof word) {
    std::memcpy(&word, bytes.data() + at, sizeof word);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

}  // namespace

MinorityScript minority_script(std::string_view utf8) {
  std::array<uint32_t, kMinorityScripts> counts{};
  for (size_t at = first_above_ascii(utf8); at < utf8.size();) {
    if (static_cast<unsigned char>(utf8[at]) < 0x80) {
      ++at;
      continue;
    }
    const char32_t c = next_code_point(utf8, at);
    if (is_han(c)) return MinorityScript::kNone;
    ++counts[static_cast<size_t>(script_of(c))];
  }
  size_t best = 0;
  for (size_t i = 1; i < counts.size(); ++i) {
    if (counts[i] >= 2 && (best == 0 || counts[i] > counts[best])) best = i;
  }
  return static_cast<MinorityScript>(best);
}

}  // namespace jianfu::text
