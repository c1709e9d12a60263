// What a call means: its arguments, what the environment and the configuration file add to them, and what is without any.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"

namespace jianfu::cli {

struct Parsed {
  Options options;
  std::optional<int> exit;  // set: print `text` and leave with this code (help, wrong usage)
  std::string text;
};
Parsed options_of(const std::vector<std::string>& args);

}  // namespace jianfu::cli
