#include "report/csv_writer.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "golden.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;
using engine::Report;

namespace {

using Cells = std::vector<std::string>;

std::string csv(const std::vector<Report>& reports, Lang lang = Lang::kZh) {
  return report::write_csv(reports, {lang, false, false});
}

// By the grammar of RFC 4180, with every cell quoted; an empty list when the text does not follow it.
std::vector<Cells> parsed(std::string_view text) {
  if (!text.starts_with("\xEF\xBB\xBF")) return {};
  std::vector<Cells> rows(1);
  for (size_t at = 3; at < text.size();) {
    if (text[at] != '"') return {};
    std::string cell;
    for (++at; at < text.size(); ++at) {
      if (text[at] == '"' && (at + 1 == text.size() || text[at + 1] != '"')) break;
      if (text[at] == '"') ++at;
      cell += text[at];
    }
    rows.back().push_back(cell);
    if (++at >= text.size()) return {};
    if (text.substr(at).starts_with("\r\n")) {
      at += 2;
      rows.emplace_back();
    } else if (text[at++] != ',') {
      return {};
    }
  }
  rows.pop_back();
  return rows;
}

std::string cell(const std::vector<Cells>& rows, size_t row, const std::string& column) {
  const auto at = std::find(rows.at(0).begin(), rows.at(0).end(), column);
  REQUIRE(at != rows.at(0).end());
  return rows.at(row).at(static_cast<size_t>(at - rows.at(0).begin()));
}

}  // namespace

TEST_CASE("the CSV of a full report is the golden in both languages", "[golden]") {
  const std::string folder = std::string(JIANFU_SOURCE_DIR) + "/tests/unit/report/goldens/";
  CHECK(golden_problem(folder + "full.zh.csv", csv({full_report()})) == "");
  CHECK(golden_problem(folder + "full.en.csv", csv({full_report()}, Lang::kEn)) == "");
}

TEST_CASE("a CSV has a row for each finding, required function, undecided rule and package without any") {
  Report unread;
  unread.package.path = "in/broken.apk";
  unread.unread = {"不是安装包", "no package"};
  const auto rows = parsed(csv({full_report(), unread}));
  REQUIRE(rows.size() == 7);
  for (const Cells& row : rows) CHECK(row.size() == rows[0].size());
  CHECK(cell(rows, 1, "功能") == "打卡签到功能");
  CHECK(cell(rows, 1, "结论") == "疑似违规");
  CHECK(cell(rows, 1, "强制/考核") == "明显（未完成名单与催办）");
  CHECK(cell(rows, 1, "豁免") == "依据防汛值守规定，示例县政务服务局批准，有效期至 2026-12-31");
  CHECK(cell(rows, 1, "基线") == "已知");
  CHECK(cell(rows, 2, "发现编号") == "fedcba9876543210");
  CHECK(cell(rows, 2, "豁免").empty());
  CHECK(cell(rows, 3, "功能") == "投诉建议功能");
  CHECK(cell(rows, 3, "功能有无") == "仅有联系方式");
  CHECK(cell(rows, 4, "结论") == "无法判断");
  CHECK(cell(rows, 4, "说明") == "因 g1 未能读取");
  CHECK(cell(rows, 5, "结论") == "未见");  // the package inside
  CHECK(cell(rows, 6, "结论") == "无法读取");
  CHECK(cell(rows, 6, "说明") == "不是安装包");
}

TEST_CASE("a CSV names the signs of tampering beside each problem of the package") {
  Report report = full_report();
  report.nested.clear();
  report.package.tricks = {{"zip-fake-encryption", "a", "", 3}, {"dex-magic", "", "", 1}};
  const auto rows = parsed(csv({report, clean_report()}));
  REQUIRE(rows.size() == 6);
  for (size_t i = 1; i < 5; ++i) CHECK(cell(rows, i, "反分析痕迹") == "zip-fake-encryption；dex-magic");
  CHECK(cell(rows, 5, "反分析痕迹").empty());
}

TEST_CASE("no cell of a CSV becomes a formula, and innocent ones stay as they are") {
  const auto named = [](const std::string& name) {
    Report report = clean_report();
    report.package.name = name;
    return cell(parsed(csv({report})), 1, "应用名称");
  };
  for (const char* formula : {"=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", " =1", "＝1", "＠x"}) {
    INFO(formula);
    CHECK(named(formula) == "'" + std::string(formula));
  }
  CHECK(named("\t=1") == "\\x09=1");  // shown, so that it is none
  for (const char* innocent : {"a=b", "“=1”", "'=1", "签到-打卡", "a,\"b\"", ""}) CHECK(named(innocent) == innocent);
}

TEST_CASE("a fingerprint of digits keeps them all, and one of letters too is left alone") {
  const auto fingerprint = [](const std::string& given) {
    Report report = full_report();
    report.findings[0].fingerprint = given;
    return cell(parsed(csv({report})), 1, "发现编号");
  };
  CHECK(fingerprint("1234567890123456") == "'1234567890123456");
  CHECK(fingerprint("12345678901e3456") == "'12345678901e3456");
  CHECK(fingerprint("1e345678901e3456") == "1e345678901e3456");
  CHECK(fingerprint("0123456789abcdef") == "0123456789abcdef");
}

TEST_CASE("line breaks, quotes and controls of a package start no row of a CSV") {
  Report report = full_report();
  report.findings[0].evidence[0].item.text = "打卡\r\n\"x\",\"y\"\r\n=1\xE2\x80\xAE";
  report.findings[0].evidence[0].marks = {{0, 6}};
  const auto rows = parsed(csv({report}));
  CHECK(rows.size() == 6);
  const std::string evidence = cell(rows, 1, "证据");
  for (const char* part : {"「【打卡】", "\"x\",\"y\"", "=1\\u{202E}」"}) CHECK(evidence.find(part) != std::string::npos);
  CHECK(evidence.find_first_of("\r\n") == std::string::npos);
}
