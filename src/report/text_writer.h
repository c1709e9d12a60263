// The report for a reviewer at a terminal or a printer: verdict by provision, findings with their proof, required
// functions, what could not be read.
#pragma once

#include "report/writers.h"

namespace jianfu::report {

std::string write_text(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
