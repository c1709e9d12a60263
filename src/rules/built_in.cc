// The rules compiled into the binary: jianfu-rulec writes built_in_bytes() at build time.
#include "rules/built_in.h"

#include <cstdlib>

#include "rules/load.h"

namespace jianfu::rules {

const RuleSet& built_in() {
  // Never taken apart again: the end of the process is quicker.
  static const RuleSet& rules = *[] {
    Result<RuleSet> read = unflatten(built_in_bytes());
    if (!read) std::abort();  // the bytes are of our own build, from the same sources
    return new RuleSet(std::move(*read));
  }();
  return rules;
}

}  // namespace jianfu::rules
