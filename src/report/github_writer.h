// Workflow commands of GitHub Actions (::error …::text): annotations of a run.
#pragma once

#include <string>
#include <vector>

#include "report/writers.h"

namespace jianfu::report {

std::string write_github(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
