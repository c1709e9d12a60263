// Files of an audit that many processes and machines write and read: written beside and renamed, so that a file that is
// there was written to its end.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace jianfu::audit {

inline constexpr std::string_view kBeside = ".tmp.";  // <name>.tmp.<host>.<process>
// Of this machine, as a file name can hold it.
std::string host();

Error cannot_write(const std::string& path, int number);

// 0, or errno. `flags` of open(2) besides those for writing.
int write_new(const std::string& path, std::string_view bytes, int flags, bool sync);

// kYes: it outlives a failure of the power.
enum class Sync : bool { kNo, kYes };
Status make_folder_of(const std::string& path, Sync sync);
// Replaces one that is there; makes the folder. kIo: the disk is full, the folder cannot be written.
Status write_whole(const std::string& path, std::string_view bytes, Sync sync);

}  // namespace jianfu::audit
