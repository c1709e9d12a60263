// Hermes bytecode (formats.md §7.2): what React Native compiles its scripts to. Only its strings are read:
// their table packs them over each other and glues UTF-16 to any offset, so nothing but the table tells where
// one begins. Versions 51 to 99, the form prepared for diffs too; a file of another version is read when
// every number of its table agrees.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "core/result.h"

namespace jianfu::formats::hermes {

struct String {
  std::string_view text;       // UTF-8; lives until the call returns
  uint32_t index = 0;          // in the string table
  uint64_t offset = 0;         // of its first byte in the file
  bool identifier = false;     // names a property or a variable somewhere (and may be shown all the same)
  bool function_name = false;  // names a function
};
using Found = std::function<void(const String&)>;

struct Bundle {
  uint32_t version = 0;
  bool known = false;     // of the versions this reader was made for
  bool readable = false;  // a layout fits, and the strings were handed over; else the caller may carve
  uint32_t functions = 0;
  uint32_t strings = 0;
  std::vector<Defect> defects;
};

bool looks_like(std::string_view bytes);        // either form
bool looks_like_delta(std::string_view bytes);  // the form prepared for diffs

// Hands over every string of the table in its order. An error only when the bytes are no Hermes bytecode.
Result<Bundle> read(std::string_view bytes, const Limits& limits, const Found& found);

}  // namespace jianfu::formats::hermes
