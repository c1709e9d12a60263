// Arguments read by a grammar. Behind it stands CLI11, and behind no other file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/grammar.h"

namespace jianfu::cli {

struct Pass {
  std::string command;             // full name of the one that was called
  std::vector<std::string> given;  // keys of the options that the arguments hold
  std::optional<int> exit;         // set: print `text` and leave with this code (help, wrong usage)
  std::string text;
};
// Sets what the options of the grammar are bound to. Help and complaints are in that language.
Pass parse(const std::vector<std::string>& args, const Command& program, Lang lang);

// What is wrong with a value, in words; empty: nothing.
std::string problem_with(const Option& option, const std::string& value, Lang lang);

}  // namespace jianfu::cli
