#include "report/writers.h"

#include <algorithm>
#include <array>

#include "report/codequality_writer.h"
#include "report/csv_writer.h"
#include "report/docx_writer.h"
#include "report/github_writer.h"
#include "report/html_writer.h"
#include "report/json_writer.h"
#include "report/junit_writer.h"
#include "report/markdown_writer.h"
#include "report/sarif_writer.h"
#include "report/text_writer.h"
#include "report/xlsx_writer.h"

namespace jianfu::report {
namespace {

constexpr std::array kWriters = {
    Writer{"text", "给审核人员阅读的文字报告", "a report for people", write_text, ".txt", false, true},
    Writer{"json", "完整的结构化报告（docs/report.schema.json）",
           "the whole report as data (docs/report.schema.json)", write_json, ".json"},
    Writer{"html", "给审核人员的网页报告：查看、填写意见、打印归档", "a page for reviewers: to read, fill in, print and file", write_html,
           ".html", false, true},
    Writer{"sarif", "SARIF 2.1.0，供 GitHub 代码扫描等平台和查看工具使用", "SARIF 2.1.0, for code scanning and viewers",
           write_sarif, ".sarif .sarif.json"},
    Writer{"junit", "JUnit XML，在 Jenkins 等平台上作为测试结果显示", "JUnit XML, shown as test results by Jenkins and others",
           write_junit, ".xml"},
    Writer{"codequality", "GitLab 代码质量报告", "a Code Quality report of GitLab", write_codequality, ".codequality.json"},
    Writer{"github", "GitHub Actions 工作流命令，在页面上显示为注解", "workflow commands of GitHub Actions, shown as annotations",
           write_github},
    Writer{"jsonl", "每行一份 JSON 报告，供批量处理", "a JSON report a line, for batches", write_json_lines, ".jsonl"},
    Writer{"csv", "问题清单表格，可用 Excel、WPS 打开", "the findings as a table for spreadsheets", write_csv, ".csv"},
    Writer{"markdown", "代码托管平台的作业摘要与合并请求评论", "job summaries and comments of code hosts", write_markdown, ".md",
           false, true},
    Writer{"xlsx", "电子表格：结论、问题清单、证据、覆盖与局限、豁免", "a workbook: verdicts, findings, evidence, coverage, waivers",
           write_xlsx, ".xlsx", true},
    Writer{"docx", "可编辑、可签字存档的检查报告文档", "a document to edit, sign and file", write_docx, ".docx", true,
           true},
};

}  // namespace

std::span<const Writer> writers() {
  return kWriters;
}

size_t longest_ending(std::string_view endings, std::string_view path) {
  size_t longest = 0;
  while (!endings.empty()) {
    const std::string_view one = endings.substr(0, endings.find(' '));
    if (path.ends_with(one)) longest = std::max(longest, one.size());
    endings.remove_prefix(std::min(endings.size(), one.size() + 1));
  }
  return longest;
}

const Writer* find_writer(std::string_view name) {
  const auto found = std::find_if(kWriters.begin(), kWriters.end(),
                                  [name](const Writer& writer) { return writer.name == name; });
  return found == kWriters.end() ? nullptr : &*found;
}

const Writer* writer_of_ending(std::string_view path) {
  const Writer* out = nullptr;
  size_t longest = 0;
  for (const Writer& writer : kWriters) {
    const size_t fits = longest_ending(writer.ending, path);
    if (fits <= longest) continue;
    longest = fits;
    out = &writer;
  }
  return out;
}

}  // namespace jianfu::report
