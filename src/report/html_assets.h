// The style and the script of the page: one constant each, in a file of their own.
#pragma once

#include <string_view>

namespace jianfu::report {

std::string_view html_style();
std::string_view html_script();

}  // namespace jianfu::report
