// The commands and options of the program as plain data, for completion scripts and manual pages.
#pragma once

#include <string>
#include <vector>

#include "core/message.h"

namespace jianfu::cli {

struct OptionView {
  std::vector<std::string> names;  // "-o", "--output"; of a positional argument its name
  std::string help;
  std::vector<std::string> words;  // that it chooses from; empty: free
  bool positional = false;
  bool takes_value = false;
  bool takes_file = false;
};

struct CommandView {
  std::string name, help;
  std::vector<OptionView> options;
  std::vector<CommandView> commands;
};

CommandView described(Lang lang);

// Scripts that a shell reads: what to offer behind what.
std::string bash_completion(const CommandView& program);
std::string zsh_completion(const CommandView& program);
std::string fish_completion(const CommandView& program);
// A page for man(1), in roff.
std::string manual_page(const CommandView& program, Lang lang);

}  // namespace jianfu::cli
