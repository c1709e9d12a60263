// The report as JSON: the master that every other output can be made from. docs/report.schema.json describes
// it, and a test holds the two together. One report is an object, several are an array.
#pragma once

#include <string>
#include <vector>

#include "report/writers.h"

namespace jianfu::report {

std::string write_json(const std::vector<engine::Report>& reports, const WriteOptions& options);
// The same objects, one a line, whether there is one or many: for jq, databases and scripts that read by the line.
std::string write_json_lines(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
