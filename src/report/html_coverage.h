// How much of a package was read, what was not, and what to ask the applicant for.
#pragma once

#include "engine/report.h"
#include "report/html_voice.h"

namespace jianfu::report {

Html coverage_of(const Spot& spot, const engine::Report& report);

}  // namespace jianfu::report
