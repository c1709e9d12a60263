// What a reader of a small format hands over, as one line: texts closed by "|", then "!" and the reason of
// each defect.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/result.h"

namespace jianfu::tests {

inline std::string told(std::string found, const Result<std::vector<Defect>>& defects) {
  if (!defects) return "error";
  for (const Defect& defect : *defects) found += "!" + std::string(core::name_of(defect.why));
  return found;
}

}  // namespace jianfu::tests
