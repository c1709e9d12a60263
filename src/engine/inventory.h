// What there is in a package apart from any rule: what two versions of it are compared by.
#pragma once

#include "engine/report.h"

namespace jianfu::engine {

// `whole`: the set holds every piece, not only what rules ask for, so that endpoints can be listed.
Inventory inventory_of(const evidence::EvidenceSet& set, bool whole);

}  // namespace jianfu::engine
