// A text node or an attribute of a template as what it says: literal parts and expressions ({{…}}, or the
// whole value where a framework says so: :label="…").
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jianfu::formats::markup {

struct Value {
  std::string
      text;  // as shown, U+FFFC where an expression stands; one that is a single literal stands itself
  std::vector<std::string> shown;     // strings inside of expressions: {{a ? '是' : '否'}}
  std::vector<std::string> compared;  // strings that something is compared with: {{a == '是'}}
  std::vector<std::string> names;     // variables and members of expressions, functions that are called

  bool operator==(const Value&) const = default;
};

// "共{{n}}个积分" → "共\uFFFC个积分" with the name n.
Value read_value(std::string_view text);
// The value is one expression: a ? '是' : '否'.
Value read_expression(std::string_view expression);

// Anything but variables and white space.
bool says_something(std::string_view text);

}  // namespace jianfu::formats::markup
