#include "report/writers.h"

#include <algorithm>
#include <array>

#include "report/html_writer.h"
#include "report/json_writer.h"
#include "report/text_writer.h"

namespace jianfu::report {
namespace {

constexpr std::array kWriters = {
    Writer{"text", "给审核人员阅读的文字报告", "a report for people", write_text, ".txt", false, true},
    Writer{"json", "完整的结构化报告（docs/report.schema.json）",
           "the whole report as data (docs/report.schema.json)", write_json, ".json"},
    Writer{"html", "给审核人员的网页报告：查看、填写意见、打印归档", "a page for reviewers: to read, fill in, print and file", write_html,
           ".html", false, true},
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
