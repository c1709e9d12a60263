// Which of many sets may be alike, without comparing each with each: of every set a signature is made whose numbers agree
// with those of another as often as the sets have in common (MinHash, Broder 1997), and only sets that agree in all
// numbers of a band somewhere are candidates. Weights are copies of an element.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace jianfu::audit {

struct Weighted {
  uint32_t term = 0;
  float weight = 0;
  uint32_t text = 0;  // where the numbers of its texts begin
  uint32_t texts = 0;
};

// Three numbers a band: with 128 bands a pair of which a third is common is missed once in a hundred times, one of
// which a twentieth is common comes up twice in a hundred.
inline constexpr unsigned kBands = 128, kRows = 3;
// A bucket with more sets in it is of copies of one thing: each is compared with the next ones only, which joins them
// into one cluster all the same.
inline constexpr size_t kMostBucket = 300, kNextOnes = 20;

// Sets are added in their order, then asked once.
class Candidates {
 public:
  Candidates();
  // Weights count in tenths; less than half a one does not count.
  void add(const std::vector<Weighted>& set);
  // Pairs (smaller, larger), sorted, each once.
  std::vector<std::pair<uint32_t, uint32_t>> pairs() const;

 private:
  std::vector<uint32_t> factors_, masks_;
  std::vector<uint32_t> bands_;  // kBands a set; empty sets: all 0
};

}  // namespace jianfu::audit
