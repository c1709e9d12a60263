// WeChat mini-programs: compiled packages (main with its sub-packages) and source folders, one program of
// either.
#pragma once

#include <span>

#include "platforms/platform.h"

namespace jianfu::platforms::wechat {

int recognise(const io::Tree& tree);
bool joins(const io::Tree& part, const io::Tree& main);
Result<Reading> read(std::span<const Input> inputs, const Context& context);

}  // namespace jianfu::platforms::wechat
