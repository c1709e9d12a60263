// Code Quality of GitLab: a list of problems, each in a file with a fingerprint of its own.
#pragma once

#include <string>
#include <vector>

#include "report/writers.h"

namespace jianfu::report {

std::string write_codequality(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
