// What the tables of sentences share: a row has both languages with the same placeholders, checked at compile time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"

namespace jianfu::core {

struct MessageRow {
  std::string_view name;
  std::string_view zh;
  std::string_view en;
};

// The set of placeholder digits of a text, as bits: {0} is bit 0.
constexpr unsigned placeholders(std::string_view text) {
  unsigned bits = 0;
  for (size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{' && text[i + 2] == '}' && text[i + 1] >= '0' && text[i + 1] <= '9') bits |= 1u << (text[i + 1] - '0');
  }
  return bits;
}

template <size_t kRows>
constexpr bool both_languages_agree(const MessageRow (&table)[kRows]) {
  for (const MessageRow& row : table) {
    if (row.zh.empty() != row.en.empty() || placeholders(row.zh) != placeholders(row.en)) return false;
  }
  return true;
}

// {0}, {1} … replaced by `args`.
std::string filled(const MessageRow& row, Lang lang, const std::vector<std::string>& args);

}  // namespace jianfu::core
