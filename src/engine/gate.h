// Whether a build may go on: reports and thresholds in, the answer and what it rests on out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/report.h"

namespace jianfu::engine {

struct Thresholds {
  std::optional<Verdict> verdict = Verdict::kSuspected;  // from which on it counts; nothing: nothing does
  Severity severity = Severity::kInfo;                   // likewise
  bool strict_coverage = false;                          // a gap that meets a rule is as bad as no assessment
};

struct Gate {
  enum Answer : uint8_t { kPassed, kFailed, kNotAssessed } answer = kPassed;
  struct Item {
    Verdict verdict = Verdict::kHint;
    Bilingual title;      // of the rule
    std::string module;   // id; empty: the package as a whole
    std::string package;  // path
  };
  std::vector<Item> reached;           // counts, worst first
  size_t waived = 0, known = 0;        // would count, were it not waived or in the baseline
  std::vector<std::string> unassessed; // paths of packages that could not be assessed
  std::vector<std::string> uncovered;  // of those with such a gap, when coverage is strict
};

// The time was over before all of it was read.
bool out_of_time(const Report& report);

// Something decisive was read, and what there was time for was all there is. A package that was handed in in a container of several counts as if it had been handed
// in by itself.
bool assessed(const Report& report);

Gate gate(const std::vector<Report>& reports, const Thresholds& thresholds);

}  // namespace jianfu::engine
