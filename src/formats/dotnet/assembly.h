// .NET assemblies (Unity with mono, Xamarin): the user strings of their metadata (heap #US, UTF-16LE) and the
// names of their types and members (#Strings). Layout: PE/COFF, then ECMA-335 part II §24.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "core/result.h"

namespace jianfu::formats::dotnet {

struct String {
  std::string_view text;  // UTF-8; lives until the call returns
  uint64_t offset = 0;
  bool name = false;
};
using Found = std::function<void(const String&)>;

// An error when the bytes are no PE file, or one without .NET metadata.
Result<std::vector<Defect>> read(std::string_view bytes, const Limits& limits, const Found& found);

}  // namespace jianfu::formats::dotnet
