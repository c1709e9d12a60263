#include "formats/protobuf/protobuf.h"

#include <algorithm>

namespace jianfu::formats::protobuf {
namespace {

constexpr unsigned kVarintBits = 70;  // ten bytes of seven
constexpr uint64_t kMostFieldNumber = (1u << 29) - 1;

}  // namespace

bool Message::broken() {
  sound_ = false;
  bytes_ = {};
  value_ = 0;
  in_.skip(in_.remaining());
  return false;
}

uint64_t Message::varint() {
  uint64_t out = 0;
  for (unsigned shift = 0; shift < kVarintBits; shift += 7) {
    const uint8_t byte = in_.le<uint8_t>();
    if (shift < 64) out |= uint64_t{byte & 0x7Fu} << shift;
    if ((byte & 0x80) == 0) return out;
  }
  sound_ = false;  // longer than any number
  return out;
}

bool Message::next() {
  while (sound_ && in_.remaining() > 0) {
    if (!read_field()) return broken();
    if (wire_ == Wire::kStartGroup) {
      if (!skip_group()) return broken();
      continue;
    }
    if (wire_ == Wire::kEndGroup) return broken();  // of no group that was begun
    return true;
  }
  return false;
}

// One field, whatever its kind; false when it is none or is not whole (but for bytes, whose head counts).
bool Message::read_field() {
  const uint64_t tag = varint();
  const uint64_t number = tag >> 3;
  if (!sound_ || !in_.ok() || number == 0 || number > kMostFieldNumber) return false;
  number_ = static_cast<uint32_t>(number);
  wire_ = static_cast<Wire>(tag & 7);
  bytes_ = {};
  value_ = 0;
  switch (wire_) {
    case Wire::kVarint:
      value_ = varint();
      break;
    case Wire::kFixed64:
      value_ = in_.le<uint64_t>();
      break;
    case Wire::kFixed32:
      value_ = in_.le<uint32_t>();
      break;
    case Wire::kBytes: {
      const uint64_t size = varint();
      if (!sound_ || !in_.ok()) return false;
      sound_ = size <= in_.remaining();
      bytes_ = in_.take(std::min(size, in_.remaining()));
      return true;
    }
    case Wire::kStartGroup:
    case Wire::kEndGroup:
      return true;
    default:
      return false;
  }
  return sound_ && in_.ok();
}

// Past the end of the group that was just begun, and of those in it.
bool Message::skip_group() {
  for (uint64_t depth = 1; depth > 0;) {
    if (!sound_ || in_.remaining() == 0 || !read_field()) return false;
    if (wire_ == Wire::kStartGroup) ++depth;
    if (wire_ == Wire::kEndGroup) --depth;
  }
  return true;
}

std::string_view bytes_of(std::string_view message, uint32_t number) {
  std::string_view out;
  for (Message in(message); in.next();) {
    if (in.is(number, Wire::kBytes)) out = in.bytes();
  }
  return out;
}

uint64_t value_of(std::string_view message, uint32_t number) {
  uint64_t out = 0;
  for (Message in(message); in.next();) {
    if (in.number() == number && in.wire() != Wire::kBytes) out = in.value();
  }
  return out;
}

}  // namespace jianfu::formats::protobuf
