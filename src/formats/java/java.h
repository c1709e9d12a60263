// Java, Kotlin, Dart and Gradle scripts as tokens (formats.md §11): no parser, no tree; survives broken code
// and 20 MB on one line. On top of the tokens one pass finds what evidence is made of: classes with what they
// extend, members and the types they are declared with, literals with the place they are used in, calls with
// literal arguments, references such as R.string.x. Comments are dropped; line and column are kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "formats/js/arena.h"

namespace jianfu::formats::java {

// The languages differ in their strings, in how a declaration looks and in what ends a statement.
enum class Dialect : uint8_t { kJava, kKotlin, kDart, kGroovy };

// Stands in a text for ${expression} and $name.
inline constexpr std::string_view kPlaceholder = "\xEF\xBF\xBC";

enum class TokenKind : uint8_t { kEnd, kName, kSymbol, kNumber, kChar, kString };
// "a${b}c${d}e" in pieces is a head, a middle and a tail; without ${ it is whole.
enum class Piece : uint8_t { kWhole, kHead, kMiddle, kTail };

// A symbol of at most four bytes as one number, for switch.
constexpr uint32_t symbol(std::string_view text) {
  uint32_t out = 0;
  for (size_t i = 0; i < text.size(); ++i)
    out |= static_cast<uint32_t>(static_cast<unsigned char>(text[i])) << (8 * i);
  return out;
}

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Piece piece = Piece::kWhole;  // of a string
  bool newline_before = false;
  bool holes = false;    // of a string: $name stands in it as kPlaceholder
  uint32_t symbol = 0;   // of a symbol: symbol("->")
  std::string_view raw;  // in the source, quotes included
  std::string_view
      text;             // name, number, symbol; of a string its value. Lives as long as source and tokeniser
  uint32_t line = 1;    // 1-based; lines end at LF, CR and CRLF
  uint32_t column = 1;  // 1-based, in characters
  uint64_t offset = 0;  // in bytes

  uint64_t end() const { return offset + raw.size(); }
  bool is(uint32_t wanted) const { return kind == TokenKind::kSymbol && symbol == wanted; }
};

class Tokeniser {
 public:
  // `source` is borrowed: UTF-8 (decode_text() before).
  Tokeniser(std::string_view source, Dialect dialect);

  Token next();
  // Texts that have to outlive a callback: they live as long as the tokeniser's texts.
  std::string_view keep(std::string_view text) { return arena_.keep(text); }
  const std::vector<Defect>& defects() const { return defects_; }
  // The texts it keeps, for whoever outlives it.
  js::Arena take_texts() { return std::move(arena_); }

 private:
  // How the string around a place is written.
  struct Quote {
    char mark = '"';
    bool triple = false;
    bool raw = false;        // no escapes
    bool templates = false;  // ${…} and $name
  };
  struct Open {
    bool string = false;  // the "{" of "${": its "}" goes on with the string
    Quote quote;
  };

  char byte(uint64_t at) const { return at < source_.size() ? source_[at] : '\0'; }
  bool starts_with(uint64_t at, std::string_view text) const {
    return source_.substr(at, text.size()) == text;
  }
  void report(uint32_t& once, std::string what, uint64_t offset);
  void skip_space();
  void skip_line();
  void skip_block_comment();
  void end_line();
  void count_lines(uint64_t begin, uint64_t end);
  void begin(Token& token);
  void finish(Token& token, TokenKind kind, uint64_t end);
  void read_name(Token& token);
  void read_quoted_name(Token& token);
  void read_number(Token& token);
  void read_symbol(Token& token);

  // strings.cc
  void read_string(Token& token, uint64_t at, Quote quote);
  void read_rest(Token& token, uint64_t at, const Quote& quote, Piece with_hole, Piece without);
  void read_char(Token& token);
  uint64_t read_escape(uint64_t at, std::string& out) const;
  uint64_t read_unicode(uint64_t at, std::string& out) const;

  std::string_view source_;
  Dialect dialect_;
  uint64_t at_ = 0;
  uint32_t line_ = 1;
  uint32_t column_ = 1;  // of column_at_
  uint64_t column_at_ = 0;
  bool newline_ = true;
  std::vector<Open> open_;  // braces around the current place
  js::Arena arena_;
  std::string scratch_;
  std::vector<Defect> defects_;
  uint32_t bad_strings_ = 0, bad_comments_ = 0, unclosed_ = 0;  // each is reported once
};

// ---- events ----

struct Place {
  uint32_t line = 1, column = 1;
  uint64_t offset = 0;
};

// What is called, as far as the tokens tell. `lm.requestUpdates(` has path "lm.requestUpdates" and no root;
// `new A.Builder(x).setTitle(` has path "setTitle" and root "A.Builder"; `((LocationManager) get()).stop(`
// has root "LocationManager"; `view.findButton().setText(` has root "view", `getBar().setTitle(` has
// "getBar()". Annotations are called "@GET".
struct Callee {
  std::string_view path;
  std::string_view root;
  bool chained = false;  // called on what another call or a bracket gave
  bool made = false;     // new X(…), and X(…) where constructors are called so
  std::string_view name() const { return path.substr(path.rfind('.') + 1); }
};

struct Literal {
  std::string_view text;               // never empty; U+FFFC where an expression stands
  Callee callee;                       // of the nearest call; path empty outside of calls
  std::string_view name;               // named argument, annotation element, variable or property assigned to
  std::string_view target;             // of `bar.title = "…"`: "bar"
  std::string_view outer, outer_name;  // the call around that of `callee`, and the named argument there
  uint32_t argument = 0;               // index of the argument it is (in)
  Place place;
  bool asked = false;     // as of a call
  bool declares = false;  // `name` is declared here
  bool is_template = false;
  bool folded = false;    // "打" + "卡", "共" + n + "个" joined, in addition to its parts
  bool part = false;      // a folded one that holds it follows
  bool of_names = false;  // none of its operands is a text
  // What is known of the expressions in a folded text or a template: an entry for each U+FFFC, joined by
  // commas; an entry is a path that may be a constant, several joined by "+" where the expressions stand side
  // by side, "?" for what is none. Empty when all are. `text` is U+FFFC alone in a sum of nothing else.
  std::string_view holes;
  bool constant = false;  // a constant of the same file, used here by its name
};

struct Argument {
  std::string_view name;   // of a named argument
  std::string_view value;  // string, number, true, false; "/a?id=" + id is joined with U+FFFC
};

struct Call {
  Callee callee;
  std::vector<Argument> arguments;  // literal ones only, in order
  Place place;
  bool asked = false;  // stands in what is handed to a listener of clicks: done when somebody presses something
};

// A path of names that stands where a value is expected, and is not called: R.string.sign, Urls.SIGN, MSG;
// with `is_class` Foo.class and Foo::class (path without the last part).
struct Reference {
  std::string_view path;
  Callee callee;  // as of a literal
  std::string_view name, target;
  uint32_t argument = 0;
  Place place;
  bool declares = false;
  bool is_class = false;
  bool part = false;  // a folded text that has it among its holes follows
  bool asked = false;  // as of a call
};

struct Class {
  std::string_view name;  // empty for an anonymous one
  Place place;
};

struct Import {
  std::string_view path;  // "com.x.Foo", of "com.x.*" "com.x"; of Dart the URI
  std::string_view alias;
  bool all = false;
  bool is_static = false;
};

// What one pass reports. Views live as long as the source and the Scan that read() returns. A call comes when
// it is closed: after everything in its arguments. Classes and methods nest, each begin has its end.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void on_package(std::string_view name) = 0;
  virtual void on_import(const Import& import) = 0;
  virtual void on_class(const Class& declared) = 0;
  // What the class just told extends or implements, as written: without type arguments, the first of which
  // follows.
  virtual void on_super(std::string_view path) = 0;
  virtual void on_super_argument(std::string_view path) = 0;
  virtual void on_class_end() = 0;
  virtual void on_method(std::string_view name, Place place) = 0;
  virtual void on_method_end() = 0;
  // Declared names with their type as written, without type arguments; empty when it is not said. A value
  // that is made or cast on the spot gives its type. `field`: a member of a class, or at the top of the file.
  virtual void on_variable(std::string_view name, std::string_view type, bool field, Place place) = 0;
  virtual void on_literal(const Literal& literal) = 0;
  virtual void on_call(const Call& call) = 0;
  virtual void on_reference(const Reference& reference) = 0;
  // static final String X = "…": what X stands for, within this class.
  virtual void on_constant(std::string_view name, std::string_view value) = 0;
  // … = Urls.BASE + "/sign": `value` and `holes` as of a folded literal.
  virtual void on_composed_constant(std::string_view, std::string_view, std::string_view) {}
};

struct Scan {
  std::vector<Defect> defects;
  js::Arena texts;  // what views of events point into, beside the source
};
Scan read(std::string_view source, Dialect dialect, const Limits& limits, Sink& sink);

// Whether a class of that name holds the ids of resources: R, or C0042R as decompilers write it where another R is
// imported.
bool holds_resources(std::string_view class_name);

}  // namespace jianfu::formats::java
