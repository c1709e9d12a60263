// What a call of Android code makes of a string that it is given: shown to people (and how), logged, or neither. The
// names are those of the framework and of common toolkits.
#pragma once

#include <string_view>

#include "evidence/evidence.h"

namespace jianfu::platforms::android {

enum class StringUse : uint8_t { kUnknown, kHidden, kLabel, kTitle, kMessage, kAddress };

// `type`: class descriptor of the callee; `name`: its method name.
StringUse use_of_argument(std::string_view type, std::string_view name);

}  // namespace jianfu::platforms::android
