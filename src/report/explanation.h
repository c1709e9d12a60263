// jianfu explain: where a finding comes from, in sentences that a reader without programming follows.
#pragma once

#include <string>

#include "report/writers.h"

namespace jianfu::report {

// Which findings; all where both are empty.
struct ExplainChoice {
  std::string rule;
  std::string fingerprint;
};
// False when the report, and the packages inside it, hold none of that choice.
bool has_explanation(const engine::Report& report, const ExplainChoice& choice);
std::string write_explanation(const engine::Report& report, const ExplainChoice& choice, const WriteOptions& options);

}  // namespace jianfu::report
