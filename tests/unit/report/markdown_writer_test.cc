#include "report/markdown_writer.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "golden.h"
#include "report/markdown_text.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;
using report::markdown::code;
using report::markdown::prose;

namespace {

std::string markdown(const std::vector<engine::Report>& reports, Lang lang = Lang::kZh) {
  return report::write_markdown(reports, {lang, false, false});
}
bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the Markdown of a full report is the golden in both languages", "[golden]") {
  const std::string folder = std::string(JIANFU_SOURCE_DIR) + "/tests/unit/report/goldens/";
  CHECK(golden_problem(folder + "full.zh.md", markdown({full_report()})) == "");
  CHECK(golden_problem(folder + "full.en.md", markdown({full_report()}, Lang::kEn)) == "");
}

TEST_CASE("code spans hold any text, fenced by more backticks than stand in it") {
  CHECK(code("pages/a.js") == "`pages/a.js`");
  CHECK(code("a`b") == "``a`b``");
  CHECK(code("``") == "``` `` ```");
  CHECK(code("").empty());
}

TEST_CASE("nothing of running text is markup, and Chinese and plain words stay as they are") {
  CHECK(prose("打卡签到功能（B2），version 1.2.3 - ok; it's") == "打卡签到功能（B2），version 1.2.3 - ok; it's");
  CHECK(prose("a|b") == "a\\|b");
  CHECK(prose("\\|") == "\\\\\\|");  // two pairs: the cell of a table goes on
  CHECK(prose("**b** <img src=x> [l](u) `c`") == "\\*\\*b\\*\\* \\<img src\\=x\\> \\[l\\]\\(u\\) \\`c\\`");
  CHECK(prose("note: that") == "note: that");
}

TEST_CASE("what hosts act on after rendering is in full width, so that nobody is called and nothing linked") {
  CHECK(prose("@team") == "＠team");
  CHECK(prose("a@b.cn") == "a＠b.cn");
  CHECK(prose("#12 !34 ~bug $5 &6 %7") == "＃12 ！34 ～bug ＄5 ＆6 ％7");
  CHECK(prose("Stop!") == "Stop\\!");
  CHECK(prose("https://x.cn :tada:") == "https：//x.cn ：tada:");
  CHECK(prose("www.x.cn WWW.x.cn awww x.cn") == "www．x.cn WWW．x.cn awww x.cn");
}

TEST_CASE("texts of a package stand in code spans, wherever they come from") {
  engine::Report report = full_report();
  const std::string hostile = "x` | <script>alert(1)</script> @all [a](javascript:1)\r\n# h";
  report.package.name = report.package.path = report.findings[0].module.title = hostile;
  report.findings[0].evidence[0].item.text = hostile;
  report.findings[0].evidence[0].marks.clear();
  report.findings[0].message.zh = "“" + hostile + "”发现打卡签到的功能特征";
  const std::string out = markdown({report});
  CHECK(has(out, "``「x` | <script>alert(1)</script> @all [a](javascript:1)"));
  CHECK(has(out, "“x\\` \\| \\<script\\>alert\\(1\\)\\</script\\> ＠all \\[a\\]\\(javascript：1\\)"));
  for (size_t at = 0; (at = out.find("<script", at)) != std::string::npos; ++at) {
    const size_t line = out.rfind('\n', at) + 1;
    const std::string_view front = std::string_view(out).substr(line, at - line);
    const bool in_code = has(std::string(front), "``") && front[0] != '|';
    CHECK((in_code || front.ends_with('\\')));
  }
  CHECK_FALSE(has(out, "\n# h"));
}

TEST_CASE("several packages begin with a list of how each came out") {
  engine::Report unread;
  unread.package.path = "in/`broken.apk";
  unread.unread = {"不是安装包", "no package"};
  const std::string out = markdown({full_report(), unread});
  CHECK(out.starts_with("本次检查 2 个安装包\n"));
  CHECK(has(out, "- **疑似违规** `示例` `in/app.apk`\n"));
  CHECK(has(out, "- **无法读取** ``in/`broken.apk`` 不是安装包\n"));
}

TEST_CASE("a long report ends before hosts refuse it, and says how much is left out") {
  engine::Report report = full_report();
  for (size_t i = 0; i < 3000; ++i) {
    report.findings.push_back(report.findings[0]);
    report.findings.back().rule_id = "rule-" + std::to_string(i);
  }
  const std::string out = markdown({report});
  CHECK(std::count_if(out.begin(), out.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }) < 65536);
  CHECK(has(out, "因篇幅限制，另有 "));
  CHECK_FALSE(has(markdown({full_report()}), "因篇幅限制"));
}
