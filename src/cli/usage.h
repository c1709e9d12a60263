// What is written from the grammar for others than the parser.
#pragma once

#include <string>

#include "cli/grammar.h"

namespace jianfu::cli {

// Scripts that a shell reads: what to offer behind what.
std::string bash_completion(const Command& program);
std::string zsh_completion(const Command& program);
std::string fish_completion(const Command& program);
// A page for man(1), in roff.
std::string manual_page(const Command& program, Lang lang);

}  // namespace jianfu::cli
