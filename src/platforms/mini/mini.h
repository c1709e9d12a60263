// Mini-programs of every client: compiled packages (main with its sub-packages) and source folders, one
// program of either.
#pragma once

#include <span>
#include <string_view>

#include "platforms/platform.h"

namespace jianfu::platforms::mini {

int recognise(const io::Tree& tree);
// The kind of the row that the program belongs to: whose client it is for.
std::string_view kind_of(const io::Tree& tree);
Membership membership(const io::Tree& tree);
uint64_t claims(const Membership& main, const Membership& part);
Result<Reading> read(std::span<const Input> inputs, const Context& context);

}  // namespace jianfu::platforms::mini
