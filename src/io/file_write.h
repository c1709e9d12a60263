// Whole files, or none.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace jianfu::io {

// Whether write_file would get as far as writing: the folder is there, and nothing forbids it. kUsage.
Status can_write_file(const std::string& path);

// Written beside under another name and renamed when all of it has arrived, so that nobody ever sees half a file and
// an older one stays until then. What is no regular file (a pipe, a device) is written in place. kUsage when it cannot
// be opened, kIo when it breaks off in the middle.
Status write_file(const std::string& path, std::string_view bytes);

}  // namespace jianfu::io
