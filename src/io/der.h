// Tag, length, value of ASN.1 DER (X.690), definite lengths only: enough to find the certificates in a
// signature as the bytes they are, before a library decodes and writes them anew.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace jianfu::io::der {

inline constexpr uint8_t kSequence = 0x30;
inline constexpr uint8_t kSet = 0x31;
inline constexpr uint8_t kContext0 = 0xa0;

struct Item {
  uint8_t tag = 0;
  std::string_view whole;  // tag and length with it
  std::string_view content;
};

// The item that begins at the start of `bytes`, which moves behind it; nothing when none is whole there.
std::optional<Item> next(std::string_view& bytes);

// The same when it has that tag; `bytes` stays where it is when not.
std::optional<Item> next_if(std::string_view& bytes, uint8_t tag);

}  // namespace jianfu::io::der
