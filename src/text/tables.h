// The Unicode data behind normalise.h; how it was made is said in han_tables.cc.
#pragma once

#include <span>
#include <string_view>

namespace jianfu::text {

// Groups separated by spaces: a Simplified character, then the Traditional and variant forms that fold to it.
extern const std::u32string_view kTraditionalGroups;

struct CompatibilityRange {
  char32_t first;
  std::u32string_view items;  // separated by spaces, one a code point from `first` on
};
extern const std::span<const CompatibilityRange> kCompatibilityRanges;

constexpr char32_t kUnchanged = U'□';
constexpr char32_t kSpaceItem = U'␣';

}  // namespace jianfu::text
