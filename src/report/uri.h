// Paths as URIs (RFC 3986).
#pragma once

#include <string>
#include <string_view>

namespace jianfu::report {

// Every byte but letters, digits, '-', '.', '_', '~' and '/' as %XX: Chinese names, and bytes that are no UTF-8.
std::string percent_encoded(std::string_view path);

// A relative path stays relative; an absolute one becomes file:///….
std::string uri_of(std::string_view path);

}  // namespace jianfu::report
