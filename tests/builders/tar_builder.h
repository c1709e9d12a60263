// Tar and gzip for tests. Every header field can be made to say what it likes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::builders {

struct TarFile {
  std::string name = {};
  std::string bytes = {};
  char type = '0';
  std::string link = {};
  std::string prefix = {};                     // ustar's, before the name
  std::optional<uint64_t> size = {};           // instead of bytes.size()
  std::optional<std::string> size_field = {};  // the 12 bytes as they are
  bool broken_sum = false;
  bool gnu = false;  // the magic of GNU tar
};

// Headers and data without the blocks of zeros at the end.
std::string tar_entries(const std::vector<TarFile>& files);
std::string tar_of(const std::vector<TarFile>& files);
std::string pax_record(std::string_view key, std::string_view value);

struct GzipOptions {
  std::string name = {};
  std::string extra = {};
  std::string comment = {};
  bool header_crc = false;
  std::optional<uint32_t> crc = {};  // in the trailer, instead of the real one
};
std::string gzip_of(std::string_view bytes, const GzipOptions& options = {});

}  // namespace jianfu::builders
