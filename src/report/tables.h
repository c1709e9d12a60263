// Reports as tables of words, for spreadsheets: CSV has the problems, XLSX all of them. Cells are harmless to a
// reader's eye (masked, control characters visible); a line break in a cell separates items.
#pragma once

#include <string>
#include <vector>

#include "report/text_sheet.h"

namespace jianfu::report {

struct Column {
  std::string title;
  unsigned width = 0;  // in characters of a spreadsheet's column
};
struct Table {
  std::string name;
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  // as many cells as columns
};

// Findings, required functions that fall short and rules that could not be decided, a row each, nested packages too. A
// package without any has one row of its verdict, an input that was not read one of its error: none is forgotten.
Table problem_table(const Sheet& sheet, const std::vector<engine::Report>& reports);
// Every rule of every package, below the verdict of the whole.
Table verdict_table(const Sheet& sheet, const std::vector<engine::Report>& reports);
// Every piece, also those that do not count.
Table evidence_table(const Sheet& sheet, const std::vector<engine::Report>& reports);
// How much was read, and each gap.
Table gap_table(const Sheet& sheet, const std::vector<engine::Report>& reports);
// Each sign of tampering.
Table trick_table(const Sheet& sheet, const std::vector<engine::Report>& reports);
// Findings with a waiver, in force or expired.
Table waiver_table(const Sheet& sheet, const std::vector<engine::Report>& reports);

// At most `most` rows, the last of which says how many more there are.
void bound_rows(const Sheet& sheet, Table& table, size_t most);

}  // namespace jianfu::report
