// The report as a document that a reviewer edits, signs and files: A4 with the fonts of official documents, hits on a
// yellow ground, a table to sign at the end of each package.
#pragma once

#include <string>
#include <vector>

#include "report/writers.h"

namespace jianfu::report {

std::string write_docx(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
