// Scripts that only pass on what the platform offers (wx wrapped into promises, a bridge): they name
// capability after capability, whether the app uses them or not.
#pragma once

#include <string_view>
#include <vector>

#include "engine/marks.h"
#include "evidence/evidence.h"
#include "rules/model.h"

namespace jianfu::engine {

// A call of a method that only the API of a platform has, on an object of which the script does not say that
// it is that API (wxp.getLocation): readers hand it over as "?.getLocation".
inline constexpr std::string_view kUnplacedCall = "?.";

// Methods that platforms offer on an object of theirs, by the capabilities of the rules.
class OfferedMethods {
 public:
  explicit OfferedMethods(const std::vector<rules::ApiName>& apis);  // borrowed

  struct Method {
    std::string_view name, call;  // "getLocation", "wx.getLocation": of several the first
    uint32_t capability;          // row of `apis`
  };
  const Method* find(std::string_view name) const;  // null when none is called so

 private:
  std::vector<Method> methods_;
  NameTable by_name_;
};

// Takes the calls that such a script passes on from the app: they count as a library's. A call with an
// argument of its own is a use and stays the app's; so does everything else in the script. Before calls
// become capabilities. `bundles` (owners.h) are left alone: what they call may be the app's.
void set_wrappers_apart(evidence::EvidenceSet& set, const OfferedMethods& offered, const std::vector<bool>& bundles);

}  // namespace jianfu::engine
