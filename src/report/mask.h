// Personal data in what a package says: mobile numbers (also with 86 before them, or grouped 3-4-4) and
// identity numbers of 18 places (also grouped 6-8-4). Their middle becomes '*'; the length in bytes stays, so
// that offsets into the text stay true.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::report {

std::string masked(std::string_view text);

}  // namespace jianfu::report
