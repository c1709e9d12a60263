// The problems as CSV (RFC 4180) that Excel and WPS open with a double click: UTF-8 with a byte order mark, CRLF, every
// cell quoted, one row a line. A spreadsheet never takes a cell for a formula.
#pragma once

#include <string>
#include <vector>

#include "report/tables.h"
#include "report/writers.h"

namespace jianfu::report {

// Any table; `between` stands for the line breaks of a cell. Row by row: the head first.
std::string csv_head(const std::vector<std::string>& titles, const std::string& between);
std::string csv_row(const std::vector<std::string>& cells, const std::string& between);
std::string csv_of(const Table& table, const std::string& between);

std::string write_csv(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
