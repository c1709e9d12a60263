// Expressions of quick-app templates: "{{ done ? '是' : '否' }}" as written, and the functions that the
// toolkit makes of them (function () {return '' + '共' + (this.n) + '个'}; formats.md §8.8). Both are read by
// one reader, so that source and package give the same texts.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/limits.h"

namespace jianfu::platforms::quickapp {

// Text of a key of i18n/<locale>.json; empty when there is none.
using Translate = std::function<std::string(std::string_view key)>;

// What an attribute or a text of a template holds.
struct Value {
  bool dynamic = false;
  std::string text;  // U+FFFC for what is only known when it runs; of a dynamic one the outermost
  std::vector<std::string> others;   // more texts of an expression: the branches of a condition
  std::vector<std::string> strings;  // every literal of a dynamic one
  std::vector<std::string> names;    // variables and members of a dynamic one
  std::string function;              // the first that is called, without "this."

  bool holds_text() const;  // anything but what is only known when it runs
};

// `code`: JavaScript.
Value read_expression(std::string_view code, const Limits& limits, const Translate& translate);
// A text or attribute as written in a .ux file, with {{…}}.
Value read_written(std::string_view text, const Limits& limits, const Translate& translate);
Value static_value(std::string_view text);

}  // namespace jianfu::platforms::quickapp
