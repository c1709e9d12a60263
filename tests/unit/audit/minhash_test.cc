#include "audit/minhash.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace jianfu::audit;

namespace {

// Terms from `begin` on, of weight 1.
std::vector<Weighted> range(uint32_t begin, uint32_t count) {
  std::vector<Weighted> out;
  for (uint32_t i = 0; i < count; ++i) out.push_back({begin + i, 1.0F, 0});
  return out;
}

}  // namespace

TEST_CASE("Sets of which half is common are candidates, sets that share next to nothing seldom are") {
  constexpr uint32_t kPairs = 200;
  Candidates alike, strange;
  for (uint32_t i = 0; i < kPairs; ++i) {
    const uint32_t base = i * 1000;
    alike.add(range(base, 60));
    alike.add(range(base + 20, 60));  // 40 of 80
    strange.add(range(base, 60));
    strange.add(range(base + 58, 60));  // 2 of 118
  }
  uint32_t found = 0;
  for (const auto& [a, b] : alike.pairs()) found += a / 2 == b / 2 ? 1 : 0;
  CHECK(found == kPairs);
  CHECK(alike.pairs().size() < kPairs + 5);
  CHECK(strange.pairs().size() < 10);
}

TEST_CASE("A heavy term counts like many, one of no weight does not count") {
  Candidates out;
  out.add({{1, 1.0F, 0}, {2, 0.04F, 0}, {3, 0.04F, 0}, {4, 0.04F, 0}});
  out.add({{1, 1.0F, 0}, {5, 0.04F, 0}, {6, 0.04F, 0}, {7, 0.04F, 0}});
  out.add({{8, 1.0F, 0}, {2, 0.04F, 0}, {3, 0.04F, 0}, {4, 0.04F, 0}});
  CHECK(out.pairs() == std::vector<std::pair<uint32_t, uint32_t>>{{0, 1}});
}

TEST_CASE("Empty sets are nobody's candidates") {
  Candidates out;
  out.add({});
  out.add({});
  out.add({{1, 0.01F, 0}});
  CHECK(out.pairs().empty());
}

TEST_CASE("Of a thousand equal sets each is compared with few, which joins them all the same") {
  Candidates out;
  constexpr uint32_t kSets = 1000;
  for (uint32_t i = 0; i < kSets; ++i) out.add(range(0, 10));
  const auto pairs = out.pairs();
  CHECK(pairs.size() < size_t{kSets} * kNextOnes);
  std::vector<bool> joined(kSets);
  joined[0] = true;
  for (const auto& [a, b] : pairs) joined[b] = joined[b] || joined[a];
  CHECK(std::count(joined.begin(), joined.end(), true) == kSets);
}
