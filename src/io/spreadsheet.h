// Tables that people keep in spreadsheets: the first sheet of an XLSX workbook (ECMA-376 part 1, §18.3 and §18.4), or CSV
// (RFC 4180, also with semicolons or tabs, as spreadsheets of some settings write it), as rows of texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/limits.h"
#include "core/result.h"

namespace jianfu::io {

struct TableRow {
  size_t number = 0;  // in the file, from 1: what a spreadsheet shows beside it, of CSV the line it begins on
  std::vector<std::string> cells;
};

bool looks_like_xlsx(std::string_view bytes);

// A cell is its text as stored: of a formula the last value, of a date the number of days (from_serial_date). kCorrupt
// when it is no workbook or a part of it is damaged, kLimit when it has more than Limits::items cells or more text than
// Limits::all_text_bytes.
Result<std::vector<TableRow>> read_xlsx(std::string_view bytes, const Limits& limits);
// UTF-8 without a byte order mark. An open quotation mark ends with the file. kLimit as of workbooks.
Result<std::vector<TableRow>> read_csv(std::string_view utf8, const Limits& limits);

// "45658" is 2025-01-01; anything that is no number of a day between 1927 and 2119 stays as it is. Fractions (times of a
// day) are left out.
std::string from_serial_date(std::string_view text);

}  // namespace jianfu::io
