// Clusters of apps that do the same, drawn: each app a dot on a ring, each pair a line, the thicker the more they have in
// common. Our own SVG without style or script; the table beside it says the same.
#pragma once

#include "audit/overlap.h"
#include "report/html_markup.h"

namespace jianfu::audit {

inline constexpr size_t kMostDrawn = 12;  // clusters, the largest first
inline constexpr size_t kMostDots = 16;   // apps of one

report::Html cluster_pictures(const Overlap& overlap, Lang lang);

}  // namespace jianfu::audit
