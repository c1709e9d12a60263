// JSON reports that people hand in: for convert, diff, baseline, review.
#pragma once

#include <string>

#include "core/result.h"
#include "report/json_reader.h"

namespace jianfu::cli {

// "-" is standard input.
Result<report::ReadBack> read_report_file(const std::string& path);

}  // namespace jianfu::cli
