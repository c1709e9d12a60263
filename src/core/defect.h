// Something in the input that could not be read. Readers go on and hand their defects up; platforms
// turn them into gaps of the coverage ledger, so that "not found" is never confused with "not looked".
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/message.h"

namespace jianfu::core {

// Why something was not read. The words are those of reports and of rules/annotate/gaps.yaml.
enum class GapReason : uint8_t {
  kCorrupt,       // damaged or purpose-made bytes
  kTruncated,     // ends too early; the head was kept
  kLimit,         // a bound of Limits
  kEncrypted,     // needs a key
  kPacked,        // hardened (加固): the real code is not in the package as such
  kPackedSuspected,  // hardened by its signs, or an empty shell
  kObfuscated,    // strings encrypted by the app itself
  kUnsupported,   // a format or method no reader of ours knows yet
  kMissingPart,   // a sub-package, split or file that was not handed in
  kRemote,        // shown from a server
  kNoLexicon,     // a script for which no lexicon exists
  kIo,            // the file system said no
  kTime,          // the time for the package was over: about all that was not read by then
};

inline constexpr std::array<std::string_view, 13> kGapReasonNames = {
    "corrupt", "truncated", "limit", "encrypted", "packed", "packed-suspected", "obfuscated", "unsupported", "missing-part", "remote", "no-lexicon", "io", "time"};

constexpr std::string_view name_of(GapReason reason) { return kGapReasonNames[static_cast<size_t>(reason)]; }

struct Defect {
  GapReason why = GapReason::kCorrupt;
  Message what;
  uint64_t offset = 0;  // in the bytes the reader was given
  uint64_t bytes = 0;   // how much was not read, 0 when unknown
};

}  // namespace jianfu::core

namespace jianfu {
using core::Defect;
using core::GapReason;
}  // namespace jianfu
