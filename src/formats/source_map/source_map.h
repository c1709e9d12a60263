// Source maps (formats.md §11.2): which sources a bundle was made of, and their texts where the map carries
// them. Maps may be large: one pass notes where each text stands, only those asked for are decoded. What says
// which character came from where (`mappings`) is passed over.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"

namespace jianfu::formats::source_map {

struct Source {
  std::string name;          // as written, with `sourceRoot` before it; valid UTF-8
  std::string_view content;  // a view of the map, escaped as JSON has it: text_of()
  bool has_content = false;  // false: the map only names it
};

struct SourceMap {
  std::vector<Source> sources;  // those of all sections, in order
  std::vector<Defect> defects;  // what was read before one is kept
  bool recognised = false;      // has what maps have, and nothing that they do not have
};

// `bytes` must outlive the result. Plain maps and index maps (with `sections`), with or without BOM and the
// line that keeps browsers from running them.
SourceMap read(std::string_view bytes, const Limits& limits);

// The source in valid UTF-8.
std::string text_of(const Source& source);

// Address of the map that a script names in its last comment; empty when it names none.
std::string_view address_in(std::string_view script);

// The map in a "data:" address; nothing for other addresses.
std::optional<std::string> inline_map(std::string_view address);

}  // namespace jianfu::formats::source_map
