// A baseline as a file: JSON in a fixed order, an entry a line, so that its changes read well in version control.
#pragma once

#include <string>

#include "engine/baseline.h"

namespace jianfu::report {

std::string write_baseline(const engine::Baseline& baseline);

}  // namespace jianfu::report
