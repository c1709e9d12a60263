// A workbook for Excel, WPS and LibreOffice: verdicts, findings, evidence, coverage and waivers, a sheet each, with
// filters and a head that stays. Every cell is text: no formula, no link. Throws std::runtime_error when the system
// gives no temporary files (libxlsxwriter puts its parts together in unnamed ones).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "report/tables.h"
#include "report/writers.h"

namespace jianfu::report {

using Put = std::function<void(std::string_view)>;  // takes bytes, behind those before

// A table of any length, row by row; no row stays in memory. What is more than a sheet holds goes on in a second one.
class XlsxRows {
 public:
  XlsxRows(std::string name, std::vector<Column> columns);
  ~XlsxRows();
  void row(const std::vector<std::string>& cells);  // as many as columns
  void end(const Put& put);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string write_xlsx(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
