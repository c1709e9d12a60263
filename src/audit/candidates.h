// Which of many sets have enough in common, without comparing each with each. What few sets have weighs much, and lists
// of who has it are short; what many have weighs little. So of every set only the rarest terms are looked up, until what
// is left weighs too little to make two alike; the rest is compared only of those that were met there (prefix filtering:
// Chaudhuri 2006, Bayardo 2007). Nothing is missed.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace jianfu::audit {

struct Weighted {
  uint32_t term = 0;  // smaller numbers: fewer sets have it
  float weight = 0;
  uint32_t text = 0;  // where the numbers of its texts begin
  uint32_t texts = 0;
};
using Terms = std::vector<Weighted>;  // by number

// What makes two alike: so much of the weight of both together (of a term the smaller weight is what they share), and at
// least so much of it.
struct Alike {
  double similarity = 0, shared = 0;
};

struct Candidate {
  uint32_t set = 0;
  float similarity = 0;  // about
};

// For every set those before it that are alike; and, as sums are rounded, some that are so almost. Any order of terms
// gives the same; rare first is fast.
using Visit = std::function<void(uint32_t set, std::vector<Candidate>& before)>;
void for_alike(const std::vector<Terms>& sets, const Alike& alike, const Visit& visit);

}  // namespace jianfu::audit
