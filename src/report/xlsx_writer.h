// A workbook for Excel, WPS and LibreOffice: verdicts, findings, evidence, coverage and waivers, a sheet each, with
// filters and a head that stays. Every cell is text: no formula, no link. Throws std::runtime_error when the system
// gives no temporary files (libxlsxwriter puts its parts together in unnamed ones).
#pragma once

#include <string>
#include <vector>

#include "report/tables.h"
#include "report/writers.h"

namespace jianfu::report {

// Any tables, a sheet each; none may have more rows than a sheet holds (bound_rows).
std::string xlsx_of(const std::vector<Table>& tables);

std::string write_xlsx(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
