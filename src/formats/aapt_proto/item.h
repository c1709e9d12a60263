// One Item of a resource table or of an XML attribute (formats.md §5.1), as Res_value has it (§2.5).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "formats/axml/axml.h"

namespace jianfu::formats::aapt_proto {

struct Item {
  uint8_t type = axml::kNull;  // axml::ValueType and its like
  uint32_t data = 0;           // of everything but strings
  std::string_view text;       // of strings and files; views of the message
  std::string_view styled;     // the StyledString message, for its spans
  std::string_view name;       // of a reference without id: "string/app_name"
};

// Nothing when the message holds no item that is known.
std::optional<Item> read_item(std::string_view message);

// A Reference, on its own.
Item read_reference(std::string_view message);

}  // namespace jianfu::formats::aapt_proto
