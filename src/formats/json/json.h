// Lenient JSON as it lies in packages: comments, trailing commas, single quotes, unquoted keys, BOM.
// Depth-limited, with the line of every value, and whatever was read before a defect is kept. (Our own files
// use nlohmann.)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "text/line_index.h"

namespace jianfu::formats::json {

enum class Type : uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };

struct Value {
  Type type = Type::kNull;
  std::string text;   // string, or number/bool as written
  uint32_t line = 0;  // 1-based
  uint32_t column = 0;
  std::vector<Value> items;                            // of an array
  std::vector<std::pair<std::string, Value>> members;  // of an object, in order, duplicates kept

  // Out of line: pair<…, Value> is complete only there (clang looks at once).
  Value();
  ~Value();
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;

  bool is(Type t) const { return type == t; }
  // First member of that name; a null value when there is none or this is no object.
  const Value& operator[](std::string_view key) const;
  // Member by path: at("global", "window").
  template <typename... Keys>
  const Value& at(std::string_view first, Keys... rest) const {
    const Value& member = (*this)[first];
    if constexpr (sizeof...(rest) == 0)
      return member;
    else
      return member.at(rest...);
  }
  std::string_view string_or(std::string_view fallback) const {
    return type == Type::kString ? text : fallback;
  }
  bool is_true() const { return type == Type::kBool && text == "true"; }
};

struct Document {
  Value root;
  std::vector<Defect> defects;
  uint64_t end = 0;  // offset behind the root value
};
Document parse(std::string_view utf8, const Limits& limits);
// Only the value that begins at `offset`, whatever follows it: an object literal in a script (var __uniConfig
// = {…}). Lines and columns count from the start of `utf8`.
Document parse_at(std::string_view utf8, uint64_t offset, const Limits& limits);
// The same of the value that `rest` begins with, a part of a text from `begin` on: of a text with many values each
// costs what itself is long.
Document parse_from(std::string_view rest, text::Position begin, const Limits& limits);

}  // namespace jianfu::formats::json
