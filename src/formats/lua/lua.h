// Compiled Lua 5.1 to 5.4: the string constants of all functions. Layout as the compilers write it
// (lundump/ldump of each version: header, then one function that holds the others).
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "core/result.h"

namespace jianfu::formats::lua {

struct String {
  std::string_view text;  // as it lies in the file: any bytes
  uint64_t offset = 0;
};
using Found = std::function<void(const String&)>;

bool looks_like(std::string_view bytes);         // Lua of any version
bool looks_like_luajit(std::string_view bytes);  // its own format: to be carved
// An error when the bytes are no Lua bytecode, or of a version that cannot be read.
Result<std::vector<Defect>> read(std::string_view bytes, const Limits& limits, const Found& found);

}  // namespace jianfu::formats::lua
