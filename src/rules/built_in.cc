// The rules compiled into the binary: jianfu-rulec writes kBuiltInRules at build time.
#include <cstdlib>

#include "rules/load.h"

namespace jianfu::rules {

extern const unsigned char kBuiltInRules[];
extern const unsigned long kBuiltInRulesSize;

const RuleSet& built_in() {
  static const RuleSet rules = [] {
    // The bytes come from our own build: another version of the form cannot be linked in.
    Result<RuleSet> read = unflatten({reinterpret_cast<const char*>(kBuiltInRules), kBuiltInRulesSize});
    if (!read) std::abort();
    return std::move(*read);
  }();
  return rules;
}

}  // namespace jianfu::rules
