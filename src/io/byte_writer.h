// The other side of ByteReader: bytes of our own formats. Only grows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jianfu::io {

class ByteWriter {
 public:
  void byte(unsigned value) { out_ += static_cast<char>(value); }
  void number(uint64_t value) {  // LEB128, as ByteReader::number reads it
    for (; value >= 0x80; value >>= 7) byte(0x80U | static_cast<unsigned>(value & 0x7F));
    byte(static_cast<unsigned>(value));
  }
  void bytes(std::string_view value) { out_ += value; }
  void text(std::string_view value) { number(value.size()), bytes(value); }

  std::string_view view() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace jianfu::io
