#include "audit/minhash.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace jianfu::audit {
namespace {

constexpr unsigned kNumbers = kBands * kRows;
constexpr float kStep = 0.1F;
constexpr size_t kFlush = size_t{16} << 20;  // pairs held before repeats go

uint32_t mixed(uint32_t x) {
  x = (x ^ (x >> 16)) * 0x7FEB352Du;
  x = (x ^ (x >> 15)) * 0x846CA68Bu;
  return x ^ (x >> 16);
}

void sort_unique(std::vector<std::pair<uint32_t, uint32_t>>& pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

}  // namespace

Candidates::Candidates() : factors_(kNumbers), masks_(kNumbers) {
  for (uint32_t i = 0; i < kNumbers; ++i) {
    factors_[i] = mixed(2 * i + 1) | 1;  // odd: a permutation
    masks_[i] = mixed(2 * i + 2);
  }
}

void Candidates::add(const std::vector<Weighted>& set) {
  std::array<uint32_t, kNumbers> least;
  least.fill(std::numeric_limits<uint32_t>::max());
  bool any = false;
  for (const Weighted& item : set) {
    const auto copies = static_cast<uint32_t>(std::lround(item.weight / kStep));
    for (uint32_t copy = 0; copy < copies; ++copy) {
      const uint32_t element = mixed(item.term * 31 + copy + 1);
      for (unsigned i = 0; i < kNumbers; ++i) least[i] = std::min(least[i], (element ^ masks_[i]) * factors_[i]);
      any = true;
    }
  }
  for (unsigned band = 0; band < kBands; ++band) {
    uint32_t key = 0;
    for (unsigned row = 0; row < kRows; ++row) key = mixed(key ^ least[band * kRows + row]);
    bands_.push_back(any ? std::max(key, 1U) : 0);
  }
}

std::vector<std::pair<uint32_t, uint32_t>> Candidates::pairs() const {
  const auto sets = static_cast<uint32_t>(bands_.size() / kBands);
  std::vector<std::pair<uint32_t, uint32_t>> keyed, out;
  size_t limit = kFlush;
  for (unsigned band = 0; band < kBands; ++band) {
    keyed.clear();
    for (uint32_t set = 0; set < sets; ++set) {
      const uint32_t key = bands_[size_t{set} * kBands + band];
      if (key != 0) keyed.emplace_back(key, set);
    }
    std::sort(keyed.begin(), keyed.end());
    for (size_t begin = 0, end = 0; begin < keyed.size(); begin = end) {
      while (end < keyed.size() && keyed[end].first == keyed[begin].first) ++end;
      const size_t reach = end - begin > kMostBucket ? kNextOnes : kMostBucket;
      for (size_t a = begin; a < end; ++a) {
        for (size_t b = a + 1; b < std::min(end, a + 1 + reach); ++b) out.emplace_back(keyed[a].second, keyed[b].second);
      }
    }
    if (out.size() > limit) {
      sort_unique(out);
      limit = std::max(kFlush, out.size() * 2);
    }
  }
  sort_unique(out);
  return out;
}

}  // namespace jianfu::audit
