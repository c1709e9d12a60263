// WeChat mini-programs: compiled packages (main with its sub-packages) and source folders, one program of
// either.
#pragma once

#include <span>

#include "platforms/platform.h"

namespace jianfu::platforms::mini {

int recognise(const io::Tree& tree);
Membership membership(const io::Tree& tree);
uint64_t claims(const Membership& main, const Membership& part);
Result<Reading> read(std::span<const Input> inputs, const Context& context);

}  // namespace jianfu::platforms::mini
