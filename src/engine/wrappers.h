// Scripts that only pass on what the platform offers (wx wrapped into promises, a bridge): they name
// capability after capability, whether the app uses them or not.
#pragma once

#include <string_view>
#include <vector>

#include "evidence/evidence.h"
#include "rules/model.h"

namespace jianfu::engine {

// A call of a method that only the API of a platform has, on an object of which the script does not say that
// it is that API (wxp.getLocation): readers hand it over as "?.getLocation".
inline constexpr std::string_view kUnplacedCall = "?.";

// Takes the calls that such a script passes on from the app: they count as a library's. A call with an
// argument of its own is a use and stays the app's; so does everything else in the script. Before calls
// become capabilities. `bundles` (owners.h) are left alone: what they call may be the app's.
void set_wrappers_apart(evidence::EvidenceSet& set, const rules::RuleSet& rules,
                        const std::vector<bool>& bundles);

}  // namespace jianfu::engine
