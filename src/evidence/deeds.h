// What functions do that may lead to another screen, as readers note it and engine/starts reads it: raw facts, of
// which nothing is left when rules look. Names of functions are followed, not their bodies, so that a check of the
// login in the launch code, a class or a script beside the page is found.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"

namespace jianfu::evidence {

struct Deed {
  enum class When : uint8_t {
    kCalled,        // when something calls the function
    kStart,         // as the module begins
    kWhenUncalled,  // as it begins, unless something in the module calls the function: overrides of a base class
    kGuard,         // before any screen of the program is shown
    kOnDemand       // when somebody presses something, or news comes from outside
  };
  uint32_t module = kNoModule;
  std::string function;
  When when = When::kCalled;
  uint32_t page = kNoModule;  // the screen that it opens; kNoModule: it calls the function `callee`
  std::string callee;
};

// The deeds of one file, until all of it is read: only those matter that lead somewhere.
class Deeds {
 public:
  void add(Deed deed);
  bool empty() const { return deeds_.empty(); }
  // Hands over what other modules cannot tell themselves, and forgets the rest.
  void flush(Collector& out);

 private:
  std::vector<Deed> deeds_;
};

// As facts of the set; take_deeds() has them out of it again.
void tell_deed(Collector& out, const Deed& deed);
std::vector<Deed> take_deeds(EvidenceSet& set);

}  // namespace jianfu::evidence
