#include "io/spreadsheet.h"

#include <catch2/catch.hpp>

#include "builders/workbook_builder.h"
#include "io/zip_writer.h"

using namespace jianfu;
using namespace jianfu::io;

namespace {

std::string workbook(const std::string& sheet, const std::string& shared = "", const std::string& target = "worksheets/one.xml") {
  return builders::WorkbookBuilder{sheet, shared, target}.build();
}

std::vector<std::vector<std::string>> cells(const std::vector<TableRow>& rows) {
  std::vector<std::vector<std::string>> out;
  for (const TableRow& row : rows) out.push_back(row.cells);
  return out;
}

using Cells = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("a workbook gives the cells of its first sheet where they stand") {
  const std::string sheet =
      R"(<worksheet><sheetData><row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2"><v>45658</v></c></row>)"
      R"(<row r="5"><c r="B5" t="inlineStr"><is><t>内联</t></is></c><c t="str"><f>A1</f><v>公式</v></c></row></sheetData></worksheet>)";
  const std::string shared = R"(<sst><si><t>无</t></si><si><r><t>村务</t></r><r><t>通</t></r><rPh><t>cunwu</t></rPh></si></sst>)";
  const auto rows = read_xlsx(workbook(sheet, shared), {});
  REQUIRE(rows);
  CHECK(cells(*rows) == Cells{{"村务通", "", "45658"}, {"", "内联", "公式"}});
  CHECK(rows->front().number == 2);
  CHECK(rows->back().number == 5);
  CHECK(read_xlsx(workbook(sheet, shared, "/xl/worksheets/one.xml"), {})->size() == 2);
}

TEST_CASE("prefixes of a workbook are its writer's choice") {
  const auto rows = read_xlsx(workbook(R"(<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>)"), {});
  REQUIRE(rows);
  CHECK(cells(*rows) == Cells{{"1"}});
}

TEST_CASE("a workbook that is damaged or says nonsense does no harm") {
  CHECK_FALSE(read_xlsx("no zip", {}));
  CHECK_FALSE(read_xlsx(workbook("<worksheet"), {}));
  CHECK_FALSE(read_xlsx(workbook("<worksheet/>", "<sst><si>"), {}));
  ZipWriter empty;
  empty.add("x", "y");
  CHECK_FALSE(read_xlsx(empty.take(), {}));
  const auto odd = read_xlsx(
      workbook(R"(<worksheet><sheetData><row r="x"><c r="ZZZZ9"><v>1</v></c><c r="1" t="s"><v>999999</v></c><c r="B1" t="s"><v>-1</v></c></row></sheetData></worksheet>)"), {});
  REQUIRE(odd);
  CHECK(odd->front().cells.size() <= 3);
  CHECK(read_xlsx(workbook("<worksheet/>"), {})->empty());
}

TEST_CASE("cells that are only counted on do not fill the memory") {
  std::string rows;
  for (int i = 0; i < 100; ++i) rows += R"(<row><c r="XFD1"><v>1</v></c></row>)";
  const std::string bytes = workbook("<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
  Limits limits;
  limits.items = 100 * 16'384;
  CHECK(read_xlsx(bytes, limits));
  --limits.items;
  const auto refused = read_xlsx(bytes, limits);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::kLimit);
}

TEST_CASE("a text that stands in many cells counts as often") {
  std::string rows;
  for (int i = 0; i < 100; ++i) rows += R"(<row><c t="s"><v>0</v></c></row>)";
  const std::string bytes = workbook("<worksheet><sheetData>" + rows + "</sheetData></worksheet>", "<sst><si><t>" + std::string(1'000, 'x') + "</t></si></sst>");
  Limits limits;
  limits.all_text_bytes = 100'000;
  CHECK(read_xlsx(bytes, limits));
  --limits.all_text_bytes;
  CHECK_FALSE(read_xlsx(bytes, limits));
}

TEST_CASE("a part that is larger than what is read of texts is no sheet") {
  const std::string sheet = "<worksheet><!--" + std::string(50'000, ' ') + "--></worksheet>";
  Limits limits;
  limits.all_text_bytes = sheet.size();
  CHECK(read_xlsx(workbook(sheet), limits));
  --limits.all_text_bytes;
  CHECK_FALSE(read_xlsx(workbook(sheet), limits));
}

TEST_CASE("CSV has as many cells as a workbook may have") {
  Limits limits;
  limits.items = 100;
  CHECK(read_csv(std::string(99, ','), limits)->front().cells.size() == 100);
  const auto refused = read_csv(std::string(100, ','), limits);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::kLimit);
}

TEST_CASE("CSV is read with its quotation marks, separators and line ends") {
  CHECK(cells(*read_csv("a,b\r\n\"x,\"\"y\"\"\n2\",3\r\n", {})) == Cells{{"a", "b"}, {"x,\"y\"\n2", "3"}});
  CHECK(cells(*read_csv("a;b,c;d\n1;2;3", {})) == Cells{{"a", "b,c", "d"}, {"1", "2", "3"}});
  CHECK(cells(*read_csv("a\tb\n1\t", {})) == Cells{{"a", "b"}, {"1", ""}});
  CHECK(cells(*read_csv("\"open, for ever\n", {})) == Cells{{"open, for ever\n"}});
  CHECK(cells(*read_csv("5\" of rain,x", {})) == Cells{{"5\" of rain", "x"}});
  CHECK(read_csv("", {})->empty());
  CHECK(read_csv("a\n\"b\nc\"\nd", {})->back().number == 4);
}

TEST_CASE("days of spreadsheets are dates, other numbers are not") {
  CHECK(from_serial_date("45658") == "2025-01-01");
  CHECK(from_serial_date("45658.75") == "2025-01-01");
  CHECK(from_serial_date("45658x") == "45658x");
  CHECK(from_serial_date("20250101") == "20250101");
  CHECK(from_serial_date("7") == "7");
  CHECK(from_serial_date("2025-01-01") == "2025-01-01");
  CHECK(from_serial_date("").empty());
}
