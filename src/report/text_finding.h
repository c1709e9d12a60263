// One finding of the text report.
#pragma once

#include "report/text_sheet.h"

namespace jianfu::report {

// All findings of one rule, worst first: the screens with their proof, then once what the rule says of them.
void write_findings_of_rule(Sheet& sheet, const std::vector<const engine::Finding*>& findings, size_t number);

}  // namespace jianfu::report
