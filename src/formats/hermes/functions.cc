// Layout of function headers: three generations of bit fields (the fields of the file formats' headers in the
// history of Hermes; the last two seen in files compiled with versions 89 and 99). A header whose numbers do
// not fit its bit fields points to a large one of whole words.
#include "formats/hermes/functions.h"

namespace jianfu::formats::hermes {
namespace {

constexpr uint32_t kOverflowedFlag = 0x20;  // in the last byte

struct Form {
  unsigned name_bit, name_bits;  // in the second word
  uint64_t large_name;           // offset of the name in the large header
};
constexpr Form kOld{15, 17, 12};  // all below 98, and the first ones of 98
constexpr Form kNew{14, 8, 16};

// Version 98 exists with and without a field before the offset of the debug information. Without it the flags
// stand at 108, and they are a few bits.
bool is_new(const io::ByteReader& in, const Layout& layout) {
  return layout.function_bytes == 12 && layout.version >= 98 && in.le_at<uint32_t>(108) > 0xFF;
}

uint64_t large_header(const Layout& layout, const Form& form, const uint32_t (&words)[3], uint32_t name) {
  if (layout.function_bytes == 16) return uint64_t{words[2] & 0x1FFFFFFu} << 16 | (words[0] & 0xFFFFu);
  if (form.name_bits == 8) return uint64_t{name} << 24 | (words[0] & 0xFFFFFFu);
  return uint64_t{name} << 16 | (words[0] & 0xFFFFu);
}

}  // namespace

std::vector<bool> function_names(const io::ByteReader& in, const Layout& layout) {
  std::vector<bool> names(layout.strings);
  const Form& form = is_new(in, layout) ? kNew : kOld;
  for (uint32_t i = 0; i < layout.functions; ++i) {
    const uint64_t at = layout.function_at + uint64_t{i} * layout.function_bytes;
    const uint32_t words[3] = {in.le_at<uint32_t>(at), in.le_at<uint32_t>(at + 4),
                               in.le_at<uint32_t>(at + 8)};
    uint32_t name = (words[1] >> form.name_bit) & ((1u << form.name_bits) - 1);
    if ((in.le_at<uint8_t>(at + layout.function_bytes - 1) & kOverflowedFlag) != 0) {
      const uint64_t large = large_header(layout, form, words, name);
      if (!in.holds(large + form.large_name, 4)) continue;
      name = in.le_at<uint32_t>(large + form.large_name);
    }
    if (name < layout.strings) names[name] = true;
  }
  return names;
}

}  // namespace jianfu::formats::hermes
