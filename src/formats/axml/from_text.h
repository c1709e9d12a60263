// The XML that people write (manifests, layouts and menus of a source project) as the document that the build
// tools make of it: the same attributes with the same ids and types (formats.md §2.4, §2.5), so that one
// reader serves both.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/axml/axml.h"

namespace jianfu::formats::axml {

struct TextOptions {
  // Id of a resource by type and name ("string", "app_name"); 0 when there is none.
  std::function<uint32_t(std::string_view type, std::string_view name)> id_of;
  // ${name} → value, of manifests.
  std::vector<std::pair<std::string, std::string>> placeholders;
};

// `utf8`: the file (decode_text() before). Elements that the build removes (tools:node="remove", the <data>
// of data binding) and attributes of tools: are left out. Literals in @{…} of data binding are texts.
Document from_text(std::string_view utf8, const TextOptions& options, const Limits& limits);

// What a <string> shows: escapes resolved, white space collapsed outside of quotes.
std::string unescape_resource(std::string_view raw);

}  // namespace jianfu::formats::axml
