// res/values*/…xml: what each file adds to the resource table (formats.md §3).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "formats/arsc/source_table.h"

namespace jianfu::platforms::android_source {

struct ValuesFile {
  std::vector<Defect> defects;
  std::vector<std::pair<std::string, uint32_t>> lines;  // "string/name" → line
};

ValuesFile read_values(std::string_view utf8, std::string_view locale, const Limits& limits,
                       formats::arsc::SourceTable& out);

}  // namespace jianfu::platforms::android_source
