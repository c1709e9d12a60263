// SHA-256 of bytes in memory (OpenSSL), as lower-case hex: identity of packages and rule sets.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::core {

std::string sha256_hex(std::string_view bytes);

}  // namespace jianfu::core
