// From raw facts to named ones, with the data of rules/annotate/: calls become capabilities (api), class
// names and paths get an owner and name their SDK, marker files and classes name a packer, and gaps learn
// what they hide. Done on the evidence set before matching, so that new data needs no new reading.
#pragma once

#include "evidence/evidence.h"
#include "rules/model.h"

namespace jianfu::engine {

void annotate(evidence::EvidenceSet& set, const rules::RuleSet& rules);

}  // namespace jianfu::engine
