// A report of the JSON writer, read back: what convert, diff, baseline and review start from. What it gives writes
// the same bytes again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "engine/report.h"

namespace jianfu::report {

struct ReadBack {
  std::vector<engine::Report> reports;
  bool batch = false;  // the file is a list
};

// Whether they were written with their explanations.
bool holds_explanations(const std::vector<engine::Report>& reports);

// kUsage for a file that is none of ours, is damaged, or was written by a newer version; says which place it is about:
// "report.json: findings[2].verdict …". Texts stay masked as they were written.
Result<ReadBack> read_json(std::string_view bytes, const std::string& name);

}  // namespace jianfu::report
