#include "report/csv_writer.h"

#include <algorithm>
#include <array>

namespace jianfu::report {
namespace {

// What makes a formula of a cell, also in the full width that spreadsheets of the region accept.
constexpr std::array<std::string_view, 10> kFormula = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
constexpr size_t kExactDigits = 15;  // of a number in a spreadsheet; more are lost

bool begins_formula(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return std::any_of(kFormula.begin(), kFormula.end(), [text](std::string_view one) { return text.starts_with(one); });
}

// Fingerprints and ids of digits, or of digits around an e, would come out as 1.23E+15.
bool loses_digits(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char c) { return c == 'e' || c == 'E'; };
  return text.size() > kExactDigits && is_digit(text.front()) && is_digit(text.back()) &&
         std::count_if(text.begin(), text.end(), is_letter) <= 1 &&
         std::all_of(text.begin(), text.end(), [&](char c) { return is_digit(c) || is_letter(c); });
}

void add_cell(std::string& out, std::string_view text, const std::string& between) {
  out += '"';
  if (begins_formula(text) || loses_digits(text)) out += '\'';
  for (const char c : text) {
    if (c == '\n')
      out += between;
    else
      out.append(c == '"' ? 2 : 1, c);
  }
  out += '"';
}

}  // namespace

std::string csv_row(const std::vector<std::string>& cells, const std::string& between) {
  std::string out;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    add_cell(out, cells[i], between);
  }
  return out += "\r\n";
}

std::string csv_head(const std::vector<std::string>& titles, const std::string& between) { return "\xEF\xBB\xBF" + csv_row(titles, between); }

std::string csv_of(const Table& table, const std::string& between) {
  std::vector<std::string> titles;
  for (const Column& column : table.columns) titles.push_back(column.title);
  std::string out = csv_head(titles, between);
  for (const std::vector<std::string>& row : table.rows) out += csv_row(row, between);
  return out;
}

std::string write_csv(const std::vector<engine::Report>& reports, const WriteOptions& options) {
  const Sheet sheet(options);
  return csv_of(problem_table(sheet, reports), sheet.say(Msg::report_semicolon));
}

}  // namespace jianfu::report
