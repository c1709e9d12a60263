// One APK: manifest, resources of every locale, layouts and menus, and the code of its DEX files, as modules
// and evidence (formats.md §1.6, §2.7, §3.3, §4.4).
#pragma once

#include <span>

#include "platforms/platform.h"

namespace jianfu::platforms::android {

int recognise(const io::Tree& tree);
Result<Reading> read(std::span<const Input> inputs, const Context& context);

}  // namespace jianfu::platforms::android
