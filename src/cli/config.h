// .jianfu.toml: options that a project gives once, so that every call in it has them. Options of the call win.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "core/result.h"

namespace jianfu::cli {

inline constexpr const char* kConfigName = ".jianfu.toml";

// The nearest file of that name in `folder` or above it, up to the root of a repository (a folder with .git).
std::optional<std::string> find_config(const std::string& folder);

// One key of the file, that is an option without its --. Relative paths of keys that name files are meant from the folder
// of the configuration.
struct Setting {
  std::string key;
  std::string where;                // file:line:column
  std::vector<std::string> values;  // as the command line has them
  bool is_switch = false;           // true or false, which is the one value
};
// kUsage where it is no TOML or a value is none that an option can have.
Result<std::vector<Setting>> read_config(const std::string& path);

// A commented example.
std::string config_template(Lang lang);

}  // namespace jianfu::cli
