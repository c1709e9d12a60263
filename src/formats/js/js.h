// JavaScript and its dialects as tokens (formats.md §11.1): no parser, no tree; survives 20 MB on one line and
// broken code. On top of the tokens, one pass finds what evidence is made of: literals with the place they are used
// in, calls with literal arguments, string-keyed modules, and keeps line and column.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"

namespace jianfu::formats::js {

enum class TokenKind : uint8_t { kEnd, kIdentifier, kKeyword, kPunctuator, kNumber, kString, kTemplate, kRegex };

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string_view raw;     // in the source, quotes included
  std::string_view text;    // identifier, cooked string value or template joined with U+FFFC for ${…}; a view of the
                            // source or of the tokeniser's scratch
  uint32_t line = 1;        // 1-based
  uint32_t column = 1;      // 1-based, in characters
  uint64_t offset = 0;      // in bytes
  bool newline_before = false;
};

// Where a literal is used: the nearest call it is an argument of and the nearest property it is the value of.
// showToast({title: "x"}) gives callee "showToast" (as written: "wx.showToast"), property "title".
struct Literal {
  std::string_view text;      // valid during the callback only
  std::string_view callee;    // dotted path as written, empty outside of calls
  std::string_view property;  // key of the object literal, or the name assigned to (x.title = "…", var title = "…")
  uint32_t argument = 0;      // index of the argument it is (in), 0-based
  uint32_t line = 1, column = 1;
  uint64_t offset = 0;
  bool is_template = false;   // joined text, U+FFFC where an expression stands
  bool is_key = false;        // the literal is itself a property key: {"签到": 1}
  bool folded = false;        // "打" + "卡" joined, fromCharCode, decodeURIComponent …
};

struct CallArgument {
  std::string name;   // key path in an object literal ("sourceType", "success.x"), empty for a positional literal
  std::string value;  // string, number, true/false/null as text; an array gives one CallArgument an element
};
struct Call {
  std::string_view callee;  // "wx.getLocation", "this.setData"; member chains as far as they are identifiers
  std::vector<CallArgument> arguments;  // literal ones only, in order
  uint32_t line = 1, column = 1;
  uint64_t offset = 0;
};

// What one pass over a script reports; views are valid during the callback only.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void on_literal(const Literal& literal) = 0;
  virtual void on_call(const Call& call) = 0;
  // Each identifier where it is declared or is a property name or key (not each use): function names, methods, keys.
  virtual void on_identifier(std::string_view name, uint32_t line, uint32_t column) = 0;
  // define("pages/x.js", function…), __wxAppCode__["x.json"] = …, webpack "path": function(…): a string-keyed module
  // begins here and goes on until the next or the end of its argument list.
  virtual void on_module(std::string_view name, uint32_t line) = 0;
  virtual void on_module_end() {}
  // require("x"), import … from "x", import("x").
  virtual void on_require(std::string_view path, uint32_t line) = 0;
};

struct Scan {
  std::vector<Defect> defects;
};
Scan read(std::string_view source, const Limits& limits, Sink& sink);

}  // namespace jianfu::formats::js
