// ResTable_config (formats.md §3.2): the qualifiers of a type chunk, of which only the locale matters here.
#pragma once

#include <string_view>

#include "formats/arsc/arsc.h"

namespace jianfu::formats::arsc {

// `raw`: from the config's own size field on, as much as is there. Fields beyond that size do not exist.
Config read_config(std::string_view raw);

// Which text to quote, the least first: 0 Simplified Chinese, 1 a default that is Chinese (as most apps of China have it),
// 2 other Chinese, 3 any default, 4 anything else, 5 nothing at all.
int rank_of(const Table::Text& text);

}  // namespace jianfu::formats::arsc
