// Workbooks and CSV: cells stay within what a sheet has, and their text within what is read of one. What is no archive is
// put into one as a sheet and as its strings, so that the XML is reached, too.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "builders/workbook_builder.h"
#include "io/spreadsheet.h"

using namespace jianfu;

namespace {

constexpr size_t kMostColumns = 16'384;

void check(bool holds) {
  if (!holds) std::abort();
}

void check_workbook(std::string_view bytes) {
  Limits limits;
  limits.items = 200'000;
  limits.all_text_bytes = 1 << 20;
  const Result<std::vector<io::TableRow>> rows = io::read_xlsx(bytes, limits);
  if (!rows) return;
  uint64_t cells = 0, text = 0;
  for (const io::TableRow& row : *rows) {
    check(row.cells.size() <= kMostColumns);
    cells += row.cells.size();
    for (const std::string& cell : row.cells) text += cell.size();
  }
  check(cells <= limits.items && text <= limits.all_text_bytes);
}

void check_csv(std::string_view text) {
  uint64_t bytes = 0;
  size_t line = 0;
  const Result<std::vector<io::TableRow>> rows = io::read_csv(text, {});
  if (!rows) return;
  for (const io::TableRow& row : *rows) {
    check(row.number > line && !row.cells.empty());
    line = row.number;
    for (const std::string& cell : row.cells) {
      bytes += cell.size();
      check(!io::from_serial_date(cell).empty() || cell.empty());
    }
  }
  check(bytes <= text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_csv(bytes);
  if (io::looks_like_xlsx(bytes)) {
    check_workbook(bytes);
  } else {
    check_workbook(builders::WorkbookBuilder{std::string(bytes), "<sst><si><t>无</t></si></sst>"}.build());
    check_workbook(builders::WorkbookBuilder{"<worksheet><sheetData><row><c t=\"s\"><v>1</v></c></row></sheetData></worksheet>", std::string(bytes)}.build());
  }
  return 0;
}

std::vector<std::string> seeds() {
  const std::string sheet =
      R"(<worksheet><sheetData><row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2"><v>45658</v></c></row>)"
      R"(<row r="5"><c r="B5" t="inlineStr"><is><t>内联</t></is></c><c t="str"><f>A1</f><v>公式</v></c></row></sheetData></worksheet>)";
  const std::string shared = R"(<sst><si><t>无</t></si><si><r><t>村务</t></r><r><t>通</t></r><rPh><t>cunwu</t></rPh></si></sst>)";
  return {builders::WorkbookBuilder{sheet, shared}.build(), sheet, shared, "\"单位\",名称;\t备案号\r\n\"a\"\"\n\",45658,x\n"};
}
