// The command line in process: what main() calls and end-to-end tests call.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace jianfu::cli {

// Exit codes (design.md §8). Of several packages the highest counts, except that 2 ends the call at once.
enum ExitCode : int {
  kClean = 0,         // nothing at or above the threshold
  kFindings = 1,
  kUsage = 2,         // usage, configuration or rules
  kNotAssessed = 3,   // a package could not be assessed
  kInternal = 4,
};

// `args` without the program's name. Data goes to `out`, everything else to `err`.
int run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err);

}  // namespace jianfu::cli
