#include "report/writers.h"

#include <algorithm>
#include <array>

#include "report/json_writer.h"
#include "report/text_writer.h"

namespace jianfu::report {
namespace {

constexpr std::array kWriters = {
    Writer{"text", "给人看的文字报告", "a report to read", write_text},
    Writer{"json", "完整的结构化报告，其他输出由它而来", "the whole report as data", write_json},
};

}  // namespace

std::span<const Writer> writers() { return kWriters; }

const Writer* find_writer(std::string_view name) {
  const auto at = std::find_if(kWriters.begin(), kWriters.end(), [&](const Writer& writer) { return writer.name == name; });
  return at == kWriters.end() ? nullptr : &*at;
}

}  // namespace jianfu::report
