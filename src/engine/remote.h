// Functions that are not in the package: hot-update and plugin frameworks, code loaded at run time, settings
// and pages of a server (rules/annotate/remote.yaml). Each becomes a fact and a gap that says what it leaves
// undecided; only pages of a server hide evidence, and only as far as docs/evidence.md says.
#pragma once

#include "engine/known_calls.h"
#include "engine/marks.h"
#include "evidence/evidence.h"
#include "rules/model.h"

namespace jianfu::engine {

// What mechanisms are told by, besides calls.
struct RemoteMarks {
  explicit RemoteMarks(const rules::Remote& of);  // borrowed

  const rules::Remote& remote;
  FileMarks files;
  PrefixTable classes{'.'};
};

void find_remote(evidence::EvidenceSet& set, const RemoteMarks& marks, const KnownCalls& calls);

}  // namespace jianfu::engine
