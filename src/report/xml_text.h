// Text as it may stand in XML 1.0, in elements and in attributes.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::report {

// `text` is valid UTF-8. Markup characters become entities; a character that XML cannot hold at all becomes U+FFFD.
std::string xml_text(std::string_view text);

}  // namespace jianfu::report
