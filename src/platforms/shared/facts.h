// Facts: what a package is like beside what it shows and does ("targetSdk=33", "zip-fake-encryption"), by
// stable words that annotate/ data and reports name.
#pragma once

#include <string>
#include <string_view>

#include "evidence/collector.h"

namespace jianfu::platforms {

void add_fact(evidence::Collector& out, std::string text, std::string entry, uint32_t line = 0);
// The address that a web view of a module opens, where the element's own attribute does not hold it
// (docs/evidence.md); nothing for what is not on a server.
void add_web_address(evidence::Collector& out, uint32_t module, std::string_view address,
                     const std::string& entry, uint32_t line);
// A part of the package that was not read as a whole.
evidence::Gap gap_of(GapReason why, Message what, std::string entry = {}, uint64_t bytes = 0);

}  // namespace jianfu::platforms
