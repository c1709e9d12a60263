// The records of a zip archive as they lie in the bytes (APPNOTE 6.3; formats.md §1.1), each read by one
// function. Nothing is believed here beyond "these bytes are there"; what the fields are worth is decided by
// who reads them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/tree.h"

namespace jianfu::io::zip {

inline constexpr std::string_view kLocalSignature{"PK\x03\x04", 4};
inline constexpr std::string_view kCentralSignature{"PK\x01\x02", 4};
inline constexpr std::string_view kEndSignature{"PK\x05\x06", 4};
inline constexpr std::string_view kEnd64Signature{"PK\x06\x06", 4};
inline constexpr std::string_view kLocator64Signature{"PK\x06\x07", 4};
inline constexpr std::string_view kDescriptorSignature{"PK\x07\x08", 4};

inline constexpr uint64_t kLocalBytes = 30;
inline constexpr uint64_t kCentralBytes = 46;
inline constexpr uint64_t kEndBytes = 22;
inline constexpr uint64_t kEndWindow = 65'535 + kEndBytes;  // where Android looks for the end record

inline constexpr uint16_t kStored = 0;
inline constexpr uint16_t kDeflated = 8;
inline constexpr uint16_t kBzip2 = 12;
inline constexpr uint16_t kAes = 99;

inline constexpr uint16_t kEncryptedFlag = 1U << 0;
inline constexpr uint16_t kDescriptorFlag = 1U << 3;
inline constexpr uint16_t kUtf8Flag = 1U << 11;

// One entry: what the directory (or, without one, the local header) claims, and where its data was found.
struct Record {
  std::string name;
  std::string unicode_name;  // of extra field 0x7075, when its checksum is that of the name
  uint64_t header = 0;       // of the local header, in the bytes
  uint64_t data = 0;         // of the entry's data, in the bytes; may lie past the end
  uint64_t other_data = 0;   // where else it may begin; 0: nowhere else
  uint64_t bound = 0;        // where the data must have ended: the directory, or the end of the bytes
  uint64_t packed = 0;
  uint64_t size = 0;
  uint32_t crc = 0;
  uint16_t method = 0;
  uint16_t flags = 0;
  bool has_crc = true;                   // false: nobody told it
  bool aes_extra = false;                // extra field 0x9901 is there
  bool odd_extra = false;                // the extra fields do not add up
  std::optional<uint64_t> libzip_index;  // only libzip found it
  bool unlisted = false;                 // its local header is there, and no directory names it
};

struct EndRecord {
  uint64_t at = 0;             // of its signature
  uint64_t directory_end = 0;  // `at`, or where the zip64 end record begins
  uint64_t entries = 0;
  uint64_t directory_bytes = 0;
  uint64_t directory_offset = 0;
  uint64_t comment_bytes = 0;
  bool several_disks = false;
  bool count_wraps = false;  // 16 bits of count, without zip64
};

struct LocalHeader {
  std::string_view name;     // of the archive's bytes
  std::string unicode_name;  // as Record's
  uint64_t data = 0;
  uint64_t packed = 0;
  uint64_t size = 0;
  uint32_t crc = 0;
  uint16_t method = 0;
  uint16_t flags = 0;
};

// The end record whose signature is the last one before `before`, wherever it is.
std::optional<EndRecord> end_record_before(std::string_view bytes, uint64_t before);

// The entry whose central header is at `at`, and where the next one would be; nothing when none (or only a
// part of one) is there. `header` is as stored, `data` and `bound` are not filled in.
struct Central {
  Record record;
  uint64_t next = 0;
};
std::optional<Central> central_at(std::string_view bytes, uint64_t at);

std::optional<LocalHeader> local_at(std::string_view bytes, uint64_t at);

// One anomaly a kind, with the first example and a count, not one for each of a hundred thousand entries.
class Tally {
 public:
  void note(std::string_view what, std::string_view entry, std::string detail);
  bool empty() const { return kinds_.empty(); }
  std::vector<Anomaly> take();

 private:
  struct Kind {
    Anomaly first;
    uint64_t count = 0;
  };
  std::map<std::string, Kind, std::less<>> kinds_;
};

// Well-formed UTF-8; its last character may be cut off when the text is only the head of something.
bool is_utf8(std::string_view text, bool is_head = false);

// "0x" and hex, for details.
std::string hex(uint64_t value);

}  // namespace jianfu::io::zip
