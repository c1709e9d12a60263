// The property every reader of untrusted bytes is held to: cut a valid file at each length and flip bits of each byte
// once; no crash, no hang, and (the caller's check) either an error or what was read with a defect.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::builders {

// Calls `read(bytes)` with every prefix of `valid`.
template <typename Read>
void cut_everywhere(std::string_view valid, Read read) {
  for (size_t size = 0; size < valid.size(); ++size) read(std::string(valid.substr(0, size)));
}

// Calls `read(bytes)` with `valid` after each single-byte change (all bits flipped, and one low bit).
template <typename Read>
void flip_everywhere(std::string_view valid, Read read) {
  for (size_t at = 0; at < valid.size(); ++at) {
    for (const int mask : {0xff, 0x01}) {
      std::string bytes(valid);
      bytes[at] = static_cast<char>(bytes[at] ^ mask);
      read(bytes);
    }
  }
}

}  // namespace jianfu::builders
