// ByteReader: the only way bytes nobody vouched for are read. The cursor is sticky: the first read past
// the end latches the failure, later reads give zeros, and a parser asks ok() once a record.
// Also the one place where "offset + size <= total" is written (as size <= total - offset).
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#include "core/defect.h"

namespace jianfu::io {

class ByteReader {
 public:
  // `bytes` is borrowed and must outlive the reader and every view it hands out.
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  uint64_t offset() const { return offset_; }
  uint64_t size() const { return bytes_.size(); }
  uint64_t remaining() const { return bytes_.size() - offset_; }
  std::string_view bytes() const { return bytes_; }

  // True when [offset, offset + size) lies in the bytes; never overflows.
  bool holds(uint64_t offset, uint64_t size) const { return offset <= bytes_.size() && size <= bytes_.size() - offset; }

  // Moves to an absolute offset; past the end latches the failure.
  void seek(uint64_t offset) {
    if (offset > bytes_.size()) return fail(0);
    if (ok_) offset_ = offset;
  }
  void skip(uint64_t count) { take(count); }

  // The next `count` bytes, or an empty view and the failure.
  std::string_view take(uint64_t count) {
    if (!ok_ || count > remaining()) {
      fail(count);
      return {};
    }
    const std::string_view out = bytes_.substr(offset_, count);
    offset_ += count;
    return out;
  }

  // [offset, offset + count) without moving; empty when it does not lie in the bytes (failure not latched).
  std::string_view slice(uint64_t offset, uint64_t count) const {
    return holds(offset, count) ? bytes_.substr(offset, count) : std::string_view{};
  }

  template <typename T>
  T le() {
    static_assert(std::is_integral_v<T>);
    const std::string_view raw = take(sizeof(T));
    return raw.empty() ? T{} : load_le<T>(raw.data());
  }

  template <typename T>
  T be() {
    static_assert(std::is_unsigned_v<T>);
    const std::string_view raw = take(sizeof(T));
    T out{};
    for (const char c : raw) out = static_cast<T>((out << (sizeof(T) > 1 ? 8 : 0)) | static_cast<unsigned char>(c));
    return out;
  }

  // Little-endian value at an absolute offset, 0 when it does not lie in the bytes (failure not latched).
  template <typename T>
  T le_at(uint64_t offset) const {
    return holds(offset, sizeof(T)) ? load_le<T>(bytes_.data() + offset) : T{};
  }

  // Unsigned / signed LEB128, at most 5 bytes (32 bits); longer ones latch the failure.
  uint32_t uleb128() {
    if (!ok_ || bytes_.size() - offset_ < 2) return long_uleb128();
    const auto low = static_cast<unsigned char>(bytes_[offset_]), high = static_cast<unsigned char>(bytes_[offset_ + 1]);
    if (low < 0x80) return ++offset_, low;
    if (high >= 0x80) return long_uleb128();
    offset_ += 2;
    return uint32_t{high} << 7 | (low & 0x7fU);
  }
  int32_t sleb128();

  // Unsigned LEB128 of at most 10 bytes (64 bits): numbers of our own formats. Most are short.
  uint64_t number() {
    if (ok_ && offset_ < bytes_.size() && static_cast<signed char>(bytes_[offset_]) >= 0)
      return static_cast<unsigned char>(bytes_[offset_++]);
    return long_number();
  }

  // What went wrong first; meaningful when !ok().
  Defect defect() const;

 private:
  uint64_t long_number();
  uint32_t long_uleb128();
  template <typename T>
  static T load_le(const char* at) {
    T out{};
    std::memcpy(&out, at, sizeof(T));  // every machine we build for is little-endian (checked in byte_reader.cc)
    return out;
  }
  void fail(uint64_t wanted) {
    if (!ok_) return;
    ok_ = false;
    wanted_ = wanted;
  }

  std::string_view bytes_;
  uint64_t offset_ = 0;
  uint64_t wanted_ = 0;
  bool ok_ = true;
};

}  // namespace jianfu::io
