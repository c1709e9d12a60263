// Problems as people see them: place, sentence, the source line and a caret below it.
#include <algorithm>

#include "rules/load.h"
#include "rules/source_text.h"

namespace jianfu::rules {
namespace {

constexpr uint32_t kShown = 100, kBefore = 40;  // characters of a line, and of them before the place

bool is_wide(std::string_view character) {
  return character.size() >= 3;
}

// The line around the column and a caret below it. Han and full-width characters take two columns of a
// terminal.
std::string picture(std::string_view line, uint32_t column) {
  const bool cut_front = column > kShown;
  const uint32_t first = cut_front ? column - kBefore : 1;
  std::string shown = cut_front ? "…" : "", below = cut_front ? " " : "";
  uint32_t number = 1;
  for (size_t at = 0; at < line.size(); ++number) {
    const std::string_view character = line.substr(at, character_bytes(line[at]));
    at += character.size();
    if (number < first) continue;
    if (number >= first + kShown) {
      shown += "…";
      break;
    }
    shown += character;
    if (number < column) below += character == "\t" ? "\t" : is_wide(character) ? "  " : " ";
  }
  return "\n    " + shown + "\n    " + below + "^";
}

}  // namespace

std::string Problem::render(Lang lang) const {
  const std::string kind = core::render(warning ? Msg::problem_warning : Msg::problem_error, lang);
  std::string out =
      file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + kind + what.render(lang);
  if (source_line.empty()) return out;
  return out + picture(source_line, column);
}

bool Loaded::ok() const {
  return std::all_of(problems.begin(), problems.end(),
                     [](const Problem& problem) { return problem.warning; });
}

}  // namespace jianfu::rules
