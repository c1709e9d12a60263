// JSON reports that people hand in: for convert, diff, baseline, review.
#pragma once

#include <cstdint>
#include <string>

#include "core/result.h"
#include "report/json_reader.h"

namespace jianfu::cli {

// The whole of a file that people hand in. kUsage or kIo.
Result<std::string> read_whole_file(const std::string& path, uint64_t most);
// "-" is standard input.
Result<report::ReadBack> read_report_file(const std::string& path);

// Our reports begin as JSON does, which no package does. A name that promises one is taken at its word, so that an
// empty or damaged report is called that.
bool is_report_file(const std::string& path);

}  // namespace jianfu::cli
