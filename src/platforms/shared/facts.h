// Facts: what a package is like beside what it shows and does ("targetSdk=33", "zip-fake-encryption"), by
// stable words that annotate/ data and reports name.
#pragma once

#include <string>

#include "evidence/collector.h"

namespace jianfu::platforms {

void add_fact(evidence::Collector& out, std::string text, std::string entry, uint32_t line = 0);
// A part of the package that was not read as a whole.
evidence::Gap gap_of(GapReason why, Message what, std::string entry = {}, uint64_t bytes = 0);

}  // namespace jianfu::platforms
