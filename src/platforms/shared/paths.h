// Paths inside packages, as programs write them: "../detail/detail?id=1", "/pages/x/x", "./util".
#pragma once

#include <string>
#include <string_view>

#include "io/tree.h"

namespace jianfu::platforms {

// The name of an entry for people and for comparing with other texts: valid UTF-8. Chinese tools on Windows store
// names in GBK. Control characters stay; writers show them as escapes.
std::string shown_name(const io::Entry& entry);

// Everything up to the last '/', without it; empty for a bare name.
std::string_view folder_of(std::string_view path);
std::string_view base_of(std::string_view path);
// Without the last extension of the base name.
std::string_view without_extension(std::string_view path);
// Without ?query, #fragment and anything from the first placeholder (U+FFFC) on.
std::string_view without_query(std::string_view path);
// `path` as seen from a file in `folder`: absolute ones lose their '/', "." and ".." are resolved.
std::string resolve(std::string_view folder, std::string_view path);

}  // namespace jianfu::platforms
