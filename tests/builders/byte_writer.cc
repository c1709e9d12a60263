#include "builders/byte_writer.h"

namespace jianfu::builders {

ByteWriter& ByteWriter::uleb128(uint32_t value) {
  do {
    const uint32_t rest = value >> 7;
    bytes_ += static_cast<char>((value & 0x7f) | (rest != 0 ? 0x80 : 0));
    value = rest;
  } while (value != 0);
  return *this;
}

ByteWriter& ByteWriter::align(size_t to) {
  while (bytes_.size() % to != 0) bytes_ += '\0';
  return *this;
}

ByteWriter& ByteWriter::patch_u32(size_t at, uint32_t value) {
  for (size_t i = 0; i < 4; ++i) bytes_[at + i] = static_cast<char>((value >> (8 * i)) & 0xff);
  return *this;
}

ByteWriter& ByteWriter::patch_u32_be(size_t at, uint32_t value) {
  for (size_t i = 0; i < 4; ++i) bytes_[at + i] = static_cast<char>((value >> (8 * (3 - i))) & 0xff);
  return *this;
}

}  // namespace jianfu::builders
