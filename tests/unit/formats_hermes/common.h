#pragma once

#include <string>
#include <string_view>

#include "builders/hermes_builder.h"
#include "formats/hermes/hermes.h"

namespace jianfu::formats::hermes {

// Every string as "text|", names with a "." before and names of functions with "f:", then the defects.
inline std::string told(std::string_view bytes, const Limits& limits = {}) {
  std::string out;
  const auto bundle = read(bytes, limits, [&](const String& string) {
    if (string.identifier) out += ".";
    if (string.function_name) out += "f:";
    out += std::string(string.text) + "|";
  });
  if (!bundle) return "error";
  if (!bundle->readable) out += "!unreadable";
  for (const Defect& defect : bundle->defects) out += "!" + std::string(core::name_of(defect.why));
  return out;
}

}  // namespace jianfu::formats::hermes
