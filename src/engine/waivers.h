// Waivers: somebody answers for it that a function need not hold up a build, on a legal basis and until a day
// (docs/gate.md). They never change a verdict, only what the gate counts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "engine/report.h"

namespace jianfu::engine {

// Where several limits are given, all must fit; an empty one asks nothing.
struct Waiver {
  std::string rule;
  std::vector<std::string> packages;      // ids or names
  std::vector<std::string> modules;       // ids or titles of screens
  std::vector<std::string> fingerprints;  // of findings
  std::string basis, approver, reason;
  std::string expires;  // 2026-12-31: the last day on which it counts
  std::string place;    // "waivers.toml:3:1"
};

struct Waivers {
  std::string file;
  std::vector<Waiver> all;
};

struct WaiversRead {
  Waivers waivers;
  std::vector<Error> problems;  // in the order of the file; none: they may be used
};
WaiversRead read_waivers(std::string_view bytes, const std::string& name, const rules::RuleSet& rules);

bool is_expired(const Waiver& waiver, std::string_view today);

// Writes waivers into the reports and those inside them. An expired one is written too, so that people see why it no
// longer counts, unless another one still does. Gives, for each waiver, how much it fits.
std::vector<size_t> apply_waivers(const Waivers& waivers, std::string_view today, std::vector<Report>& reports);

}  // namespace jianfu::engine
