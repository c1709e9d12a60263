// What the JSON writers share: how values become JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "text/utf.h"

namespace jianfu::report {

template <typename Names, typename Value>
std::string_view name_in(const Names& names, Value value) {
  return names[static_cast<size_t>(value)];
}

template <typename Items, typename Each>
nlohmann::ordered_json list(const Items& items, Each each) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const auto& item : items) out.push_back(each(item));
  return out;
}

// Entries and paths may hold any bytes; invalid ones are shown as \xNN, because a replacement character finds
// no file.
inline std::string valid(const std::string& text) {
  return text::valid_utf8(text) ? text : text::displayable(text);
}

inline nlohmann::ordered_json or_null(const std::string& text) {
  return text.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(valid(text));
}

}  // namespace jianfu::report
