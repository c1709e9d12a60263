// jianfu why-not: what a rule lacks in a package, in sentences.
#pragma once

#include <string>

#include "engine/why_not.h"
#include "report/writers.h"

namespace jianfu::report {

std::string write_why_not(const engine::WhyNot& why, const WriteOptions& options);

}  // namespace jianfu::report
