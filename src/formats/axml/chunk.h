// The chunks that binary XML and resources.arsc are made of (formats.md §2.1): eight bytes that give a type,
// the size of the header and the size of the whole. None of the three is believed before it is compared with
// what is there.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/byte_reader.h"

namespace jianfu::formats::axml {

namespace chunk {
inline constexpr uint16_t kStringPool = 0x0001, kTable = 0x0002, kXml = 0x0003;
inline constexpr uint16_t kStartNamespace = 0x0100, kEndNamespace = 0x0101, kStartElement = 0x0102,
                          kEndElement = 0x0103, kCdata = 0x0104, kResourceMap = 0x0180;
inline constexpr uint16_t kPackage = 0x0200, kType = 0x0201, kTypeSpec = 0x0202, kLibrary = 0x0203,
                          kOverlayable = 0x0204, kOverlayablePolicy = 0x0205, kStagedAlias = 0x0206;
}  // namespace chunk

inline constexpr uint64_t kChunkHeader = 8;
inline constexpr uint64_t kPoolHeader = 0x1C;

struct Chunk {
  uint64_t at = 0;
  uint16_t type = 0;
  uint64_t header = 0, size = 0;  // as stored

  uint64_t end() const { return at + size; }
  // True when the size can be meant: it holds its own header fields and stays before `limit`.
  bool fits(uint64_t limit) const { return size >= kChunkHeader && at <= limit && size <= limit - at; }
};

// Zeros where the bytes end.
inline Chunk chunk_at(const io::ByteReader& in, uint64_t at) {
  return {at, in.le_at<uint16_t>(at), in.le_at<uint16_t>(at + 2), in.le_at<uint32_t>(at + 4)};
}

// Adds a stable id once.
inline void note_once(std::vector<std::string>& ids, std::string_view id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.emplace_back(id);
}

// Defects of one sort: how many, and where the first was seen.
struct Losses {
  uint64_t count = 0, first_at = 0;
  void add(uint64_t at) {
    if (count++ == 0) first_at = at;
  }
};

// What strings may cost in all. Any number of items can name the same long string, so text out of a file is
// bounded by the bytes that went in, and not only by their count.
class TextBudget {
 public:
  TextBudget(uint64_t file_bytes, uint64_t most) : left_(std::min(most, file_bytes * 64 + 65536)) {}
  bool spend(uint64_t bytes) {
    if (bytes > left_) exceeded_ = true;
    left_ -= std::min(bytes, left_);
    return !exceeded_;
  }
  bool exceeded() const { return exceeded_; }

 private:
  uint64_t left_;
  bool exceeded_ = false;
};

}  // namespace jianfu::formats::axml
