// The condition language of rules (docs/rules.md): text → Condition.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/message.h"
#include "rules/model.h"

namespace jianfu::rules {

// What names mean where the condition stands.
struct ConditionNames {
  std::function<std::optional<uint32_t>(std::string_view)> group;
  std::function<std::optional<uint32_t>(std::string_view)> rule;  // may be empty: no joins here
};

struct ConditionError {
  size_t at = 0;  // byte in the text
  Message what;
};

// Nothing when `error` was filled.
std::optional<Condition> parse_condition(std::string_view text, const ConditionNames& names, ConditionError& error);

// True when the condition holds whatever the evidence is ("a or not a", count(a) >= 0).
bool always_true(const Condition& condition);

}  // namespace jianfu::rules
