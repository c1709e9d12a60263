#include "audit/candidates.h"

#include <algorithm>

namespace jianfu::audit {
namespace {

// How far terms are looked up: until what is left is this part of what two must share. Further, lists are longer and
// those that are met are fewer.
constexpr double kDepth = 0.4;
constexpr double kRounding = 1e-4;  // of sums of floats

class Join {
 public:
  Join(const std::vector<Terms>& sets, const Alike& alike) : sets_(sets), alike_(alike), shared_(sets.size()) {
    uint32_t terms = 0;
    for (const Terms& set : sets) {
      totals_.push_back(weight_from(set, 0));
      if (!set.empty()) terms = std::max(terms, set.back().term + 1);
    }
    least_total_ = totals_.empty() ? 0 : *std::min_element(totals_.begin(), totals_.end());
    for (size_t set = 0; set < sets.size(); ++set) {
      looked_up_.push_back(prefix_of(set));
      rest_.push_back(weight_from(sets[set], looked_up_.back()));
    }
    have_.resize(terms);
    mine_.resize(terms);
  }

  void run(const Visit& visit) {
    std::vector<Candidate> found;
    for (uint32_t set = 0; set < sets_.size(); ++set) {
      meet(set);
      found.clear();
      compare(set, found);
      visit(set, found);
    }
  }

 private:
  struct Has {
    uint32_t set;
    float weight;
  };

  static double weight_from(const Terms& set, size_t at) {
    double out = 0;
    for (; at < set.size(); ++at) out += static_cast<double>(set[at].weight);
    return out;
  }

  // What two of these weights must share: s / (a + b - s) is to be reached.
  double needed(double a, double b) const {
    return std::max(alike_.shared, alike_.similarity / (1 + alike_.similarity) * (a + b)) * (1 - kRounding);
  }

  // The number of terms that are looked up. Whatever is alike to a set weighs at least `similarity` of what it weighs.
  uint32_t prefix_of(size_t set) const {
    const double total = totals_[set], enough = kDepth * needed(total, std::max(least_total_, alike_.similarity * total));
    size_t end = sets_[set].size();
    for (double rest = 0; end > 0; --end) {
      rest += static_cast<double>(sets_[set][end - 1].weight);
      if (rest >= enough) break;
    }
    return static_cast<uint32_t>(end);
  }

  // Those before the set that have some of its rare terms among theirs, and how much of them; then it is one of them.
  void meet(uint32_t set) {
    met_.clear();
    for (uint32_t i = 0; i < looked_up_[set]; ++i) {
      const Weighted& item = sets_[set][i];
      std::vector<Has>& have = have_[item.term];
      for (const Has& other : have) {
        float& shared = shared_[other.set];
        if (shared <= 0) met_.push_back(other.set);
        shared += std::min(item.weight, other.weight);
      }
      if (item.weight > 0) have.push_back({set, item.weight});
    }
  }

  void compare(uint32_t set, std::vector<Candidate>& found) {
    const Terms& terms = sets_[set];
    for (const Weighted& item : terms) mine_[item.term] = item.weight;
    const uint32_t end = looked_up_[set];
    const uint32_t beyond = end == 0 ? 0 : terms[end - 1].term + 1;  // the first term that was not looked up
    for (const uint32_t other : met_) {
      const double all = totals_[set] + totals_[other], enough = needed(totals_[set], totals_[other]);
      // Beyond what both looked up there is at most what is left of the one that looked up less far.
      const bool may_be = static_cast<double>(shared_[other]) + std::max(rest_[set], rest_[other]) >= enough;
      const double shared = may_be ? shared_with(other, beyond, enough) : 0;
      if (shared > 0) found.push_back({other, static_cast<float>(shared / std::max(all - shared, shared))});
      shared_[other] = 0;
    }
    for (const Weighted& item : terms) mine_[item.term] = 0;
  }

  // In all, or 0 when it does not come to what is needed. Terms that both looked up are counted.
  double shared_with(uint32_t other, uint32_t beyond, double needed) const {
    const Terms& terms = sets_[other];
    size_t at = looked_up_[other];
    double shared = static_cast<double>(shared_[other]), rest = rest_[other];
    for (; at > 0 && terms[at - 1].term >= beyond; --at) rest += static_cast<double>(terms[at - 1].weight);
    for (; at < terms.size() && shared + rest >= needed; ++at) {
      shared += static_cast<double>(std::min(mine_[terms[at].term], terms[at].weight));
      rest -= static_cast<double>(terms[at].weight);
    }
    return shared >= needed ? shared : 0;
  }

  const std::vector<Terms>& sets_;
  const Alike alike_;
  std::vector<double> totals_;  // of sets
  double least_total_ = 0;
  std::vector<uint32_t> looked_up_;     // terms of sets
  std::vector<double> rest_;            // weights of the others
  std::vector<std::vector<Has>> have_;  // of terms: sets that have it among those that they look up
  std::vector<float> shared_;           // of sets, with the one that is compared
  std::vector<uint32_t> met_;           // those of which that is not 0
  std::vector<float> mine_;             // weights of the one that is compared, by term
};

}  // namespace

void for_alike(const std::vector<Terms>& sets, const Alike& alike, const Visit& visit) { Join(sets, alike).run(visit); }

}  // namespace jianfu::audit
