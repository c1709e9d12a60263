// A condition of a rule, read aloud: "(label or purpose) and act" with the names of groups replaced by what
// they found. What is not understood is left as written, so that nothing is hidden.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/message.h"

namespace jianfu::report {

std::string spoken_condition(std::string_view condition, Lang lang,
                             const std::function<std::string(std::string_view group)>& name);

}  // namespace jianfu::report
