// JavaScript and its dialects as tokens (formats.md §11.1): no parser, no tree; survives 20 MB on one line
// and broken code. On top of the tokens, one pass finds what evidence is made of: literals with the place
// they are used in, calls with literal arguments, string-keyed modules, and keeps line and column.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "formats/js/arena.h"
#include "formats/js/open_stack.h"
#include "formats/js/symbols.h"
#include "formats/js/words.h"

namespace jianfu::text {
class LineIndex;
}

namespace jianfu::formats::js {

// The last five stand in JSX only: <Name, > or />, </Name>, name= and the text between tags.
enum class TokenKind : uint8_t {
  kEnd,
  kIdentifier,
  kKeyword,
  kPunctuator,
  kNumber,
  kString,
  kTemplate,
  kRegex,
  kTag,
  kTagEnd,
  kCloseTag,
  kAttribute,
  kText
};

// `a${b}c${d}e` in pieces is a head, a middle and a tail; without ${ it is whole.
enum class Piece : uint8_t { kWhole, kHead, kMiddle, kTail };

// Half a cache line: millions are made and read a second.
struct Token {
  TokenKind kind = TokenKind::kEnd;  // the first five members are written as one word (plain.cc)
  Piece piece = Piece::kWhole;       // of a template, from next_piece()
  Word word = Word::kNone;           // of a keyword
  bool newline_before = false;
  uint32_t symbol = 0;    // of a punctuator: symbol("=>")
  std::string_view text;  // identifier, cooked string value or template joined with U+FFFC for ${…}; view of
                          // the source or of the tokeniser, good as long as both live
  uint32_t offset = 0;  // in bytes; text::LineIndex makes a line and a column of it
  uint32_t size = 0;    // in the source, quotes included

  uint64_t end() const { return uint64_t{offset} + size; }
  bool is(uint32_t wanted) const { return kind == TokenKind::kPunctuator && symbol == wanted; }
};

class Tokeniser {
 public:
  // `source` is borrowed: UTF-8 (decode_text() before). What stands behind 4 GiB is a defect; Limits let no
  // text of that size through.
  Tokeniser(std::string_view source, const Limits& limits);

  // Templates as one token; what stands in their ${…} is passed over.
  Token next();
  // Templates in pieces with the tokens of ${…} between them. Good until the next call.
  const Token& next_piece() {
    if (given_ == filled_) fill();
    return batch_[++given_];
  }
  std::string_view raw(const Token& token) const { return source_.substr(token.offset, token.size); }
  // The next pieces, at least one; the last of all is a kEnd. Before each stands the one that came before it,
  // of the first in the script a kEnd. Good until the next call.
  std::span<const Token> next_pieces() {
    if (given_ == filled_) fill();
    const std::span<const Token> out(&batch_[given_ + 1], filled_ - given_);
    given_ = filled_;
    return out;
  }
  // Texts that have to outlive a callback: they live as long as the tokeniser.
  std::string_view keep(std::string_view text) { return arena_.keep(text); }
  const std::vector<Defect>& defects() const { return defects_; }

 private:
  char byte(uint64_t at) const { return at < source_.size() ? source_[at] : '\0'; }
  bool starts_with(uint64_t at, std::string_view text) const {
    return source_.substr(at, text.size()) == text;
  }
  Open top() const { return open_.empty() ? Open::kBrace : open_.back(); }
  void report(uint32_t& once, GapReason why, std::string what, uint64_t offset);

  // plain.cc
  void read_plain();
  void read_plain_newer();
  template <typename WindowAt>
  void read_windows(WindowAt window_at);

  // tokeniser.cc
  void fill();
  void read_one(Token& token);
  const Token& last() const { return batch_[filled_]; }
  void skip_space();
  bool skip_comment();
  void skip_line();
  void skip_block_comment();
  void end_line();
  void begin(Token& token);
  Token& finish(Token& token, TokenKind kind, uint64_t end);
  void read_code(Token& token);
  void read_name(Token& token);
  void read_escaped_name(Token& token, uint64_t end);
  void read_number(Token& token);
  void read_symbol(Token& token);
  void open_bracket(char c);
  void close_bracket(char c);
  void read_end(Token& token);

  // literals.cc
  void read_string(Token& token);
  void read_template(Token& token, bool head);
  void heal_template(Token& token);
  bool read_regex(Token& token);

  // jsx.cc
  bool begins_element();
  bool closes_later(std::string_view name);
  void index_closing_tags();
  void read_tag(Token& token);
  void read_in_tag(Token& token);
  void read_attribute_string(Token& token);
  void read_child(Token& token);
  void read_closing_tag(Token& token);

  std::string_view source_;
  uint64_t at_ = 0;
  bool newline_ = true;       // a line ended since the last token, or none came yet
  bool operand_next_ = true;  // an operand may begin here: "/" is a regular expression, "<" may be JSX
  OpenStack open_;

  // Tokens are made some at a time. The first is the last one of the batch before: each depends on the one
  // before it.
  static constexpr size_t kBatch = 512, kWindowTokens = 64;  // as many as read_plain() makes at once
  std::vector<Token> batch_;                                 // smaller for short sources
  size_t filled_ = 0, given_ = 0;

  // A regular expression that never ends is looked for this often a line: guesses must not cost a line each.
  static constexpr uint32_t kRegexFailures = 16;
  uint32_t regex_failures_ = 0;
  uint64_t regex_line_end_ = 0;

  bool closing_indexed_ = false;
  std::unordered_map<std::string_view, uint64_t> closing_tags_;  // name → offset of its last "</name"

  Arena arena_;
  std::string scratch_;
  std::vector<Defect> defects_;
  uint32_t bad_strings_ = 0, bad_templates_ = 0, bad_comments_ = 0, unclosed_ = 0;  // each is reported once
};

// Where a literal is used: the nearest call it is an argument of and the nearest property it is the value of.
// showToast({title: "x"}) gives callee "showToast" (as written: "wx.showToast"), property "title".
// A call's arguments begin without property, a function's body without both. <Tag title="x">y</Tag> is read
// as Tag({title: "x", children: "y"}).
struct Literal {
  std::string_view text;    // valid during the callback only; never empty
  std::string_view callee;  // dotted path as written, empty outside of calls
  std::string_view
      property;  // key of the object literal, or the name assigned to (x.title = "…", var title = "…")
  uint32_t argument = 0;  // index of the argument it is (in), 0-based
  uint32_t line = 1, column = 1;
  uint64_t offset = 0;
  bool is_template = false;  // joined text, U+FFFC where an expression stands
  bool in_type = false;      // of TypeScript or Flow: kind: "a" | "b"; nobody is shown it
  bool is_key = false;       // the literal is itself a property key: {"签到": 1}
  bool folded = false;  // "打" + "卡" joined, fromCharCode, decodeURIComponent, the tables of obfuscators …;
                        // in addition to its parts
};

struct CallArgument {
  std::string
      name;  // key path in an object literal ("sourceType", "success.x"), empty for a positional literal
  std::string value;  // string, number, true/false/null as text (!0 is true); an array gives one CallArgument
                      // an element; "/a?id=" + id and `/a?id=${id}` are joined with U+FFFC
};
struct Call {
  std::string_view callee;  // "wx.getLocation", "this.setData"; member chains as far as they are identifiers
  std::vector<CallArgument> arguments;  // literal ones only, in order
  uint32_t line = 1, column = 1;
  uint64_t offset = 0;
};

// That a script hides what it says (formats.md §11.3), where it was noticed: in the module it stands in.
struct Obfuscation {
  enum class Kind : uint8_t {
    kStrings,  // `count` strings of a table are encrypted
    kNames,    // `count` members are named by calls of a table: wx[_0x1a2b(0x1f)]
    kPacked,   // eval(function(p,a,c,k,e,d)…): `count` words of its dictionary came as literals
    kEncoded,  // JSFuck and the like, `name`
    kDensity   // `share` of all identifiers are of the form _0x1a2b; told once, at the end
  };
  Kind kind = Kind::kStrings;
  uint64_t count = 0;
  double share = 0;
  std::string_view name = {};
  uint32_t line = 1;
};

// What one pass over a script reports; views are valid during the callback only. A call comes when it is
// closed: after everything in its arguments.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void on_literal(const Literal& literal) = 0;
  virtual void on_call(const Call& call) = 0;
  // Each identifier where it is declared or is a property name or key (not each use): function names,
  // methods, keys.
  virtual void on_identifier(std::string_view name, uint32_t line, uint32_t column) = 0;
  // Asked before: most names are nothing to most sinks, and a place costs as much as all else of a name.
  virtual bool wants_identifier(std::string_view) { return true; }
  // define("pages/x.js", function…), __wxAppCode__["x.json"] = …, webpack "path": function(…), Metro's
  // __d(function…, 12, […], "x.js") (of one without name its number): a module begins here and goes on until
  // its on_module_end(). Modules nest, each begin has its end.
  virtual void on_module(std::string_view name, uint32_t line) = 0;
  virtual void on_module_end() {}
  // A module of a chunk of webpack, (… webpackJsonp …).push([["common/vendor"], {"2f62": function(t, e, n)
  // {…}}]), by its id there: hashed, a number (of a table that is an array: the index), or a path with its
  // loaders. It ends with on_module_end() too.
  virtual void on_chunk_module(std::string_view id, uint32_t line) { on_module(id, line); }
  // The code around asks for such a module, n("2f62"), or the chunk names it as one to begin with.
  virtual void on_chunk_require(std::string_view, uint32_t) {}
  // The body of a function begins that has a name: its own, that of the method, or that of the key, field or
  // variable it is the value of. What an anonymous function holds belongs to the one around it. They nest,
  // with modules too; each begin has its end.
  virtual void on_function(std::string_view, uint32_t) {}
  virtual void on_function_end() {}
  // require("x"), import … from "x", import("x").
  virtual void on_require(std::string_view path, uint32_t line) = 0;
  virtual void on_obfuscation(const Obfuscation&) {}
  // Each token of the script itself, after what was told of it: asked once, as most sinks need none.
  virtual bool hears_tokens() const { return false; }
  virtual void on_token(const Token&, text::LineIndex&) {}
};

// Hands everything on: a base for sinks that stand before another one and look at some of it.
class Relay : public Sink {
 public:
  explicit Relay(Sink& next) : next_(next) {}
  void on_literal(const Literal& literal) override { next_.on_literal(literal); }
  void on_call(const Call& call) override { next_.on_call(call); }
  void on_identifier(std::string_view name, uint32_t line, uint32_t column) override {
    next_.on_identifier(name, line, column);
  }
  void on_module(std::string_view name, uint32_t line) override { next_.on_module(name, line); }
  void on_module_end() override { next_.on_module_end(); }
  void on_chunk_module(std::string_view id, uint32_t line) override { next_.on_chunk_module(id, line); }
  void on_chunk_require(std::string_view id, uint32_t line) override { next_.on_chunk_require(id, line); }
  void on_function(std::string_view name, uint32_t line) override { next_.on_function(name, line); }
  void on_function_end() override { next_.on_function_end(); }
  void on_require(std::string_view path, uint32_t line) override { next_.on_require(path, line); }
  void on_obfuscation(const Obfuscation& found) override { next_.on_obfuscation(found); }
  bool hears_tokens() const override { return next_.hears_tokens(); }
  void on_token(const Token& token, text::LineIndex& lines) override { next_.on_token(token, lines); }

 protected:
  Sink& next_;
};

struct Scan {
  std::vector<Defect> defects;
};
Scan read(std::string_view source, const Limits& limits, Sink& sink);

}  // namespace jianfu::formats::js
