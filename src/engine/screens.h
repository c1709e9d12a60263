// Which screens a piece of the package is shown on: what `jianfu evidence --by-screen` tells a reviewer who
// holds a phone beside the list.
#pragma once

#include <cstdint>
#include <vector>

#include "evidence/evidence.h"

namespace jianfu::engine {

// By module: the nearest screens or parts of screens that consist of it (a fragment, not the activity around
// it), in rising order; the module itself when it is one. Empty: unknown. Code that more than a few use
// belongs to none.
std::vector<std::vector<uint32_t>> screens_of_modules(const evidence::EvidenceSet& set);

}  // namespace jianfu::engine
