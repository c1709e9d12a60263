// The version of the program, as reports print it.
#pragma once

#include <string_view>

namespace jianfu::core {

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace jianfu::core
