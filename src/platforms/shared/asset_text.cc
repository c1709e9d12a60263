#include "platforms/shared/asset_text.h"

#include <algorithm>
#include <cstddef>

#include "text/utf.h"

namespace jianfu::platforms {
namespace {

constexpr size_t kSampleBytes = 512;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

unsigned byte_at(std::string_view bytes, size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

bool is_plain_unit(unsigned high, unsigned low) {
  if (high == 0) return (low >= 0x20 && low < 0x7F) || low == '\n' || low == '\r' || low == '\t';
  return (high >= 0x4E && high <= 0x9F) || high == 0x30 || high == 0xFF;
}

// Half of what is read in the wrong byte order is no text; Han characters alone look much alike both ways, so
// a space, a line end or an ASCII character has to be there as well.
bool is_utf16(std::string_view head, bool little) {
  size_t units = 0, plain = 0, ascii = 0;
  for (size_t at = 0; at + 1 < head.size(); at += 2) {
    const unsigned high = byte_at(head, little ? at + 1 : at);
    const unsigned low = byte_at(head, little ? at : at + 1);
    ++units;
    if (is_plain_unit(high, low)) ++plain;
    if (high == 0 && low != 0) ++ascii;
  }
  constexpr size_t kLeast = 8;
  return units >= kLeast && ascii > 0 && plain * 20 >= units * 19;
}

// 0 none, 1 little, 2 big.
int utf16_order(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kSampleBytes);
  if (head.find('\0') == std::string_view::npos) return 0;
  if (is_utf16(head, true)) return 1;
  return is_utf16(head, false) ? 2 : 0;
}

}  // namespace

bool looks_like_utf16(std::string_view head) {
  return utf16_order(head) != 0;
}

std::string_view as_utf8(std::string_view bytes, std::string& storage) {
  const bool marked = bytes.starts_with(kMark);
  const std::string_view plain = marked ? bytes.substr(kMark.size()) : bytes;
  const int order = marked ? 0 : utf16_order(bytes);
  if (order == 0 && text::valid_utf8(plain)) return plain;
  if (order == 1) {
    storage = text::from_utf16le(bytes);
  } else if (order == 2) {
    storage = text::from_utf16be(bytes);
  } else {
    storage = text::decode_text(bytes);
  }
  return storage;
}

}  // namespace jianfu::platforms
