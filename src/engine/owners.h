// Whose code it is by what it is called or holds: names of classes, folders, files and packages of npm, keys
// of resources, whole texts, and marks that only one library's scripts bear (rules/annotate/sdk*.yaml).
#pragma once

#include <vector>

#include "evidence/evidence.h"
#include "rules/model.h"

namespace jianfu::engine {

// Not a layout and no texts without a screen.
bool is_code(const evidence::Module& module);

// Gives owners to modules and to single items, and names every SDK once. Returns, by module, those that are
// told to be bundles of libraries and own code: nobody's, whoever uses them.
std::vector<bool> name_owners(evidence::EvidenceSet& set, const rules::RuleSet& rules);

}  // namespace jianfu::engine
