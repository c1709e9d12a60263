// Sections of the text report that gather from all others: what to mend by heads of the self-check, what to ask the
// applicant, and what the package holds.
#pragma once

#include "report/text_sheet.h"

namespace jianfu::report {

void write_heads(Sheet& sheet, const engine::Report& report);
void write_asked(Sheet& sheet, const engine::Report& report);
void write_inventory(Sheet& sheet, const engine::Report& report);

}  // namespace jianfu::report
