// The screens of findings as lists of what stands on them, in the order of the source: what a reviewer compares with
// the phone. Drawn from what the reading keeps anyway (labels and titles of screens, fields, and what rules ask for).
#pragma once

#include "engine/report.h"
#include "match/matches.h"

namespace jianfu::engine {

inline constexpr size_t kMostSketchRows = 24;   // what fits a page of paper
inline constexpr size_t kMostSketchHits = 12;   // of them
inline constexpr size_t kMostSketchText = 90;   // bytes of a row: thirty Han characters

// Fills Finding::sketch where a screen holds a hit and something beside it.
void draw_sketches(const match::Session& session, Report& report);

}  // namespace jianfu::engine
