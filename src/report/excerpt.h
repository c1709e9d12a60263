// The text of a piece of evidence as it may be shown: personal data masked, cut around the first hit, and
// with the hits still marked.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/report.h"

namespace jianfu::report {

struct Excerpt {
  std::string text;
  std::vector<std::pair<size_t, size_t>>
      marks;  // [begin, end) bytes of text, in order, apart from each other
  bool cut_front = false;
  bool cut_back = false;
};

// At most `most` bytes, and characters are never cut through.
Excerpt excerpt(const engine::EvidenceView& view, size_t most, bool unmask);

// Byte offsets of `utf8`, in ascending order, as offsets in characters.
std::vector<size_t> in_characters(std::string_view utf8, const std::vector<size_t>& bytes);

}  // namespace jianfu::report
