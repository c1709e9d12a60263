// One finding of the text report.
#pragma once

#include <string>
#include <vector>

#include "report/text_sheet.h"

namespace jianfu::report {

void write_finding(Sheet& sheet, const engine::Finding& finding, size_t number);
// Compulsory or not, for which scene, on what basis.
std::vector<std::string> about_declared(const Sheet& sheet, const engine::DeclaredView& declared);

}  // namespace jianfu::report
