// ResTable_config (formats.md §3.2): the qualifiers of a type chunk, of which only the locale matters here.
#pragma once

#include <string_view>

#include "formats/arsc/arsc.h"

namespace jianfu::formats::arsc {

// `raw`: from the config's own size field on, as much as is there. Fields beyond that size do not exist.
Config read_config(std::string_view raw);

// For titles and quotes: 0 Simplified Chinese, 1 other Chinese, 2 the default, 3 anything else.
int rank_of(std::string_view locale);

}  // namespace jianfu::formats::arsc
