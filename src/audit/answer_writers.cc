#include "audit/answer_writers.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "audit/problem.h"
#include "report/columns.h"
#include "report/csv_writer.h"
#include "report/xlsx_writer.h"
#include "text/utf.h"

namespace jianfu::audit {
namespace {

constexpr size_t kWidestColumn = 60;
constexpr unsigned kCellWidth = 24;

std::string shown(const Cell& cell) {
  if (const auto* const number = std::get_if<int64_t>(&cell)) return std::to_string(*number);
  if (const auto* const real = std::get_if<double>(&cell)) {
    std::array<char, 32> out{};
    std::snprintf(out.data(), out.size(), "%g", *real);
    return out.data();
  }
  if (const auto* const text = std::get_if<std::string>(&cell)) return text::displayable(*text);
  return {};
}

report::Table table_of(const Answer& answer, Lang lang) {
  report::Table out;
  out.name = report::phrase(Phrase::audit_word, lang);
  for (const std::string& column : answer.columns) out.columns.push_back({text::displayable(column), kCellWidth});
  for (const std::vector<Cell>& row : answer.rows) {
    std::vector<std::string>& cells = out.rows.emplace_back();
    for (const Cell& cell : row) cells.push_back(shown(cell));
  }
  return out;
}

// The last column may be as long as it is.
std::string write_text(const Answer& answer, Lang lang) {
  const report::Table table = table_of(answer, lang);
  if (table.rows.empty()) return report::phrase(Phrase::audit_nothing, lang) + "\n";
  std::vector<size_t> widths;
  for (const report::Column& column : table.columns) widths.push_back(report::columns(column.title));
  for (const auto& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::clamp(report::columns(row[i]), widths[i], std::max(widths[i], kWidestColumn));
  }
  std::string out;
  const auto add = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (size_t i = 0; i < cells.size(); ++i) line += i + 1 < cells.size() ? report::padded(cells[i], widths[i]) + "  " : cells[i];
    out += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  };
  std::vector<std::string> head;
  for (const report::Column& column : table.columns) head.push_back(column.title);
  add(head);
  for (const auto& row : table.rows) add(row);
  return out;
}

std::string write_csv(const Answer& answer, Lang lang) { return report::csv_of(table_of(answer, lang), "\n"); }

std::string write_xlsx(const Answer& answer, Lang lang) { return report::xlsx_of({table_of(answer, lang)}); }

nlohmann::ordered_json value_of(const Cell& cell) {
  if (const auto* const number = std::get_if<int64_t>(&cell)) return *number;
  if (const auto* const real = std::get_if<double>(&cell)) return *real;
  if (const auto* const text = std::get_if<std::string>(&cell)) return *text;
  return nullptr;
}

nlohmann::ordered_json object_of(const Answer& answer, const std::vector<Cell>& row) {
  nlohmann::ordered_json out = nlohmann::ordered_json::object();
  for (size_t i = 0; i < row.size(); ++i) out[answer.columns[i]] = value_of(row[i]);
  return out;
}

std::string dumped(const nlohmann::ordered_json& json, int indent) {
  return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string write_json(const Answer& answer, Lang) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const std::vector<Cell>& row : answer.rows) out.push_back(object_of(answer, row));
  return dumped(out, 1);
}

std::string write_json_lines(const Answer& answer, Lang) {
  std::string out;
  for (const std::vector<Cell>& row : answer.rows) out += dumped(object_of(answer, row), -1);
  return out;
}

constexpr std::array kWriters = {
    AnswerWriter{"text", ".txt", false, write_text},          AnswerWriter{"csv", ".csv", false, write_csv},
    AnswerWriter{"xlsx", ".xlsx", true, write_xlsx},          AnswerWriter{"json", ".json", false, write_json},
    AnswerWriter{"jsonl", ".jsonl .ndjson", false, write_json_lines},
};

}  // namespace

std::span<const AnswerWriter> answer_writers() { return kWriters; }

}  // namespace jianfu::audit
