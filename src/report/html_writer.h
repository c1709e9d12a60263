// The report as one page for reviewers: to read on a screen, to fill in, to print and to file. It opens from disk, asks
// nobody for anything, and holds both languages.
#pragma once

#include <string>
#include <vector>

#include "report/writers.h"

namespace jianfu::report {

std::string write_html(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
