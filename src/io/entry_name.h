// What is odd about the name of an entry, in any container.
#pragma once

#include <string_view>

namespace jianfu::io {

// "NUL", "absolute" …; empty for a name that is not odd. Names in GBK and backslashes are what Chinese tools
// on Windows write: not odd.
std::string_view oddity_of_name(std::string_view name);

}  // namespace jianfu::io
