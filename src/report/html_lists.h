// Sections of the page that gather from all others: what to ask the applicant, and what the package holds.
#pragma once

#include "engine/report.h"
#include "report/html_voice.h"

namespace jianfu::report {

Html questions_of(const Spot& spot, const engine::Report& report);
Html inventory_of(const Spot& spot, const engine::Report& report);

}  // namespace jianfu::report
