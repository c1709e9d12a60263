// The parts of a DOCX that are the same for every report: styles, fonts, page number, relations.
#pragma once

#include <array>
#include <string_view>

namespace jianfu::report::docx {

struct Part {
  std::string_view name, xml;
};
// [Content_Types].xml first, as readers expect.
extern const std::array<Part, 6> kFixedParts;

// Of a page as official documents have it (GB/T 9704): A4, the text 156 mm wide, its number below.
extern const std::string_view kSection;
inline constexpr unsigned kTextWidth = 8845;  // of 1/1440 inch

}  // namespace jianfu::report::docx
