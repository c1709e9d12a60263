// What can be read of a package whose index is lost, in whole or in part (formats.md §8.1): damaged,
// overwritten, or encrypted without a key. Entries of the index that are left are used; in the rest, files
// are told by how they begin.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/limits.h"
#include "io/tree.h"

namespace jianfu::formats::wxapkg {

// The character that the bytes are XORed with so that scripts stand in them; 0 for plain ones, nothing when
// there is no script. One pass.
std::optional<char> script_key(std::string_view bytes);

// Entries of an index of which the beginning is lost, from the first two on that stand in a row at or behind
// `from`. Offsets are moved by a few bytes where the last file then ends with the package.
std::vector<io::Slice> rest_of_index(std::string_view bytes, size_t from, const Limits& limits);

struct Salvage {
  std::vector<io::Slice>
      slices;          // files by their beginnings, named by what they are: pages/x/x.js, app-config.json …
  std::string config;  // what app-config.json must have said, when it was not found; may be empty
};
// `known` lie where they are told to be; what they cover is not looked at again.
Salvage carve(std::string_view bytes, const std::vector<io::Slice>& known, const Limits& limits);

}  // namespace jianfu::formats::wxapkg
