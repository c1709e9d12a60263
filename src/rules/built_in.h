// The flat form of the rules that this binary was built with; defined by the file that jianfu-rulec writes.
#pragma once

#include <string_view>

namespace jianfu::rules {

std::string_view built_in_bytes();

}  // namespace jianfu::rules
