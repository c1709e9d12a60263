// Problems as people see them: place, sentence, the source line and a caret below it.
#include <algorithm>

#include "rules/load.h"
#include "rules/source_text.h"

namespace jianfu::rules {
namespace {

// As wide as what stands before the column: Han and full-width characters take two columns of a terminal.
std::string padding(std::string_view line, uint32_t column) {
  std::string out;
  size_t at = 0;
  for (uint32_t character = 1; character < column && at < line.size(); ++character) {
    const size_t size = character_bytes(line[at]);
    out += line[at] == '\t' ? "\t" : size >= 3 ? "  " : " ";
    at += size;
  }
  return out;
}

}  // namespace

std::string Problem::render(Lang lang) const {
  const std::string kind = core::render(warning ? Msg::problem_warning : Msg::problem_error, lang);
  std::string out =
      file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + kind + what.render(lang);
  if (source_line.empty()) return out;
  return out + "\n    " + source_line + "\n    " + padding(source_line, column) + "^";
}

bool Loaded::ok() const {
  return std::all_of(problems.begin(), problems.end(),
                     [](const Problem& problem) { return problem.warning; });
}

}  // namespace jianfu::rules
