// Forms and lists at the end: self-check, waivers, every rule, signatures.
#pragma once

#include "engine/report.h"
#include "report/html_voice.h"

namespace jianfu::report {

Html self_check_of(const Spot& spot, const engine::Report& report);
// Empty when nothing is waived or known.
Html waivers_of(const Spot& spot, const engine::Report& report);
Html appendix_of(const Spot& spot, const engine::Report& report);
Html sign_off_of(const Spot& spot, const engine::Report& report);

// The words of kinds of evidence.
Html kinds_of(const Voice& voice, evidence::KindSet kinds);

}  // namespace jianfu::report
