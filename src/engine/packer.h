// Hardened packages (加固): known by the files and classes of a packer, or suspected by signs whose points
// are data (rules/annotate/packers.yaml; formats.md §6). A gap says that the real code is not in view.
#pragma once

#include <vector>

#include "engine/marks.h"
#include "evidence/evidence.h"
#include "rules/model.h"

namespace jianfu::engine {

// Files by which packers are told, by their row in the rules.
struct PackerFiles {
  explicit PackerFiles(const std::vector<rules::Packer>& packers);  // borrowed

  FileMarks strong, weak;
};

void find_packer(evidence::EvidenceSet& set, const rules::RuleSet& rules, const PackerFiles& files);

}  // namespace jianfu::engine
