#include "report/diff_writers.h"

#include <array>

namespace jianfu::report {
namespace {

constexpr std::array kDiffWriters = {
    DiffWriter{"text", "给审核人员阅读的对比", "a comparison for people", write_diff_text, ".txt"},
    DiffWriter{"json", "完整的结构化对比（docs/diff.schema.json）", "the whole comparison as data (docs/diff.schema.json)",
               write_diff_json, ".json"},
    DiffWriter{"html", "单个网页文件，可打印", "one web page, fit for print", write_diff_html, ".html"},
};

}  // namespace

std::span<const DiffWriter> diff_writers() {
  return kDiffWriters;
}

}  // namespace jianfu::report
