// A zip archive in memory, for documents that are one (DOCX): entries in the order given, deflated, all of 1980-01-01,
// so that the same entries give the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jianfu::io {

class ZipWriter {
 public:
  // `name` in ASCII, each once. Entries and the archive stay below 4 GiB and 65,535 entries: no zip64 is written.
  void add(std::string_view name, std::string_view bytes);
  // The archive; nothing may be added behind it.
  std::string take();

 private:
  std::string out_, directory_;
  uint16_t entries_ = 0;
};

}  // namespace jianfu::io
