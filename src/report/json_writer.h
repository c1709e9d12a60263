// The master report as JSON (docs/outputs.md, docs/report.schema.json): one report is an object, several an array.
#pragma once

#include "report/writers.h"

namespace jianfu::report {

std::string write_json(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
