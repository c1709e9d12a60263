// Conditional compilation of uni-app: // #ifdef VUE3 … // #endif, in comments of every language. Code of all
// clients is read; of the two versions of Vue a program is built with one, and code for the other, which may open
// the same brackets again, is left out.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::platforms::frontend {

// `source`, or a copy in `storage` where lines of the other version are empty. Lines keep their numbers.
std::string_view for_vue(std::string_view source, bool vue3, std::string& storage);

}  // namespace jianfu::platforms::frontend
