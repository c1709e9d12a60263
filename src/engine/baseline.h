// A baseline: what an earlier version of a package was known to hold, so that a build is held up by what is new only
// (docs/gate.md). Small and sorted, to be kept beside the source; written by report/baseline_writer.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/claims.h"

namespace jianfu::engine {

inline constexpr std::string_view kBaselineSchema = "jianfu-baseline/1";

struct BaselineEntry {
  Claim::Of of = Claim::kFinding;
  std::string rule, module, fingerprint;  // module: id; both may be empty
  Verdict verdict = Verdict::kHint;
  friend auto operator<=>(const BaselineEntry&, const BaselineEntry&) = default;
};

struct BaselinePackage {
  std::string id, kind, name;  // id and name may be empty
  std::vector<BaselineEntry> entries;
};

struct Baseline {
  std::vector<BaselinePackage> packages;
};

// Packages inside stand beside the one around them; those of one identity are one.
Baseline baseline_of(const std::vector<Report>& reports);

struct BaselineRead {
  Baseline baseline;
  std::vector<Error> problems;  // none: it may be used
};
BaselineRead read_baseline(std::string_view bytes, const std::string& name, const rules::RuleSet& rules);

struct BaselineUse {
  std::vector<const platforms::Package*> missing;  // handed in, and the baseline holds nothing of them; of the reports
  size_t vanished = 0;                             // entries of the packages that were not met again
};

// Marks as known what the baseline holds with a verdict at least as bad: of the same fingerprint, or of the same rule
// and module, because the texts of a screen change from version to version.
BaselineUse apply_baseline(const Baseline& baseline, std::vector<Report>& reports);

}  // namespace jianfu::engine
