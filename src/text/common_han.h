// The 3,755 Han characters that modern Chinese is written with (GB 2312, level 1): what tells a text apart
// from bytes that only happen to look like one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace jianfu::text {

inline constexpr char32_t kCommonHanFirst = 0x4E00;
inline constexpr size_t kCommonHanWords = (0xA000 - kCommonHanFirst) / 64;
extern const std::array<uint64_t, kCommonHanWords> kCommonHan;

inline bool is_common_han(char32_t c) {
  const char32_t bit = c - kCommonHanFirst;
  return bit < kCommonHanWords * 64 && ((kCommonHan[bit >> 6] >> (bit & 63)) & 1) != 0;
}

}  // namespace jianfu::text
