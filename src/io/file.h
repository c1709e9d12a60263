// Regular files of the file system as bytes in memory.
#pragma once

#include <cstdint>
#include <string>

#include "core/result.h"

namespace jianfu::io {

struct FileHead {
  std::string bytes;
  bool more = false;  // the file goes on
};

// At most `cap` bytes of a regular file. The size the file system tells sizes the first buffer only: a file
// may grow or shrink while it is read.
Result<FileHead> read_head_of_file(const std::string& path, uint64_t cap);

}  // namespace jianfu::io
