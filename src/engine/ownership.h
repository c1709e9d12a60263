// Whose the code is that no name tells: obfuscated classes by their neighbours in the call graph, layouts by
// who includes them. Rests on one fact: a library never refers to the app that uses it.
#pragma once

#include "evidence/evidence.h"

namespace jianfu::engine {

// Where the program starts is the app's, and so is the code beside it: vendors write below a package of their
// own and build for many. After owners were told by names (a start that a library provides is the library's).
void own_by_entries(evidence::EvidenceSet& set);

// After that. What neither rule decides, or both do, stays unknown.
void own_by_neighbours(evidence::EvidenceSet& set);

}  // namespace jianfu::engine
