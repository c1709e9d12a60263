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
  kTpkgPacked,
  kHermes,     // either form
  kRamBundle,  // React Native
  kAbc,
  kResourcesIndex,  // HarmonyOS
  kBinaryPlist,
  kNib,
  kCompiledAssets,  // iOS: Assets.car
  kElf,
  kMachO,
  kPe,  // a .NET assembly, mostly
  kDotnetStore,
  kJavaClass,
  kDartKernel,
  kDartSnapshot,
  kUnityMetadata,
  kUnityBundle,
  kLua,
  kLuaJit,
  kGettext,
  kSqlite,
  kGzip,
  kTar,
  kXz,
  kZstd,
  kBzip2,
  kSevenZip,
  kRar,
  kArchive,  // of another format
  kImage,
  kMedia,
  kFont,
  kIcuData,  // Unicode's own tables and texts, as libraries bring them along
  kWasm,
  kPdf,
  kText,       // with or without a byte order mark
  kUtf16Text,  // without a byte order mark
};

struct KindName {
  FileKind kind;
  std::string_view zh, en;
};

// `head`: the first bytes, 512 are enough.
FileKind identify(std::string_view head);
KindName describe(FileKind kind);

// Hardly any control characters in `head`.
bool looks_like_text(std::string_view head);

// Compressed files and archives that hold other files, but zip.
bool is_packed(FileKind kind);

// Pictures, media and fonts by the ending of a name, without a look inside; false when the name tells nothing.
bool is_skipped_name(std::string_view name);

}  // namespace jianfu::formats
