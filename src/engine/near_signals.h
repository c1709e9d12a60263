// The common signals of compulsion as one finding sees them: only hits near its evidence.
#pragma once

#include <vector>

#include "match/matches.h"

namespace jianfu::engine {

struct NearSignals {
  match::Unit around;                  // the unit and, for signals that look one edge away, its neighbours
  std::vector<match::GroupHits> hits;  // by signal
};

NearSignals near_signals(const match::Session& session, const match::Match& match);

}  // namespace jianfu::engine
