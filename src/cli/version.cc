#include <ostream>

#include "cli/commands.h"
#include "cli/run.h"
#include "core/version.h"
#include "rules/load.h"

namespace jianfu::cli {

int version(const Options&, Streams streams) {
  const rules::RuleSet& rules = rules::built_in();
  streams.out << "jianfu " << core::kVersion << "\n" << rules.name << ' ' << rules.version << ' ' << rules.digest << '\n';
  return kClean;
}

}  // namespace jianfu::cli
