// A summary in Markdown for the job page and the merge request of a code host: verdicts, findings with their first
// proofs, required functions, gaps. Bounded, since hosts refuse long comments; the other outputs have everything.
#pragma once

#include <string>
#include <vector>

#include "report/writers.h"

namespace jianfu::report {

std::string write_markdown(const std::vector<engine::Report>& reports, const WriteOptions& options);

}  // namespace jianfu::report
