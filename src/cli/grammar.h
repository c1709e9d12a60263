// The commands and options of the program as plain data, bound to what they set: the parser, the configuration,
// completion scripts and manual pages all work from it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/commands.h"
#include "core/message.h"

namespace jianfu::cli {

struct Option {
  // What it sets; nothing: it asks for help. A function is called with each value.
  using Into = std::variant<std::monostate, bool*, std::string*, std::vector<std::string>*, std::function<void(const std::string&)>>;

  std::vector<std::string> names;  // "-o", "--output"; of a positional argument its name
  std::string help;
  Into into;
  std::vector<std::string> words = {};  // that its value is one of; empty: free
  std::string form = {};                // of a free value, for help: "YYYY-MM-DD"
  std::function<std::string(const std::string&)> problem = {};  // with a free value; empty: none
  std::string initial = {};             // where `into` is a function: what is without the option
  bool positional = false;
  bool required = false;
  bool single = false;     // one value though `into` is a list
  bool takes_file = false;

  bool takes_value() const { return !std::holds_alternative<std::monostate>(into) && !std::holds_alternative<bool*>(into); }
  bool is_list() const { return std::holds_alternative<std::vector<std::string>*>(into); }
  // The key of the configuration: "fail-on" of --fail-on; empty where it has no long name.
  std::string key() const;
};

struct Command {
  std::string name, help;
  std::string full_name = {};  // "rules list"; of a mere family of commands empty
  std::vector<Option> options = {};
  std::vector<Command> commands = {};

  const Option* find(std::string_view key) const;  // null when it has none of that key
};

// Borrows `options`, whose values are those without any argument.
Command grammar(Options& options, Lang lang);

// The command of that full name; null when there is none.
const Command* find_command(const Command& program, std::string_view full_name);
// The first option of any command that has that key; null when there is none.
const Option* find_option(const Command& program, std::string_view key);

}  // namespace jianfu::cli
