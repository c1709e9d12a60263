// The function of code that an item stands in: what near(…, function) compares.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "evidence/evidence.h"

namespace jianfu::match {

// The functions of an item's symbol, outermost first: "page.js › submit.success" gives "page.js › submit" and
// itself. Classes, components and files are none: what stands beside each other in a class does not belong
// together yet.
std::vector<std::string> functions_of(std::string_view symbol);

// A set of items, asked for one that stands in the same function as another: the same entry and symbol, or
// one inside the other.
class FunctionIndex {
 public:
  void add(const evidence::EvidenceSet& set, uint32_t item);
  // An item of the index near this one, or UINT32_MAX.
  uint32_t near(const evidence::EvidenceSet& set, uint32_t item) const;
  bool empty() const { return own_.empty(); }

 private:
  std::unordered_map<std::string, uint32_t> own_,
      around_;  // entry and function → the first item there, or inside
};

}  // namespace jianfu::match
