// SARIF 2.1.0 (OASIS), for code scanning of GitHub and for viewers.
#pragma once

#include <string>
#include <vector>

#include "report/writers.h"

namespace jianfu::report {

std::string write_sarif(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
