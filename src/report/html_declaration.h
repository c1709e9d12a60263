// The declaration beside what was found, on the page.
#pragma once

#include "engine/report.h"
#include "report/html_voice.h"

namespace jianfu::report {

// Empty without a declaration.
Html declaration_of(const Spot& spot, const engine::Report& report);

}  // namespace jianfu::report
