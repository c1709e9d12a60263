// The wire format of protocol buffers (formats.md §5.1): a cursor over the fields of one message. There is no
// schema and no generated code: a reader asks for the fields it knows by number and lets the others go by.
#pragma once

#include <cstdint>
#include <string_view>

#include "io/byte_reader.h"

namespace jianfu::formats::protobuf {

enum class Wire : uint8_t {
  kVarint = 0,
  kFixed64 = 1,
  kBytes = 2,
  kStartGroup = 3,
  kEndGroup = 4,
  kFixed32 = 5
};

class Message {
 public:
  Message() = default;
  explicit Message(std::string_view bytes) : in_(bytes) {}

  // Moves to the next field; false at the end and where the bytes stop making sense. Groups are skipped.
  // A field that claims more bytes than are left is handed out with those that are there, and is the last.
  bool next();

  uint32_t number() const { return number_; }
  Wire wire() const { return wire_; }
  bool is(uint32_t number, Wire wire) const { return number_ == number && wire_ == wire; }

  // Of a field with bytes: text, or a message inside; empty for every other.
  std::string_view bytes() const { return bytes_; }
  // Of every other field; 0 for one with bytes. An int32 below zero comes as 64 bits.
  uint64_t value() const { return value_; }
  uint32_t value32() const { return static_cast<uint32_t>(value_); }

  // False once bytes were met that are no fields, or that end too early.
  bool sound() const { return sound_; }
  uint64_t offset() const { return in_.offset(); }

 private:
  bool read_field();
  bool skip_group();
  uint64_t varint();
  bool broken();

  io::ByteReader in_{std::string_view{}};
  uint32_t number_ = 0;
  Wire wire_ = Wire::kVarint;
  std::string_view bytes_;
  uint64_t value_ = 0;
  bool sound_ = true;
};

// The last field of that number that is bytes, as text or a message; empty when there is none. For messages
// of few fields, of which one is wanted.
std::string_view bytes_of(std::string_view message, uint32_t number);
// The same of a number; 0 when there is none.
uint64_t value_of(std::string_view message, uint32_t number);

}  // namespace jianfu::formats::protobuf
