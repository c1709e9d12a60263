#include <catch2/catch.hpp>

#include "golden.h"
#include "report/docx_writer.h"
#include "report/tables.h"
#include "report/xlsx_writer.h"
#include "report/xml_text.h"
#include "text/utf.h"
#include "unit/report/office_parts.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;
using report::WriteOptions;

namespace {

const std::string kGoldens = std::string(JIANFU_SOURCE_DIR) + "/tests/unit/report/goldens/";

std::string part(const std::string& bytes, const std::string& name) {
  for (const auto& [known, text] : office_parts(bytes))
    if (known == name) return text;
  FAIL(name + " is missing");
  return {};
}

// Tags on lines of their own, so that a difference can be read.
std::string readable(const std::string& xml) {
  std::string out;
  for (const char c : xml) {
    if (c == '<' && !out.empty() && out.back() == '>') out += '\n';
    out += c;
  }
  return out + "\n";
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string docx_body(const engine::Report& report) { return part(report::write_docx({report}, {}), "word/document.xml"); }
std::string strings(const engine::Report& report) { return part(report::write_xlsx({report}, {}), "xl/sharedStrings.xml"); }

}  // namespace

TEST_CASE("XML has no illegal character and nothing unescaped, and keeps the rest") {
  CHECK(report::escaped_xml("<打卡 a=\"b\"> & 'c'\n") == "&lt;打卡 a=&quot;b&quot;&gt; &amp; 'c'\n");
  CHECK(report::escaped_xml(std::string_view("\0\x01\x1f\t", 4)) == "\\x00\\x01\\x1F\\x09");
  CHECK(report::escaped_xml("\xEF\xBF\xBE\xEF\xBF\xBF\xff") == "\\u{FFFE}\\u{FFFF}\\xFF");
  CHECK(report::escaped_xml("\xEF\xBF\xBD\xF0\x9F\x98\x80") == "\xEF\xBF\xBD\xF0\x9F\x98\x80");
}

TEST_CASE("the text of the DOCX of a full report is the golden, and its bytes are the same again", "[golden]") {
  for (const auto& [lang, name] : {std::pair{Lang::kZh, "zh"}, {Lang::kEn, "en"}}) {
    const WriteOptions options{lang, false, false};
    const std::string bytes = report::write_docx({full_report()}, options);
    CHECK(golden_problem(kGoldens + "full." + name + ".docx.xml", readable(part(bytes, "word/document.xml"))) == "");
    CHECK(bytes == report::write_docx({full_report()}, options));
  }
}

TEST_CASE("a DOCX names the fonts of official documents, is A4 and ends in a table to sign") {
  const std::string bytes = report::write_docx({full_report()}, {});
  for (const char* font : {"仿宋_GB2312", "方正小标宋简体", "黑体"}) CHECK(has(part(bytes, "word/styles.xml"), font));
  const std::string body = part(bytes, "word/document.xml");
  CHECK(has(body, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
  CHECK(has(body, "<w:highlight w:val=\"yellow\"/></w:rPr><w:t xml:space=\"preserve\">打卡</w:t>"));
  CHECK(has(body, "<w:tblHeader/>"));
  const size_t sign = body.find("检测人");
  REQUIRE(sign != std::string::npos);
  CHECK(body.find("未能读取") < sign);
  CHECK(body.find("复核人") > sign);
}

TEST_CASE("each package of a batch has a report and a table to sign, and one that was not read is listed") {
  engine::Report unread;
  unread.package.path = "in/broken.apk";
  unread.unread = {"不是安装包", "no package"};
  const std::string body = part(report::write_docx({full_report(), clean_report(), unread}, {}), "word/document.xml");
  size_t signs = 0;
  for (size_t at = 0; (at = body.find("检测人", at)) != std::string::npos; ++at) ++signs;
  CHECK(signs == 2);
  CHECK(has(body, "本次检查 3 个安装包"));
  CHECK(has(body, "不是安装包"));
}

TEST_CASE("texts of a package change nothing but text in DOCX and XLSX") {
  engine::Report report = full_report();
  const std::string hostile = "</w:t></w:r><w:p>&x; \x01 _x202E_ =1\xEF\xBF\xBF";
  report.package.name = hostile;
  report.findings[0].evidence[0].item.text = hostile;
  report.findings[0].evidence[0].marks.clear();
  const std::string body = docx_body(report), cells = strings(report);
  CHECK_FALSE(has(body, hostile.substr(0, 17)));
  CHECK(has(body, "&lt;/w:t&gt;&lt;/w:r&gt;&lt;w:p&gt;&amp;x; \\x01 _x202E_ =1\\u{FFFF}"));
  CHECK(has(cells, "&lt;/w:t&gt;&lt;/w:r&gt;&lt;w:p&gt;&amp;x; \\x01 _x005F_x202E_ =1\\u{FFFF}"));
}

TEST_CASE("the sheets of the XLSX of a full report are the golden, and its bytes are the same again", "[golden]") {
  for (const auto& [lang, name] : {std::pair{Lang::kZh, "zh"}, {Lang::kEn, "en"}}) {
    const WriteOptions options{lang, false, false};
    const std::string bytes = report::write_xlsx({full_report()}, options);
    const std::string text = readable(part(bytes, "xl/workbook.xml")) + readable(part(bytes, "xl/sharedStrings.xml"));
    CHECK(golden_problem(kGoldens + "full." + name + ".xlsx.xml", text) == "");
    CHECK(bytes == report::write_xlsx({full_report()}, options));
  }
}

TEST_CASE("an XLSX has six sheets with a head that stays, filters, and no formula in any") {
  engine::Report report = full_report();
  report.package.name = "=HYPERLINK(\"http://x\",\"y\")";
  report.package.id = "http://example.invalid/";
  const std::string bytes = report::write_xlsx({report}, {});
  const std::string book = part(bytes, "xl/workbook.xml");
  for (const char* sheet : {"结论", "问题清单", "证据", "覆盖与局限", "反分析痕迹", "豁免"}) CHECK(has(book, "name=\"" + std::string(sheet) + "\""));
  for (int i = 1; i <= 6; ++i) {
    const std::string sheet = part(bytes, "xl/worksheets/sheet" + std::to_string(i) + ".xml");
    CHECK(has(sheet, "state=\"frozen\""));
    CHECK(has(sheet, "<autoFilter "));
    CHECK_FALSE(has(sheet, "<f>"));
    CHECK_FALSE(has(sheet, "<hyperlink"));
  }
  CHECK(has(strings(report), "=HYPERLINK(&quot;http://x&quot;") != has(strings(report), "=HYPERLINK(\"http://x\""));
  CHECK(has(part(bytes, "docProps/core.xml"), "1980-01-01T00:00:00Z"));
}

TEST_CASE("a row of the XLSX is as high as its longest cell, up to a bound") {
  engine::Report report = clean_report();
  const auto height = [&](size_t lines) {
    report.package.name = std::string(16 * lines, 'x');  // the column is 16 wide
    const std::string sheet = part(report::write_xlsx({report}, {}), "xl/worksheets/sheet2.xml");
    const size_t at = sheet.find(" ht=\"", sheet.find("<row r=\"2\"")) + 5;
    return sheet.substr(at, sheet.find('"', at) - at);
  };
  CHECK(height(5) == "75");
  CHECK(height(1000) == "150");
}

TEST_CASE("a text longer than a cell is cut, one that fills it is not") {
  const auto cell = [](const std::string& name) {
    engine::Report report = clean_report();
    report.package.name = name;
    return strings(report);
  };
  CHECK(has(cell(std::string(32'767, 'x')), std::string(32'767, 'x') + "<"));
  const std::string cut = cell(std::string(32'768, 'x'));
  CHECK(has(cut, std::string(32'766, 'x') + "…<"));
  std::string pairs;  // two units each
  for (int i = 0; i < 20'000; ++i) pairs += "\xF0\x9F\x98\x80";
  CHECK(has(cell(pairs), pairs.substr(0, 4 * 16'383) + "…<"));
}

TEST_CASE("a table that is too long for a sheet says how many rows it lacks") {
  const WriteOptions options;
  const report::Sheet sheet(options);
  report::Table table{"t", {{"a", 1}, {"b", 1}}, {{"1", ""}, {"2", ""}, {"3", ""}}};
  report::bound_rows(sheet, table, 3);
  CHECK(table.rows[2][0] == "3");
  report::bound_rows(sheet, table, 2);
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0][0] == "1");
  CHECK(has(table.rows[1][0], "另有 2 行"));
}
