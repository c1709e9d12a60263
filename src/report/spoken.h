// Questions of conditions, said in a sentence that a reader without programming follows.
#pragma once

#include <string>
#include <vector>

#include "core/message.h"
#include "engine/report.h"

namespace jianfu::report {

// What a group looks for: the rule's own words, else kinds, roles and examples.
std::string spoken(const engine::GroupView& group, Lang lang);
// A single question: "there is a clock-in button", "this is no screen".
std::string spoken(const engine::Part& question, Lang lang);

}  // namespace jianfu::report
