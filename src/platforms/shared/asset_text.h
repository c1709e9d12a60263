// Text files of packages as UTF-8 (formats.md §12): those in UTF-8 are not copied; byte order marks, UTF-16
// without one, GB18030 and Big5 are told by what they hold.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::platforms {

// UTF-16 text without a byte order mark, by its first bytes: nearly every unit is an ASCII or a Han
// character.
bool looks_like_utf16(std::string_view head);

// The bytes as valid UTF-8, as a view of them or of `storage`.
std::string_view as_utf8(std::string_view bytes, std::string& storage);

}  // namespace jianfu::platforms
