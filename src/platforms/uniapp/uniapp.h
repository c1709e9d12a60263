// uni-app and HTML5+ programs handed in by themselves: .wgt files, the `www` folder of an app.
#pragma once

#include <span>

#include "platforms/platform.h"

namespace jianfu::platforms::uniapp {

int recognise(const io::Tree& tree);
Result<Reading> read(std::span<const Input> inputs, const Context& context);

}  // namespace jianfu::platforms::uniapp
