#include "engine/near_signals.h"

#include <algorithm>

#include "match/functions.h"

namespace jianfu::engine {
namespace {

using match::GroupHits;
using match::Match;
using match::Session;
using match::Unit;
using rules::Signal;

Unit with_neighbours(const Session& session, const Unit& unit) {
  Unit out = unit;
  if (unit.main == evidence::kNoModule) return out;
  for (const uint32_t m : unit.modules) {
    const auto& opened = session.graph().opens(m);
    out.modules.insert(out.modules.end(), opened.begin(), opened.end());
  }
  const auto& from = session.graph().opened_by(unit.main);
  out.modules.insert(out.modules.end(), from.begin(), from.end());
  std::sort(out.modules.begin(), out.modules.end());
  out.modules.erase(std::unique(out.modules.begin(), out.modules.end()), out.modules.end());
  return out;
}

class Nearness {
 public:
  Nearness(const Session& session, const Match& match) : session_(session), match_(match) {
    for (const match::Used& used : match.evidence) {
      items_.push_back(used.item);
      functions_.add(session.set(), used.item);
    }
    std::sort(items_.begin(), items_.end());
  }

  // Hits of a signal that are near.
  GroupHits of(const Signal& signal, const GroupHits& all, const Unit& around) const {
    GroupHits out;
    const Unit& unit = signal.near == Signal::kHop ? around : *match_.unit;
    const auto take = [&](uint32_t at) {
      if (is_near(signal.near, all.hits[at].item)) out.hits.push_back(all.hits[at]);
      return true;
    };
    if (unit.main == evidence::kNoModule) {
      for (uint32_t at = 0; at < all.hits.size(); ++at) take(at);
    } else {
      match::each_in(all.by_module, unit.modules, take);
    }
    std::sort(out.hits.begin(), out.hits.end(),
              [](const match::Hit& a, const match::Hit& b) { return a.item < b.item; });
    out.index(session_.set());
    return out;
  }

 private:
  // Of a hit in the unit.
  bool is_near(Signal::Near near, uint32_t item) const {
    if (near == Signal::kModule || near == Signal::kHop) return true;
    if (std::binary_search(items_.begin(), items_.end(), item)) return true;
    if (near == Signal::kString) return false;
    // What the screen itself says stands in no function, and is said of all that the screen does.
    return match::functions_of(session_.set().evidence[item].at.symbol).empty() ||
           functions_.near(session_.set(), item) != UINT32_MAX;
  }

  const Session& session_;
  const Match& match_;
  std::vector<uint32_t> items_;  // of the finding, sorted
  match::FunctionIndex functions_;
};

}  // namespace

NearSignals near_signals(const Session& session, const Match& match) {
  const auto& signals = session.matcher().rules().signals;
  NearSignals out{with_neighbours(session, *match.unit), std::vector<GroupHits>(signals.size())};
  const Nearness nearness(session, match);
  for (uint32_t s = 0; s < signals.size(); ++s)
    out.hits[s] = nearness.of(signals[s], session.signal_hits(s), out.around);
  return out;
}

}  // namespace jianfu::engine
