// The first leaf of a report: what was checked, by what, and how it came out.
#pragma once

#include "engine/report.h"
#include "report/html_voice.h"

namespace jianfu::report {

Html identity_of(const Spot& spot, const engine::Report& report);
Html overall_of(const Spot& spot, const engine::Report& report);
// Of each provision with its rules.
Html provisions_of(const Spot& spot, const engine::Report& report);
// Name, or path where there is none.
Html name_of(const Voice& voice, const platforms::Package& package);

}  // namespace jianfu::report
