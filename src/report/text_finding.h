// One finding of the text report.
#pragma once

#include "report/text_sheet.h"

namespace jianfu::report {

void write_finding(Sheet& sheet, const engine::Finding& finding, size_t number);

}  // namespace jianfu::report
