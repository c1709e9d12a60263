// Personal data in evidence is masked in every output: mobile numbers (1[3-9] and nine digits) and identity numbers
// (17 digits and a digit or X), where no further digit stands beside them.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::report {

std::string masked(std::string_view text);

}  // namespace jianfu::report
