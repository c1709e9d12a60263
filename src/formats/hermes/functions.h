// The names of a Hermes file's functions, as a mark on the strings of its table.
#pragma once

#include <vector>

#include "formats/hermes/layout.h"

namespace jianfu::formats::hermes {

// One mark a string of the table: it names a function.
std::vector<bool> function_names(const io::ByteReader& in, const Layout& layout);

}  // namespace jianfu::formats::hermes
