// Sections that gather from all others: what to mend by heads of the self-check, what to ask the applicant, and what the
// package holds. Their lines for documents of one language, and the sections of the text report.
#pragma once

#include <string>

#include "report/lists.h"
#include "report/text_sheet.h"

namespace jianfu::report {

std::string head_line(const Sheet& sheet, const HeadList& head);
std::string mend_line(const Sheet& sheet, const ToMend& one);  // the rule and where it found something
std::string asked_line(const Sheet& sheet, const Asked& asked);

void write_heads(Sheet& sheet, const engine::Report& report);
void write_asked(Sheet& sheet, const engine::Report& report);
void write_inventory(Sheet& sheet, const engine::Report& report);

}  // namespace jianfu::report
