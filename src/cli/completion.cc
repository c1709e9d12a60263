// jianfu completion bash | zsh | fish | man: what shells and man(1) read.
#include <array>
#include <ostream>

#include "cli/commands.h"
#include "cli/run.h"
#include "cli/usage.h"

namespace jianfu::cli {

int completion(const Options& options, Streams streams) {
  Options unused;
  const Command program = grammar(unused, options.lang);
  if (options.text == "bash") streams.out << bash_completion(program);
  if (options.text == "zsh") streams.out << zsh_completion(program);
  if (options.text == "fish") streams.out << fish_completion(program);
  if (options.text == "man") streams.out << manual_page(program, options.lang);
  return kClean;
}

}  // namespace jianfu::cli
