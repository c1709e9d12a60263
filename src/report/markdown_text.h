// Words in Markdown that nothing of comes alive: no markup, no HTML, no link, no mention, no reference to an issue, on
// any host. Backslashes are not enough for that, since hosts look for mentions and addresses in what was rendered.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::report::markdown {

// A code span that holds the text as it is. Not for tables: a '|' would end the cell. Empty for no text.
std::string code(std::string_view text);

// Running text, also in tables: punctuation of Markdown escaped, and what hosts act on in full width.
std::string prose(std::string_view text);

}  // namespace jianfu::report::markdown
