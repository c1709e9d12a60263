// Protocol buffers (formats.md §5.1), field by field, for the builders and tests of what is made of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jianfu::builders {

class ProtoWriter {
 public:
  ProtoWriter& number(uint32_t field, uint64_t value) {
    tag(field, 0);
    varint(value);
    return *this;
  }
  ProtoWriter& text(uint32_t field, std::string_view bytes) {
    tag(field, 2);
    varint(bytes.size());
    bytes_ += bytes;
    return *this;
  }
  ProtoWriter& message(uint32_t field, const ProtoWriter& inner) { return text(field, inner.bytes_); }
  ProtoWriter& fixed32(uint32_t field, uint32_t value) {
    tag(field, 5);
    for (int i = 0; i < 4; ++i) bytes_ += static_cast<char>((value >> (8 * i)) & 0xff);
    return *this;
  }
  ProtoWriter& fixed64(uint32_t field, uint64_t value) {
    tag(field, 1);
    for (int i = 0; i < 8; ++i) bytes_ += static_cast<char>((value >> (8 * i)) & 0xff);
    return *this;
  }
  ProtoWriter& group(uint32_t field, const ProtoWriter& inner) {
    tag(field, 3);
    bytes_ += inner.bytes_;
    tag(field, 4);
    return *this;
  }
  ProtoWriter& tag(uint32_t field, uint32_t wire) {
    varint(uint64_t{field} << 3 | wire);
    return *this;
  }
  ProtoWriter& varint(uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>((value & 0x7f) | 0x80);
    bytes_ += static_cast<char>(value);
    return *this;
  }

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

}  // namespace jianfu::builders
