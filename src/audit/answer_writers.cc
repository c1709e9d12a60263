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
constexpr size_t kLookedAt = 1'000;  // rows that tell how wide the columns of a text are
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

std::vector<std::string> shown(const Row& row) {
  std::vector<std::string> out;
  out.reserve(row.size());
  for (const Cell& cell : row) out.push_back(shown(cell));
  return out;
}

std::vector<std::string> titles_of(const std::vector<std::string>& columns) {
  std::vector<std::string> out;
  for (const std::string& column : columns) out.push_back(text::displayable(column));
  return out;
}

// Columns are as wide as the widest cell of the first rows needs: an answer of a few screens is aligned throughout. In a
// longer one a wider cell may come later; its line is whole, but what follows in it stands further to the right. The last
// column may be as long as it is.
class TextRows : public RowWriter {
 public:
  TextRows(const std::vector<std::string>& columns, Lang lang, const Put& put) : head_(titles_of(columns)), lang_(lang), put_(put) {
    for (const std::string& title : head_) widths_.push_back(report::columns(title));
  }
  void row(const Row& cells) override {
    if (begun_) return add(shown(cells));
    first_.push_back(shown(cells));
    if (first_.size() == kLookedAt) begin();
  }
  void end() override {
    if (begun_) return;
    if (first_.empty()) return put_(report::phrase(Phrase::audit_nothing, lang_) + "\n");
    begin();
  }

 private:
  void begin() {
    begun_ = true;
    for (const auto& row : first_) {
      for (size_t i = 0; i < row.size(); ++i) widths_[i] = std::clamp(report::columns(row[i]), widths_[i], std::max(widths_[i], kWidestColumn));
    }
    add(head_);
    for (const auto& row : first_) add(row);
    first_.clear();
  }
  void add(const std::vector<std::string>& cells) {
    std::string line;
    for (size_t i = 0; i < cells.size(); ++i) line += i + 1 < cells.size() ? report::padded(cells[i], widths_[i]) + "  " : cells[i];
    put_(line.substr(0, line.find_last_not_of(' ') + 1) + '\n');
  }

  const std::vector<std::string> head_;
  const Lang lang_;
  const Put put_;
  std::vector<size_t> widths_;
  std::vector<std::vector<std::string>> first_;
  bool begun_ = false;
};

class CsvRows : public RowWriter {
 public:
  CsvRows(const std::vector<std::string>& columns, Lang, const Put& put) : put_(put) { put_(report::csv_head(titles_of(columns), kBetween)); }
  void row(const Row& cells) override { put_(report::csv_row(shown(cells), kBetween)); }
  void end() override {}

 private:
  static constexpr const char* kBetween = "\n";
  const Put put_;
};

class XlsxRows : public RowWriter {
 public:
  XlsxRows(const std::vector<std::string>& columns, Lang lang, const Put& put)
      : put_(put), sheet_(report::phrase(Phrase::audit_word, lang), columns_of(columns)) {}
  void row(const Row& cells) override { sheet_.row(shown(cells)); }
  void end() override { sheet_.end(put_); }

 private:
  static std::vector<report::Column> columns_of(const std::vector<std::string>& columns) {
    std::vector<report::Column> out;
    for (std::string& title : titles_of(columns)) out.push_back({std::move(title), kCellWidth});
    return out;
  }
  const Put put_;
  report::XlsxRows sheet_;
};

// An object a row. Of columns with the same name the last one counts.
class JsonRow {
 public:
  explicit JsonRow(const std::vector<std::string>& columns) : columns_(columns) {}

  const nlohmann::ordered_json& of(const Row& cells) {
    for (size_t i = 0; i < cells.size(); ++i) object_[columns_[i]] = value_of(cells[i]);
    return object_;
  }

 private:
  static nlohmann::ordered_json value_of(const Cell& cell) {
    if (const auto* const number = std::get_if<int64_t>(&cell)) return *number;
    if (const auto* const real = std::get_if<double>(&cell)) return *real;
    if (const auto* const text = std::get_if<std::string>(&cell)) return *text;
    return nullptr;
  }

  const std::vector<std::string> columns_;
  nlohmann::ordered_json object_ = nlohmann::ordered_json::object();
};

std::string dumped(const nlohmann::ordered_json& json, int indent) {
  return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// One list, whose last bracket comes when all of it did.
class JsonRows : public RowWriter {
 public:
  JsonRows(const std::vector<std::string>& columns, Lang, const Put& put) : row_(columns), put_(put) { put_("["); }
  void row(const Row& cells) override {
    // As a list of one shows it, without its brackets.
    const std::string list = dumped(nlohmann::ordered_json::array({row_.of(cells)}), 1);
    put_((any_ ? "," : "") + list.substr(1, list.size() - 3));
    any_ = true;
  }
  void end() override { put_(any_ ? "\n]\n" : "]\n"); }

 private:
  JsonRow row_;
  const Put put_;
  bool any_ = false;
};

class JsonLines : public RowWriter {
 public:
  JsonLines(const std::vector<std::string>& columns, Lang, const Put& put) : row_(columns), put_(put) {}
  void row(const Row& cells) override { put_(dumped(row_.of(cells), -1) + "\n"); }
  void end() override {}

 private:
  JsonRow row_;
  const Put put_;
};

template <typename Writer>
std::unique_ptr<RowWriter> begin(const std::vector<std::string>& columns, Lang lang, const Put& put) {
  return std::make_unique<Writer>(columns, lang, put);
}

constexpr std::array kWriters = {
    AnswerWriter{"text", ".txt", false, begin<TextRows>},          AnswerWriter{"csv", ".csv", false, begin<CsvRows>},
    AnswerWriter{"xlsx", ".xlsx", true, begin<XlsxRows>},          AnswerWriter{"json", ".json", false, begin<JsonRows>},
    AnswerWriter{"jsonl", ".jsonl .ndjson", false, begin<JsonLines>},
};

}  // namespace

std::span<const AnswerWriter> answer_writers() { return kWriters; }

}  // namespace jianfu::audit
