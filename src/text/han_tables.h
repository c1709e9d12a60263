// Character facts behind normalise.h; see han_tables.cc.
#pragma once

namespace jianfu::text {

extern const char8_t* const kTraditionalPairs;
extern const char8_t* const kCompatibilityPairs;

}  // namespace jianfu::text
