// Arguments → Options. The only file of the project behind which CLI11 stands.
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
Parsed parse(const std::vector<std::string>& args);

}  // namespace jianfu::cli
