// How a person comes to a screen by hand: the shortest way from where the program starts.
#pragma once

#include "engine/report.h"
#include "match/matches.h"

namespace jianfu::engine {

// Fills ModuleView::way of the findings.
void tell_ways(const match::Session& session, Report& report);

}  // namespace jianfu::engine
