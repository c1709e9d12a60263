// The records of a zip as Android reads them (formats.md §1.1, §1.2): our own walker of the central directory, and the
// scan over local headers for archives that have none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/limits.h"
#include "io/tree.h"

namespace jianfu::io {

struct ZipRecord {
  std::string name;      // raw bytes
  uint16_t flags = 0;    // bit 0 encrypted, bit 3 data descriptor
  uint16_t method = 0;
  uint32_t crc = 0;
  uint64_t packed = 0;   // as claimed
  uint64_t unpacked = 0;
  uint64_t header = 0;   // offset of the local header
  bool has_aes = false;  // extra field 0x9901: really encrypted
};

struct ZipDirectory {
  std::vector<ZipRecord> records;
  std::vector<Anomaly> anomalies;
  std::vector<Defect> defects;
  uint64_t begin = 0;    // offset of the directory: entry data ends before it
};

// Nothing when there is no usable end record or not one entry behind it.
std::optional<ZipDirectory> walk_directory(std::string_view bytes, const Limits& limits);
ZipDirectory scan_headers(std::string_view bytes, const Limits& limits);

}  // namespace jianfu::io
