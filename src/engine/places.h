// Which places of a finding a report shows, and in what order: the first ones let a reader see every group that
// carried the finding and the files it stands in, and their number is bounded whatever the package holds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "match/matches.h"

namespace jianfu::engine {

inline constexpr size_t kMostPlaces = 40;         // of a finding
inline constexpr size_t kMostSignalPlaces = 8;    // of a signal, or of a group that decided on compulsion
inline constexpr size_t kMostCounterPlaces = 20;  // what does not count

// One place that may be shown; `rank` of its group, the strongest is 0.
struct Candidate {
  uint32_t item = 0;
  uint32_t rank = 0;
};

// The places to show, best first, at most `most`: groups take turns, each with a file that was shown least, those
// of the module `own` first. The order of the candidates decides among equals.
std::vector<uint32_t> choose_places(const evidence::EvidenceSet& set, const std::vector<Candidate>& candidates,
                                    uint32_t own, size_t most);

}  // namespace jianfu::engine
