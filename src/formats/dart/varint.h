// Unsigned numbers of snapshots: seven bits a byte, low ones first, the last byte has bit 7 set. And what
// they count: the length of a string and whether its characters are wide, in one.
#pragma once

#include <cstdint>
#include <string_view>

namespace jianfu::formats::dart {

// The number at `at`, which moves behind it; false past the end or beyond 32 bits.
inline bool read_number(std::string_view bytes, uint64_t& at, uint64_t& value) {
  constexpr unsigned kMostBits = 35;
  value = 0;
  for (unsigned shift = 0; shift < kMostBits && at < bytes.size(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if ((byte & 0x80) != 0) return true;
  }
  return false;
}

constexpr bool is_wide(uint64_t encoded) {
  return (encoded & 1) != 0;
}
constexpr uint64_t bytes_of(uint64_t encoded) {
  return (encoded >> 1) << (encoded & 1);
}

}  // namespace jianfu::formats::dart
