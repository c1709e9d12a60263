// Bytes that an audit keeps: made small, and sealed so that a torn file is told from a whole one.
#pragma once

#include <string>
#include <string_view>

#include "audit/problem.h"
#include "core/result.h"

namespace jianfu::audit {

// Of what is recorded of a package (record.h). Raised with every change of it: results in files bear it, and it is a part
// of every context, so that what an earlier program recorded is not taken for all that there is to say.
inline constexpr char kRecordVersion = 2;

inline constexpr uint64_t kMostUnpacked = 1ull << 30;  // bytes of one report

// Raw deflate; its size stands before it.
std::string packed(std::string_view bytes);
// kCorrupt when it is none.
Result<std::string> unpacked(std::string_view bytes);

// A mark with a version, the length, the SHA-256 and the bytes.
std::string sealed(std::string_view bytes);
// The bytes, which are a part of `file`. kCorrupt when torn or no such file, kUnsupported of another version.
Result<std::string_view> unsealed(std::string_view file, const std::string& name);

}  // namespace jianfu::audit
