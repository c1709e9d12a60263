// The qualifiers of a resource as resources.pb has them, of which only the locale matters here.
#pragma once

#include <string>
#include <string_view>

#include "formats/arsc/arsc.h"

namespace jianfu::formats::aapt_proto {

// A Configuration message (formats.md §5.1).
arsc::Config read_configuration(std::string_view message);

// A BCP-47 tag as resources.arsc spells it: language, script, region, variant ("zh-hans-cn" → "zh-Hans-CN").
std::string locale_of(std::string_view tag);

}  // namespace jianfu::formats::aapt_proto
