// Catalogues of translations, gettext .mo (formats.md §11.5): two tables of texts, the originals and what is
// shown instead.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "core/result.h"

namespace jianfu::formats::gettext {

struct Message {
  std::string_view id;           // the original; without context and plural
  std::string_view translation;  // one of its plural forms
  uint64_t offset = 0;           // of the translation
};
using Found = std::function<void(const Message&)>;

bool looks_like(std::string_view bytes);
// Texts are handed over as they lie in the file. An error only when the bytes are no catalogue.
Result<std::vector<Defect>> read(std::string_view bytes, const Limits& limits, const Found& found);

}  // namespace jianfu::formats::gettext
