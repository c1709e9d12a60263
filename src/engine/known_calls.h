// Calls that annotation tells something by: the capability that a call asks for, code that comes from elsewhere by it, a
// page of the web that it shows.
#pragma once

#include <string_view>
#include <vector>

#include "engine/marks.h"
#include "rules/model.h"

namespace jianfu::engine {

class KnownCalls {
 public:
  explicit KnownCalls(const rules::RuleSet& rules);  // borrowed

  // Calls each(row of RuleSet::apis, what the rules say of the call) for the capabilities of a call.
  template <typename Each>
  void capabilities(std::string_view call, Each each) const {
    find(call, [&](const Known& known) {
      if (known.tells == Known::kCapability) each(known.row, *known.call);
    });
  }
  // Calls each(row of Remote::mechanisms) for those that are there by a call.
  template <typename Each>
  void mechanisms(std::string_view call, Each each) const {
    find(call, [&](const Known& known) {
      if (known.tells == Known::kMechanism) each(known.row);
    });
  }
  bool shows_page(std::string_view call) const;
  bool has(std::string_view call) const;
  bool has_family(std::string_view owner) const;  // "com.x.Foo": all of its calls, whatever their method

 private:
  struct Known {
    enum Tells : uint8_t { kCapability, kMechanism, kPage } tells;
    uint32_t row;
    const rules::ApiCall* call = nullptr;  // kCapability
  };

  void add(std::string_view call, const Known& known);
  template <typename Each>
  void find(std::string_view call, Each each) const {
    const auto take = [&](uint32_t row) {
      each(known_[row]);
      return true;
    };
    exact_.find(call, take);
    families_.find(call, take);
  }

  std::vector<Known> known_;
  NameTable exact_;
  PrefixTable families_{'.'};  // "com.x.Foo.*"
};

}  // namespace jianfu::engine
