// Whose code it is by what it is called or holds, as far as libraries are known (libraries.h).
#pragma once

#include <vector>

#include "engine/libraries.h"
#include "evidence/evidence.h"

namespace jianfu::engine {

// Not a layout and no texts without a screen.
bool is_code(const evidence::Module& module);

// Gives owners to modules and to single items, and names every SDK once. Returns, by module, those that are
// told to be bundles of libraries and own code: nobody's, whoever uses them.
std::vector<bool> name_owners(evidence::EvidenceSet& set, const Libraries& libraries);

}  // namespace jianfu::engine
