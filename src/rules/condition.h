// The condition language of rules (docs/rules.md): text → Condition, with the place of what is wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "rules/model.h"

namespace jianfu::rules {

// Deepest tree of a condition; conditions in the flat form are held to it too.
inline constexpr size_t kConditionDepth = 40;

// What names mean where the condition stands. Borrowed for the call.
struct ConditionNames {
  const std::vector<std::string>& groups;                               // a name's place is its number
  const std::map<std::string, uint32_t, std::less<>>* rules = nullptr;  // null: rule(…) has no meaning here
};

struct ConditionError {
  size_t at = 0;  // byte in the text
  Message what;
};

// Nothing when `error` was filled. Refuses conditions of which a part is true, or false, whatever is found.
std::optional<Condition> parse_condition(std::string_view text, const ConditionNames& names,
                                         ConditionError& error);

// The first part (in order of nodes) that has the same value whatever is found, with that value. Conditions
// over more than kTried combinations are taken as sound.
struct ConstantPart {
  uint32_t node = 0;
  bool value = true;
};
inline constexpr size_t kTried = 4096;
std::optional<ConstantPart> constant_part(const Condition& condition);

// True when the condition holds where no group has a hit (`not a`, count(a) < 3): it would find without
// evidence.
bool holds_on_nothing(const Condition& condition);

// The groups that the condition names, without duplicates, sorted; `positive`: only those that can speak for
// it.
std::vector<uint32_t> groups_of(const Condition& condition, bool positive = false);

// Words that mean something in conditions and can therefore name no group.
bool is_condition_word(std::string_view word);

}  // namespace jianfu::rules
