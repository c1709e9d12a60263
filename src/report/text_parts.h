// Conditions on the sheet: questions with what answered them, and trees as lists of questions.
#pragma once

#include <vector>

#include "report/text_sheet.h"

namespace jianfu::report {

// Each with √ or × and, where `pieces` is not 0, at most so many pieces of evidence below it. `module` is the screen
// that need not be named.
void write_questions(Sheet& sheet, const std::vector<engine::Part>& questions, size_t indent, size_t pieces,
                     std::string_view module);
// As it stands in the rule: ways, each a list.
void write_condition(Sheet& sheet, const engine::Part& part, size_t indent);

}  // namespace jianfu::report
