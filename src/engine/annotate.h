// From raw facts to named ones, with the data of rules/annotate/: calls become capabilities (api), names of
// classes, paths and resources get an owner and name their SDK, marks name frameworks, packers and the
// mechanisms by which code comes from elsewhere, and gaps learn what they hide. The facts that are read and
// made here are listed in docs/evidence.md. Done on the evidence set before matching, so that new data needs
// no new reading.
#pragma once

#include "evidence/evidence.h"
#include "rules/model.h"

namespace jianfu::engine {

// "framework uni-app": of every framework that left a mark.
inline constexpr std::string_view kFrameworkFact = "framework ";
inline constexpr std::string_view kNameFact = "app-name ";

void annotate(evidence::EvidenceSet& set, const rules::RuleSet& rules);

}  // namespace jianfu::engine
