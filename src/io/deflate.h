// Raw deflate (RFC 1951) of bytes in memory.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::io {

enum class Effort { kFast = 1, kSmall = 6 };  // levels of libdeflate

std::string deflated(std::string_view bytes, Effort effort);

}  // namespace jianfu::io
