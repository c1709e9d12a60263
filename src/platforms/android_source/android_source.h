// The source of an Android app: a Gradle project or one module of it, an old Eclipse project, and the hybrid
// projects around such (Flutter, React Native, Ionic, Cordova) as far as their sources are text. Read into
// the same modules and evidence as the package that is built of it (formats.md §2, §3, §4.4, §11), so that
// rules see no difference.
#pragma once

#include <span>

#include "platforms/platform.h"

namespace jianfu::platforms::android_source {

int recognise(const io::Tree& tree);
// Whether it makes no app, and is there to be built into one.
bool is_library(const io::Tree& tree);
// Several apps in one project: the largest is the reading, the others are nested in it.
Result<Reading> read(std::span<const Input> inputs, const Context& context);

}  // namespace jianfu::platforms::android_source
