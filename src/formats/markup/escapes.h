// The two ways a text hides its characters in templates: entities of HTML and escapes of JS strings. Neither
// fails: what is no entity or no escape stays as it is written.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::formats::markup {

// What stands between the quotes of a JS string or template literal, unescaped. Lone surrogates become
// U+FFFD.
std::string unescape_js(std::string_view raw);

}  // namespace jianfu::formats::markup
