// UTF-16LE: four common Han characters in a row are looked for in steps of four, the run round them is walked
// once.
#include <algorithm>
#include <string>

#include "formats/carve/carve.h"
#include "formats/carve/density.h"
#include "text/common_han.h"
#include "text/utf.h"

namespace jianfu::formats::carve {
namespace {

constexpr uint64_t kCommon = 4;  // in a row

bool is_high(unsigned unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low(unsigned unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

// Characters that stand in Chinese texts; not every letter of Unicode, as any two bytes are one.
bool printable(unsigned unit) {
  if (unit < 0x7F) return unit >= 0x20 || unit == '\t' || unit == '\n' || unit == '\r';
  return (unit >= 0xA0 && unit < 0x100) || (unit >= 0x2010 && unit < 0x2060) ||
         (unit >= 0x2100 && unit < 0x2800) || (unit >= 0x3000 && unit < 0x3130) ||
         (unit >= 0x3400 && unit < 0xA000) || (unit >= 0xFF00 && unit < 0xFFEF);
}

class Utf16Carver {
 public:
  // Units stand at `first`, `first` + 2 …; first is 0 or 1.
  Utf16Carver(std::string_view bytes, uint64_t first, const Density& density, const Found& found)
      : bytes_(bytes), first_(first), units_((bytes.size() - first) / 2), density_(density), found_(found) {}

  uint64_t carve() {
    for (uint64_t at = 0; at + kCommon <= units_;) {
      const uint64_t offset = offset_of(at);
      if (density_.dense_at(offset)) {
        at = (density_.next_readable(offset) - first_ + 1) / 2;
        continue;
      }
      // The last of four that is not common: none that holds it is a hit.
      uint64_t bad = kCommon;
      while (bad > 0 && text::is_common_han(unit(at + bad - 1))) --bad;
      if (bad > 0) {
        at += bad;
      } else {
        at = take_run(at);
      }
    }
    return strings_;
  }

 private:
  uint64_t offset_of(uint64_t unit) const { return first_ + 2 * unit; }
  unsigned unit(uint64_t index) const {
    const uint64_t at = offset_of(index);
    return static_cast<unsigned char>(bytes_[at]) |
           static_cast<unsigned>(static_cast<unsigned char>(bytes_[at + 1])) << 8;
  }

  // The run round the units from `at` on; where to go on.
  uint64_t take_run(uint64_t at) {
    uint64_t begin = at, end = at + kCommon;
    while (begin > done_ && fits_before(begin)) --begin;
    while (end < units_ && fits(end)) ++end;
    done_ = end;
    if (const uint64_t from = delimited(begin, end); from < end) tell(from, end);
    return end;
  }
  bool fits(uint64_t index) const {
    const unsigned u = unit(index);
    return printable(u) || (is_high(u) && index + 1 < units_ && is_low(unit(index + 1))) ||
           (is_low(u) && index > 0 && is_high(unit(index - 1)));
  }
  bool fits_before(uint64_t index) const { return fits(index - 1); }

  // Where the text of the run begins; `end` when nothing marks its bounds.
  uint64_t delimited(uint64_t begin, uint64_t end) const {
    if (is_length(begin, end)) return begin;
    // A 16-bit length can be a printable character itself.
    if (end - begin > kCommon && (unit(begin) == end - begin - 1 || unit(begin) == 2 * (end - begin - 1)))
      return begin + 1;
    return end < units_ && unit(end) == 0 ? begin : end;
  }
  // The number before the run, of 32, 16 or 8 bits, is its length.
  bool is_length(uint64_t begin, uint64_t end) const {
    const uint64_t at = offset_of(begin), characters = end - begin;
    uint64_t value = 0;  // of the `size` bytes before the run
    for (uint64_t size = 1; size <= 4 && size <= at; ++size) {
      value = value << 8 | static_cast<unsigned char>(bytes_[at - size]);
      if (value == characters || value == 2 * characters) return true;
    }
    return false;
  }

  void tell(uint64_t begin, uint64_t end) {
    ++strings_;
    const std::string text = text::from_utf16le(bytes_.substr(offset_of(begin), 2 * (end - begin)));
    found_(text, offset_of(begin));
  }

  std::string_view bytes_;
  uint64_t first_, units_;
  const Density& density_;
  const Found& found_;
  uint64_t done_ = 0, strings_ = 0;
};

}  // namespace

Looked utf16le(std::string_view bytes, const Found& found) {
  const Density density(bytes);
  Looked looked{0, density.dense_bytes()};
  for (const uint64_t first : {0u, 1u}) {
    if (bytes.size() > first) looked.strings += Utf16Carver(bytes, first, density, found).carve();
  }
  return looked;
}

}  // namespace jianfu::formats::carve
