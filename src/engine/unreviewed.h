// Texts in languages that no lexicon covers: counted, and told as a gap.
#pragma once

#include "evidence/evidence.h"
#include "rules/model.h"

namespace jianfu::engine {

void find_unreviewed(evidence::EvidenceSet& set, const rules::RuleSet& rules);

}  // namespace jianfu::engine
