// Days as people write them in the files they hand in: 2026-12-31. As texts they compare in the order of time.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::core {

// Whether there is such a day.
bool is_date(std::string_view text);

// Of this machine's calendar. Asked in one place only (the command line), so that nothing else depends on the day.
std::string today();

}  // namespace jianfu::core
