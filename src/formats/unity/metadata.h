// global-metadata.dat of Unity's il2cpp (formats.md §7.4): the string literals of all C# code, and the names
// of its types, methods and fields.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "core/result.h"

namespace jianfu::formats::unity {

struct String {
  std::string_view text;  // as it lies in the file, UTF-8
  uint64_t offset = 0;
  bool name = false;  // of a type, method or field
};
using Found = std::function<void(const String&)>;

bool looks_like_metadata(std::string_view bytes);
// An error only when the bytes are no metadata (which, under that file's name, means that they are
// encrypted).
Result<std::vector<Defect>> read_metadata(std::string_view bytes, const Limits& limits, const Found& found);

}  // namespace jianfu::formats::unity
