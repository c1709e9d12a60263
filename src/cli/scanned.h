// The packages of a call, scanned: for scan and baseline.
#pragma once

#include <optional>
#include <vector>

#include "cli/commands.h"
#include "engine/report.h"

namespace jianfu::cli {

struct Scanned {
  std::vector<engine::Report> reports;  // in the order of the call; of what could not be read, why
  bool batch = false;                   // a list, whether or not there is more than one
};

// Says on the way what could not be read. Nothing after complaints about the declaration were printed. `reasons`: the
// reports say why findings are what they are.
std::optional<Scanned> scanned(const Options& options, const rules::RuleSet& rules, const std::vector<std::string>& paths,
                               bool reasons, Streams streams);

}  // namespace jianfu::cli
