// The report for a reviewer who is no programmer: at a terminal, on paper, in a file.
#pragma once

#include <string>
#include <vector>

#include "report/writers.h"

namespace jianfu::report {

std::string write_text(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
