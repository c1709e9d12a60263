// JUnit XML in the dialect of Jenkins: a suite a package, a case a rule.
#pragma once

#include <string>
#include <vector>

#include "report/writers.h"

namespace jianfu::report {

std::string write_junit(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
