// Which modules can be come to from where the program starts, along every kind of edge.
#pragma once

#include "evidence/evidence.h"

namespace jianfu::engine {

// Fills Module::reach where it is unknown: yes when a way leads there from an entry, no when the package has
// an entry and edges, lacks no part and none does, unknown otherwise.
void find_reachable(evidence::EvidenceSet& set);

}  // namespace jianfu::engine
