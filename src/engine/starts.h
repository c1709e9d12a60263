// Which screens a screen opens by itself as it begins: a splash that goes on, a first page that sends everybody who
// is not known to the login. Readers note what functions do (evidence/deeds.h); here the calls between them are
// followed from where a screen begins.
#pragma once

#include "evidence/evidence.h"

namespace jianfu::engine {

// The deeds go; routes stay (docs/evidence.md, "Ways taken at the start").
void find_starts(evidence::EvidenceSet& set);

}  // namespace jianfu::engine
