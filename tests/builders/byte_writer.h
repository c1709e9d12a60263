// ByteWriter: ByteReader's mirror, with back-patching. Builders compose packages with it; broken ones are made by
// editing built bytes (damage.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jianfu::builders {

class ByteWriter {
 public:
  size_t size() const { return bytes_.size(); }
  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

  ByteWriter& raw(std::string_view bytes) {
    bytes_ += bytes;
    return *this;
  }
  template <typename T>
  ByteWriter& le(T value) {
    for (size_t i = 0; i < sizeof(T); ++i) bytes_ += static_cast<char>((static_cast<uint64_t>(value) >> (8 * i)) & 0xff);
    return *this;
  }
  template <typename T>
  ByteWriter& be(T value) {
    for (size_t i = sizeof(T); i-- > 0;) bytes_ += static_cast<char>((static_cast<uint64_t>(value) >> (8 * i)) & 0xff);
    return *this;
  }
  ByteWriter& uleb128(uint32_t value);
  ByteWriter& align(size_t to);               // zero bytes up to a multiple of `to`
  ByteWriter& patch_u32(size_t at, uint32_t value);  // little-endian, over bytes already written
  ByteWriter& patch_u32_be(size_t at, uint32_t value);

 private:
  std::string bytes_;
};

}  // namespace jianfu::builders
