#include "io/byte_reader.h"

#include <bit>
#include <string>

namespace jianfu::io {

static_assert(std::endian::native == std::endian::little, "ByteReader::load_le copies bytes as they are");

uint32_t ByteReader::long_uleb128() {
  uint32_t out = 0;
  for (unsigned shift = 0; shift < 35; shift += 7) {
    const uint8_t byte = le<uint8_t>();
    out |= static_cast<uint32_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return out;
  }
  fail(1);
  return 0;
}

int32_t ByteReader::sleb128() {
  uint32_t out = 0;
  for (unsigned shift = 0; shift < 35; shift += 7) {
    const uint8_t byte = le<uint8_t>();
    out |= static_cast<uint32_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) != 0) continue;
    const bool negative = (byte & 0x40) != 0 && shift + 7 < 32;
    return static_cast<int32_t>(negative ? out | (~uint32_t{0} << (shift + 7)) : out);
  }
  fail(1);
  return 0;
}

uint64_t ByteReader::long_number() {
  uint64_t out = 0;
  for (unsigned shift = 0; shift < 70; shift += 7) {
    const uint8_t byte = le<uint8_t>();
    if (!ok_) return 0;
    if (shift == 63 && byte > 1) break;  // beyond 64 bits
    out |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return out;
  }
  fail(1);
  return 0;
}

Defect ByteReader::defect() const {
  return {GapReason::kTruncated,
          {Msg::past_end, {std::to_string(wanted_), std::to_string(remaining())}},
          offset_,
          wanted_ > remaining() ? wanted_ - remaining() : 0};
}

}  // namespace jianfu::io
