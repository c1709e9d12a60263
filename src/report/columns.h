// Text in columns of a terminal or a fixed-width font, where a Han character takes two.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jianfu::report {

// Escape sequences of colours take none.
size_t columns(std::string_view utf8);
std::string padded(std::string_view utf8, size_t to);

// The end of a text in at most `width` columns, behind "…" where its beginning does not fit.
std::string end_within(std::string_view utf8, size_t width);

// Lines of at most `width` columns. Words of Latin letters stay whole where they can, Chinese breaks anywhere
// but before closing and behind opening punctuation.
std::vector<std::string> wrapped(std::string_view utf8, size_t width);

}  // namespace jianfu::report
