// Words of anybody in XML 1.0, which has no place for some characters: those become visible as \xNN or \u{N}.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::report {

// Line breaks stay.
std::string legal_xml(std::string_view text);
// And escaped, for text and for attributes in double quotes.
std::string escaped_xml(std::string_view text);

}  // namespace jianfu::report
