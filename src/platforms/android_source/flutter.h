// Flutter's Dart sources: widgets as modules (a State is part of its widget), texts by the widget and
// argument they are given to, routes and the ways between pages, form fields, dependencies of pubspec.yaml.
#pragma once

#include <cstddef>
#include <vector>

#include "platforms/android_source/hybrid.h"

namespace jianfu::platforms::android_source {

void read_flutter(const std::vector<size_t>& files, const Parts& parts);

}  // namespace jianfu::platforms::android_source
