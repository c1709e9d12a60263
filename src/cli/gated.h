// What the exit code of a scan follows from: --fail-on and its kin, --waivers, --baseline.
#pragma once

#include <optional>
#include <vector>

#include "cli/commands.h"
#include "engine/baseline.h"
#include "engine/gate.h"
#include "engine/waivers.h"

namespace jianfu::cli {

struct GateFiles {
  std::optional<engine::Waivers> waivers;
  std::optional<engine::Baseline> baseline;
};

// Read before anything is scanned. Nothing after complaints and the last line were printed.
std::optional<GateFiles> gate_files_of(const Options& options, const rules::RuleSet& rules, Streams streams);

// Writes them into the reports, and says which waivers have expired or were not used and what of the baseline was not
// met again. False after a complaint and the last line: the baseline is that of another package.
bool mark(std::vector<engine::Report>& reports, const GateFiles& files, const Options& options, Streams streams);

engine::Thresholds thresholds_of(const Options& options);
int exit_code_of(engine::Gate::Answer answer);

}  // namespace jianfu::cli
