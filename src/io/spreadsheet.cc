#include "io/spreadsheet.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <pugixml.hpp>

#include "io/tree.h"

namespace jianfu::io {
namespace {

constexpr size_t kMostColumns = 16'384;  // of a sheet, to its column XFD

using Document = std::unique_ptr<pugi::xml_document>;

// What a table may hold: empty cells before the last of a row, too, and a text as often as it stands in a cell, because a
// few bytes may ask for thousands of either.
class Measure {
 public:
  explicit Measure(const Limits& limits) : limits_(limits) {}
  Status add(const TableRow& row, const std::string& where) {
    cells_ += row.cells.size();
    for (const std::string& cell : row.cells) bytes_ += cell.size();
    if (cells_ > limits_.items) return past(core::bilingual("单元格", "cells"), limits_.items, where);
    if (bytes_ > limits_.all_text_bytes) return past(core::bilingual("文字字节", "bytes of text"), limits_.all_text_bytes, where);
    return Done{};
  }

 private:
  static Error past(const std::string& what, uint64_t most, const std::string& where) {
    return {ErrorKind::kLimit, {Msg::limit_reached, {what, std::to_string(most)}}, where};
  }
  const Limits& limits_;
  uint64_t cells_ = 0, bytes_ = 0;
};

Error damaged(const std::string& part) { return {ErrorKind::kCorrupt, {Msg::io_cannot_open, {"XLSX"}}, part}; }

// Null when the part is not there; the error tells of one that is no XML.
Result<Document> part_of(const Tree& zip, const std::string& name) {
  const std::optional<size_t> index = zip.find(name);
  if (!index) return Document();
  const Content content = zip.read(*index, zip.limits().all_text_bytes);  // its nodes take a multiple of that
  if (content.defect) return damaged(name);
  auto out = std::make_unique<pugi::xml_document>();
  const std::string_view bytes = content.bytes.view();
  if (!out->load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata_single)) return damaged(name);
  return out;
}

// Prefixes are the writer's choice.
std::string_view local(const char* name) {
  const char* const colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) {
  return node.find_child([name](const pugi::xml_node& child) { return local(child.name()) == name; });
}

// The text of a string: one t, or those of its runs, without the phonetic guides (rPh).
std::string text_of(const pugi::xml_node& item) {
  std::string out;
  for (const pugi::xml_node& child : item.children()) {
    if (local(child.name()) == "t") out += child.text().get();
    if (local(child.name()) == "r") out += child_of(child, "t").text().get();
  }
  return out;
}

Result<std::vector<std::string>> shared_strings(const Tree& zip) {
  const Result<Document> document = part_of(zip, "xl/sharedStrings.xml");
  if (!document) return document.error();
  std::vector<std::string> out;
  if (!*document) return out;
  for (const pugi::xml_node& item : (*document)->document_element().children()) {
    if (local(item.name()) == "si") out.push_back(text_of(item));
  }
  return out;
}

// The part of the first sheet: the workbook names its relation, and that one the part.
std::string first_sheet(const Tree& zip) {
  constexpr const char* kUsual = "xl/worksheets/sheet1.xml";
  const Result<Document> book = part_of(zip, "xl/workbook.xml");
  const Result<Document> relations = part_of(zip, "xl/_rels/workbook.xml.rels");
  if (!book || !relations || !*book || !*relations) return kUsual;
  const pugi::xml_node sheet = child_of(child_of((*book)->document_element(), "sheets"), "sheet");
  const pugi::xml_attribute id = sheet.find_attribute([](const pugi::xml_attribute& one) { return local(one.name()) == "id"; });
  for (const pugi::xml_node& relation : (*relations)->document_element().children()) {
    if (std::string_view(relation.attribute("Id").value()) != id.value()) continue;
    const std::string target = relation.attribute("Target").value();
    return target.starts_with('/') ? target.substr(1) : "xl/" + target;
  }
  return kUsual;
}

// "AB12" is column 27, from 0; nothing when it names none.
std::optional<size_t> column_of(std::string_view reference) {
  size_t out = 0;
  size_t letters = 0;
  for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z' && letters < 4; ++letters)
    out = out * 26 + static_cast<size_t>(reference[letters] - 'A') + 1;
  if (letters == 0 || out > kMostColumns) return std::nullopt;
  return out - 1;
}

std::string cell_text(const pugi::xml_node& cell, const std::vector<std::string>& shared) {
  const std::string_view type = cell.attribute("t").value();
  if (type == "inlineStr") return text_of(child_of(cell, "is"));
  std::string value = child_of(cell, "v").text().get();
  if (type != "s") return value;
  size_t index = shared.size();
  std::from_chars(value.data(), value.data() + value.size(), index);
  return index < shared.size() ? shared[index] : std::string();
}

TableRow row_of(const pugi::xml_node& row, size_t number, const std::vector<std::string>& shared) {
  TableRow out{number, {}};
  for (const pugi::xml_node& cell : row.children()) {
    if (local(cell.name()) != "c") continue;
    const size_t column = column_of(cell.attribute("r").value()).value_or(out.cells.size());
    if (column >= kMostColumns) continue;
    if (out.cells.size() <= column) out.cells.resize(column + 1);
    out.cells[column] = cell_text(cell, shared);
  }
  return out;
}

}  // namespace

bool looks_like_xlsx(std::string_view bytes) { return looks_like_zip(bytes); }

Result<std::vector<TableRow>> read_xlsx(std::string_view bytes, const Limits& limits) {
  const Result<std::unique_ptr<Tree>> zip = open_zip(bytes, limits);
  if (!zip) return zip.error();
  const Result<std::vector<std::string>> shared = shared_strings(**zip);
  if (!shared) return shared.error();
  const std::string name = first_sheet(**zip);
  const Result<Document> sheet = part_of(**zip, name);
  if (!sheet) return sheet.error();
  if (!*sheet) return damaged(name);
  std::vector<TableRow> out;
  Measure measure(limits);
  for (const pugi::xml_node& row : child_of((*sheet)->document_element(), "sheetData").children()) {
    if (local(row.name()) != "row") continue;
    const size_t next = out.empty() ? 1 : out.back().number + 1;
    out.push_back(row_of(row, row.attribute("r").as_uint(static_cast<unsigned>(next)), *shared));
    if (const Status within = measure.add(out.back(), name); !within) return within.error();
  }
  return out;
}

namespace {

// What stands between cells: the most frequent of the three on the first line, outside of quotation marks.
char separator_of(std::string_view text) {
  std::array<std::pair<size_t, char>, 3> counts = {{{0, ','}, {0, ';'}, {0, '\t'}}};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && c == '\n') break;
    for (auto& [count, separator] : counts) count += !quoted && c == separator ? 1 : 0;
  }
  return std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.first < b.first; })->second;
}

// The cell at `at`, which moves to the separator or line end behind it. Counts the lines it crosses.
std::string csv_cell(std::string_view text, size_t& at, char separator, size_t& line) {
  std::string out;
  bool quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted && c == '"' && at + 1 < text.size() && text[at + 1] == '"') {
      out += c;
      ++at;
    } else if (c == '"' && (quoted || out.empty())) {
      quoted = !quoted;
    } else if (!quoted && (c == separator || c == '\n')) {
      break;
    } else {
      line += c == '\n' ? 1 : 0;
      out += c;
    }
  }
  if (!out.empty() && out.back() == '\r') out.pop_back();
  return out;
}

}  // namespace

Result<std::vector<TableRow>> read_csv(std::string_view utf8, const Limits& limits) {
  const char separator = separator_of(utf8);
  std::vector<TableRow> out;
  Measure measure(limits);
  size_t line = 1;
  for (size_t at = 0; at < utf8.size(); ++at) {
    TableRow row{line, {}};
    for (;; ++at) {
      row.cells.push_back(csv_cell(utf8, at, separator, line));
      if (at >= utf8.size() || utf8[at] == '\n' || row.cells.size() > limits.items) break;
    }
    if (const Status within = measure.add(row, std::to_string(line)); !within) return within.error();
    ++line;
    out.push_back(std::move(row));
  }
  return out;
}

std::string from_serial_date(std::string_view text) {
  constexpr int kFirst = 10'000, kLast = 80'000;
  int days = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  const std::string_view rest(end, static_cast<size_t>(text.data() + text.size() - end));
  const bool number = error == std::errc() && (rest.empty() || (rest.front() == '.' && rest.find_first_not_of("0123456789", 1) == std::string_view::npos));
  if (!number || days < kFirst || days > kLast) return std::string(text);
  // Day 1 is 1900-01-01, and there is a 29 February 1900 that never was.
  const std::chrono::year_month_day date(std::chrono::sys_days(std::chrono::year{1899} / 12 / 30) + std::chrono::days(days));
  std::array<char, 16> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return out.data();
}

}  // namespace jianfu::io
