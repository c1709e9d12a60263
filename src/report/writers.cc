#include "report/writers.h"

#include <algorithm>
#include <array>

#include "report/csv_writer.h"
#include "report/docx_writer.h"
#include "report/json_writer.h"
#include "report/markdown_writer.h"
#include "report/text_writer.h"
#include "report/xlsx_writer.h"

namespace jianfu::report {
namespace {

constexpr std::array kWriters = {
    Writer{"text", "给审核人员阅读的文字报告", "a report for people", write_text, ".txt", false, true},
    Writer{"json", "完整的结构化报告（docs/report.schema.json）",
           "the whole report as data (docs/report.schema.json)", write_json, ".json"},
    Writer{"jsonl", "每行一份 JSON 报告，供批量处理", "a JSON report a line, for batches", write_json_lines, ".jsonl"},
    Writer{"csv", "问题清单表格，可用 Excel、WPS 打开", "the findings as a table for spreadsheets", write_csv, ".csv"},
    Writer{"markdown", "代码托管平台的作业摘要与合并请求评论", "job summaries and comments of code hosts", write_markdown, ".md"},
    Writer{"xlsx", "电子表格：结论、问题清单、证据、覆盖与局限、豁免", "a workbook: verdicts, findings, evidence, coverage, waivers",
           write_xlsx, ".xlsx", true},
    Writer{"docx", "可编辑、可签字存档的检查报告文档", "a document to edit, sign and file", write_docx, ".docx", true},
};

}  // namespace

std::span<const Writer> writers() {
  return kWriters;
}

const Writer* find_writer(std::string_view name) {
  const auto found = std::find_if(kWriters.begin(), kWriters.end(),
                                  [name](const Writer& writer) { return writer.name == name; });
  return found == kWriters.end() ? nullptr : &*found;
}

const Writer* writer_of_ending(std::string_view path) {
  const Writer* out = nullptr;
  for (const Writer& writer : kWriters) {
    const bool fits = !writer.ending.empty() && path.ends_with(writer.ending);
    if (fits && (out == nullptr || writer.ending.size() > out->ending.size())) out = &writer;
  }
  return out;
}

}  // namespace jianfu::report
