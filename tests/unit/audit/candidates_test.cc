#include "audit/candidates.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

using namespace jianfu::audit;

namespace {

using Pairs = std::set<std::pair<uint32_t, uint32_t>>;

// The same numbers everywhere.
struct Dice {
  uint32_t state = 1;
  uint32_t below(uint32_t end) {
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % end;
  }
};

double shared_of(const Terms& a, const Terms& b) {
  double out = 0;
  for (const Weighted& x : a) {
    for (const Weighted& y : b) out += x.term == y.term ? static_cast<double>(std::min(x.weight, y.weight)) : 0;
  }
  return out;
}

double weight_of(const Terms& set) {
  double out = 0;
  for (const Weighted& item : set) out += static_cast<double>(item.weight);
  return out;
}

double similarity_of(const Terms& a, const Terms& b) {
  const double shared = shared_of(a, b), all = weight_of(a) + weight_of(b) - shared;
  return all > 0 ? shared / all : 0;
}

Pairs alike(const std::vector<Terms>& sets, const Alike& asked) {
  Pairs out;
  for_alike(sets, asked, [&](uint32_t set, std::vector<Candidate>& before) {
    for (const Candidate& other : before) CHECK(out.emplace(other.set, set).second);
  });
  return out;
}

Pairs by_brute_force(const std::vector<Terms>& sets, const Alike& asked) {
  Pairs out;
  for (uint32_t b = 0; b < sets.size(); ++b) {
    for (uint32_t a = 0; a < b; ++a) {
      const double shared = shared_of(sets[a], sets[b]);
      if (shared > 0 && shared >= asked.shared && similarity_of(sets[a], sets[b]) >= asked.similarity) out.emplace(a, b);
    }
  }
  return out;
}

// As apps are: of two hundred terms few are in most sets, most in few; rare ones weigh more, and each of twenty
// businesses has some of its own; some are nearly copies. `evened`: all weigh the same.
std::vector<Terms> generated(uint32_t number, bool evened, bool rare_first = true) {
  constexpr uint32_t kTerms = 4000;
  Dice dice;
  std::vector<Terms> out;
  for (uint32_t i = 0; i < number; ++i) {
    std::map<uint32_t, float> set;
    const uint32_t size = 5 + dice.below(60), business = dice.below(20);
    for (uint32_t j = 0; j < size; ++j) {
      const uint32_t one = dice.below(kTerms), rank = j % 4 == 0 ? business * 40 + dice.below(40) : one * (dice.below(kTerms) + 1) / kTerms;
      const float rarity = 0.02F + static_cast<float>(rank) / kTerms;
      set[rare_first ? kTerms - rank : rank] = rarity * static_cast<float>(1 + dice.below(4));
    }
    Terms& terms = out.emplace_back();
    for (const auto& [term, weight] : set) terms.push_back({term, weight, 0, 0});
    if (i % 5 == 4) {  // another's app, with a little left out
      terms = out[i - 1];
      terms.resize(terms.size() - terms.size() / 8);
    }
    const double total = weight_of(terms);
    for (Weighted& item : terms) item.weight *= evened ? static_cast<float>(20 / total) : 1.0F;
  }
  return out;
}

bool holds(const Pairs& all, const Pairs& some) { return std::includes(all.begin(), all.end(), some.begin(), some.end()); }

// Terms from `begin` on, of weight 1.
Terms range(uint32_t begin, uint32_t count) {
  Terms out;
  for (uint32_t i = 0; i < count; ++i) out.push_back({begin + i, 1.0F, 0, 0});
  return out;
}

}  // namespace

TEST_CASE("Of generated apps all pairs are found that comparing each with each finds, and none that are less alike") {
  for (const bool evened : {true, false}) {
    const std::vector<Terms> sets = generated(700, evened);
    for (const Alike& asked : {Alike{0.05, 0}, Alike{0.13, 0}, Alike{0.2, 3}, Alike{0.5, 0}, Alike{0, 0}}) {
      INFO("evened " << evened << ", similarity " << asked.similarity << ", shared " << asked.shared);
      const Pairs expected = by_brute_force(sets, asked), found = alike(sets, asked);
      CHECK(expected.size() > 5);
      CHECK(holds(found, expected));
      const Alike nearly = {asked.similarity - 0.001, asked.shared - 0.001};
      CHECK(holds(by_brute_force(sets, nearly), found));
    }
  }
}

TEST_CASE("In another order of terms the same is found") {
  const std::vector<Terms> sets = generated(300, true, false);
  const Alike asked{0.13, 0};
  CHECK(holds(alike(sets, asked), by_brute_force(sets, asked)));
}

TEST_CASE("Two that reach the threshold exactly are alike, two that are a little below are not") {
  // 2 of 18, which is a ninth.
  const std::vector<Terms> sets = {range(0, 10), range(8, 10)};
  CHECK(alike(sets, {1.0 / 9, 0}).size() == 1);
  CHECK(alike(sets, {1.0 / 9 + 0.001, 0}).empty());
  CHECK(alike(sets, {0, 2}).size() == 1);
  CHECK(alike(sets, {0, 2.1}).empty());
}

TEST_CASE("A heavy term counts like many, and what one has beside many light ones counts little") {
  const std::vector<Terms> sets = {{{1, 1.0F}, {2, 0.04F}, {3, 0.04F}}, {{1, 1.0F}, {5, 0.04F}, {6, 0.04F}}, {{2, 0.04F}, {3, 0.04F}, {8, 1.0F}}};
  CHECK(alike(sets, {0.5, 0}) == Pairs{{0, 1}});
}

TEST_CASE("Empty sets are alike to none, and no sets are no trouble") {
  CHECK(alike({}, {0.1, 0}).empty());
  CHECK(alike({{}, range(0, 3), {}, {{1, 0.0F}}}, {0.1, 0}).empty());
  CHECK(alike({{}, {}}, {0, 0}).empty());
}

TEST_CASE("A thing and a small part of it are not alike, however the small one is contained") {
  const std::vector<Terms> sets = {range(0, 100), range(0, 5), range(0, 90)};
  CHECK(alike(sets, {0.13, 0}) == Pairs{{0, 2}});
}
