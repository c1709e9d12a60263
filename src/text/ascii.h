// ASCII by the byte and by eight of them: most of a package's text is ASCII, so the fast paths begin here.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace jianfu::text {

inline constexpr uint64_t kHighBits = 0x8080808080808080;

inline uint64_t load8(const char* from) {
  uint64_t value = 0;
  std::memcpy(&value, from, sizeof value);
  return value;
}

constexpr bool is_upper(char32_t c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char32_t c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}
constexpr char32_t lower(char32_t c) {
  return is_upper(c) ? c + 32 : c;
}
constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// Eight bytes: the high bit of each that is not ASCII, or (a superset) that is `stop`.
constexpr uint64_t not_ascii_or(uint64_t bytes, char stop) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  const uint64_t difference = bytes ^ (kOnes * static_cast<unsigned char>(stop));
  return (bytes | ((difference - kOnes) & ~difference)) & kHighBits;
}

// How many bytes from the beginning are ASCII, and not `stop` when one is given.
inline size_t ascii_run(std::string_view bytes, char stop = '\xFF') {
  size_t at = 0;
  while (at + 8 <= bytes.size() && not_ascii_or(load8(bytes.data() + at), stop) == 0) at += 8;
  while (at < bytes.size() && static_cast<signed char>(bytes[at]) >= 0 && bytes[at] != stop) ++at;
  return at;
}

// Whether `text` ends with `lowered`, ASCII case ignored.
inline bool ends_like(std::string_view text, std::string_view lowered) {
  if (text.size() < lowered.size()) return false;
  text.remove_prefix(text.size() - lowered.size());
  for (size_t i = lowered.size(); i-- > 0;) {
    if (lower(text[i]) != lowered[i]) return false;
  }
  return true;
}

}  // namespace jianfu::text
