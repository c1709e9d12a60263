// The header's word on the bytes behind it. Android compares the adler32 before it runs code; nobody compares the SHA-1
// beside it, which build tools and re-packers leave as it was (17 of 307 real files), so that it tells nothing.
#pragma once

#include <string_view>

namespace jianfu::formats::dex {

// False of what is no whole file of its own: cut, wiped, or one of several in a container.
bool checksum_is_wrong(std::string_view bytes);

}  // namespace jianfu::formats::dex
