// What bytes are, by content (formats.md §13): for telling entries apart and for naming in messages what was
// handed in.
#pragma once

#include <cstdint>
#include <string_view>

namespace jianfu::formats {

enum class FileKind : uint8_t {
  kUnknown,
  kEmpty,
  kZip,
  kDex,
  kCompactDex,
  kAxml,
  kArsc,
  kWxapkg,
  kWxapkgEncrypted,
  kTpkg,
  kHermes,
  kAbc,
  kBinaryPlist,
  kElf,
  kMachO,
  kSqlite,
  kArchive,
  kImage,
  kMedia,
  kFont,
  kWasm,
  kText,
};

struct KindName {
  FileKind kind;
  std::string_view zh, en;
};

// `head`: the first bytes, 512 are enough.
FileKind identify(std::string_view head);
KindName describe(FileKind kind);

// Pictures, media and fonts: looked at by nobody, and no gap.
bool is_skipped(FileKind kind);
// The same by the ending of a name, without a look inside; false when the name tells nothing.
bool is_skipped_name(std::string_view name);

}  // namespace jianfu::formats
