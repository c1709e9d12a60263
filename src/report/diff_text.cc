// A comparison of two versions on paper of at most 100 columns.
#include <array>

#include "report/columns.h"
#include "report/diff_document.h"
#include "report/diff_writers.h"
#include "report/phrases.h"
#include "report/text_sheet.h"

namespace jianfu::report {
namespace {

void heading(Sheet& sheet, const std::string& title, char under) {
  sheet.line(title);
  sheet.line(std::string(columns(title), under));
}

void write_rows(Sheet& sheet, const DiffDocument& document) {
  constexpr size_t kLabel = 14;
  for (const DiffRow& row : document.rows) {
    const std::string text = row.before == row.after ? row.after : phrase(Phrase::diff_arrow, sheet.lang(), {row.before.empty() ? phrase(Phrase::diff_empty, sheet.lang()) : row.before, row.after.empty() ? phrase(Phrase::diff_empty, sheet.lang()) : row.after});
    sheet.hanging(padded(row.label, kLabel), text);
  }
}

void write_section(Sheet& sheet, const DiffSection& section) {
  constexpr std::array<std::string_view, 3> kMarks = {"+ ", "- ", "~ "};
  sheet.blank();
  heading(sheet, section.title, '-');
  for (const DiffItem& item : section.items) {
    sheet.hanging((item.worse ? " !" : "  ") + std::string(kMarks[item.mark]), item.head);
    for (const std::string& more : item.more) sheet.hanging("      ", more);
  }
}

void write_document(Sheet& sheet, const DiffDocument& document, char under) {
  heading(sheet, document.title, under);
  for (const std::string& warning : document.warnings) sheet.hanging("!! ", warning);
  for (const std::string& sentence : document.outcome) sheet.hanging("", sentence);
  if (!document.rows.empty()) sheet.blank();
  write_rows(sheet, document);
  for (const DiffSection& section : document.sections) write_section(sheet, section);
  if (!document.notes.empty()) sheet.blank();
  for (const std::string& note : document.notes) sheet.hanging("", note);
  for (const DiffDocument& inner : document.inside) {
    sheet.blank();
    write_document(sheet, inner, '=');
  }
}

}  // namespace

std::string write_diff_text(const engine::DiffReport& diff, const WriteOptions& options) {
  Sheet sheet(options);
  write_document(sheet, document_of(diff, options), '=');
  return sheet.take();
}

}  // namespace jianfu::report
