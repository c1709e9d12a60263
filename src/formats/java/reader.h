// The pass behind read(): tokens in, events out. It keeps one Frame an open bracket and decides from the
// tokens before and behind what a bracket, a colon or a name means; there is no grammar, so broken code costs
// context and never the rest. read.cc: tokens, symbols and statements. names.cc: names and declarations.
// brackets.cc: frames and class headers. values.cc: literals, sums, arguments.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/java/java.h"
#include "formats/java/words.h"

namespace jianfu::formats::java {

// The names joined by dots that end at the last token: lm.requestUpdates.
struct Chain {
  static constexpr size_t kParts = 12;  // of a longer one with spaces in it, the last so many count
  std::array<std::string_view, kParts> parts{};
  size_t count = 0;
  bool contiguous = true;
  bool open = false;     // a dot was the last token
  bool chained = false;  // begins behind a call or bracket
  bool made = false;     // behind "new"
  bool annotation = false;
  std::string_view root;
  uint64_t begin = 0, end = 0;

  std::string_view last() const { return count == 0 ? std::string_view{} : parts[(count - 1) % kParts]; }
  void add(std::string_view part) { parts[count++ % kParts] = part; }
};

// A sum of operands as far as they are literals. The last one is pending: what comes behind it may show that
// it is none.
struct Run {
  enum class State : uint8_t { kStart, kOperand, kPlus };
  enum class Operand : uint8_t { kNone, kGap, kText, kNumber };
  State state = State::kStart;
  Operand pending = Operand::kNone;
  bool minus = false;
  bool last_is_gap = false;
  uint32_t committed = 0, texts = 0, gaps = 0;
  uint32_t adjacent = 0;  // texts side by side at the end of the committed ones …
  size_t adjacent_begin = 0;
  std::string_view text;   // of the pending operand
  std::string_view holes;  // … what is known of the expressions in it; of a gap the path that it is
  bool paths = false;      // holes are known of committed ones
  Place place;
  Place adjacent_place, first_place;
};

enum class FrameKind : uint8_t {
  kBlock,   // statements
  kClass,   // members; also the file as a whole
  kParams,  // parentheses of a declaration
  kCall,
  kGroup,     // other parentheses
  kList,      // [a, b], {a, b} of arrays, maps and annotations
  kIndex,     // a[b]
  kTemplate,  // between the pieces of a string
};

struct Frame {
  FrameKind kind = FrameKind::kBlock;
  bool declared = false;     // kClass: on_class was told
  bool constants = false;    // kClass: an enum before its ";"
  bool method = false;       // kClass: a method was told and is not over
  bool body = false;         // kBlock: of that method
  bool assigned = false;     // behind "=": no declarations here
  bool constant = false;     // final, const or val in this statement
  bool want_type = false;    // behind name ":"
  bool interface = false;    // kClass: its fields are constants without saying so
  bool transparent = false;  // kCall: its literals are used as the call itself is
  bool fields = false;       // kParams of a class header
  bool asked = false;        // in what a listener of clicks is given
  uint16_t ternaries = 0;
  uint32_t argument = 0;
  uint32_t call = 0;  // slot (1-based), 0: none
  Callee callee;
  std::string_view name, inherited, target;
  std::string_view outer, outer_name;  // of kCall: the call around it, and the argument there
  bool declares = false;
  std::string_view variable, type;  // being declared
  std::string_view list_type;       // of `Type a, b`
  std::string_view made, cast;      // what the value is
  std::string_view class_literal;   // of kCall: X::class among its arguments
  Place variable_place;
  uint64_t open_end = 0;
  Run run;
};

class Reader {
 public:
  Reader(std::string_view source, Dialect dialect, const Limits& limits, Sink& sink);
  Scan run();

 private:
  struct Header {
    bool active = false, want_name = false, supers = false, is_enum = false, told = false;
    bool interface = false;
    bool argument = false;  // a super was told: its first type argument may come
    size_t depth = 0;       // frames around it
    int angle = 0;
    size_t supers_told = 0;
    std::string_view last_super;
    Class declared;
  };

  Frame& top() { return frames_.back(); }
  bool after(uint32_t wanted) const { return previous_.is(wanted); }
  bool ahead(uint32_t wanted) const { return next_.is(wanted); }
  bool is(Dialect dialect) const { return dialect_ == dialect; }
  void advance();

  // read.cc and names.cc
  void on_token(const Token& token);
  void on_lost_token(const Token& token);
  void on_name(const Token& token);
  void on_word(const Token& token, Word word);
  void on_symbol(const Token& token);
  void on_dot(const Token& token);
  void on_colon();
  void on_comma();
  void on_assignment();
  void on_at(const Token& token);
  void on_less();
  void on_operator(const Token& token);
  void read_import();
  void read_package();
  bool starts_line(const Token& token) const;
  void begin_statement();
  void end_method();
  void begin_chain(const Token& token);
  void add_to_chain(const Token& token);
  std::string_view chain_text();
  bool chain_ends_here() const { return chain_.count > 0 && !chain_.open && chain_.end == previous_.end(); }
  bool type_before(std::string_view& type);
  bool declare(const Token& token);
  void flush_variable();
  void finish_chain(const Token& token);

  // brackets.cc
  Frame* open(FrameKind kind, const Token& token);
  void close(const Token& token);
  void close_bracket(const Token& token, uint32_t opening);
  void open_paren(const Token& token);
  void open_call(const Token& token, const Callee& callee);
  void open_brace(const Token& token);
  void open_square(const Token& token);
  void close_group(const Frame& frame, const Token& token);
  void finish_call(const Frame& frame, const Token& token);
  void begin_header(const Token& token, bool is_enum, bool want_name, bool interface = false);
  bool on_header(const Token& token);
  void on_header_name(const Token& token);
  void tell_header();
  void finish_header(bool with_body, const Token& token);

  // values.cc
  void on_string(const Token& token);
  void on_piece(const Token& token);
  void on_command(const Token& token);
  struct Shape {
    bool is_template = false, folded = false, constant = false, part = false, of_names = false;
    std::string_view holes = {};
  };
  void report(std::string_view text, Place place, const Shape& shape);
  void refer(std::string_view path, Place place, bool is_class, bool part = false);
  bool in_sum() const;
  bool folds_constants() const { return dialect_ == Dialect::kJava || dialect_ == Dialect::kKotlin; }
  std::string_view holes_of(const Token& token);
  void add_holes();
  void tell_constant(std::string_view value, std::string_view holes);
  void operand(Run::Operand kind, std::string_view text, Place place);
  void operand_gap() { operand(Run::Operand::kGap, {}, {current_.line, current_.column, current_.offset}); }
  void reopen_operand();
  void commit();
  void report_adjacent(bool part);
  void begin_value();
  void finish_value(bool whole);
  void take_value(bool whole);
  std::string& buffer() { return buffers_[frames_.size() - 1]; }
  std::string& holes() { return holes_[frames_.size() - 1]; }

  std::string_view source_;
  Dialect dialect_;
  const Limits& limits_;
  Sink& sink_;
  Tokeniser tokens_;
  Token previous_, current_, next_;
  Word previous_word_ = Word::kNone;
  std::vector<Frame> frames_;
  std::vector<std::string> buffers_;  // one a frame: committed operands of its run
  std::vector<std::string> holes_;    // … and what is known of their gaps
  std::vector<Call> calls_;           // the first open_calls_ are open
  size_t open_calls_ = 0;
  std::vector<std::string> templates_;
  size_t open_templates_ = 0;
  uint32_t lost_ = 0;  // brackets open beyond the nesting limit
  bool nesting_reported_ = false;
  Chain chain_;
  Header header_;
  std::vector<std::string_view> classes_;  // names of the open ones
  std::string_view method_;                // declared, until its "("
  Place method_place_;
  bool new_ = false;                   // "new" was the last word
  bool annotation_ = false;            // "@" was the last symbol
  bool casting_ = false;               // behind "as", in the type
  uint64_t made_end_ = 0;              // of the last new X(…): a "{" behind it is a class
  std::string_view generic_;           // chain before the open "<"
  std::string_view generic_argument_;  // first name behind it
  Chain generic_chain_;
  uint32_t generic_depth_ = 0;
  uint64_t generic_end_ = 0;     // of its ">"
  std::string_view array_type_;  // chain before "[]"
  uint64_t array_end_ = 0;
  std::string_view closed_root_;  // of the bracket that ended at closed_end_
  uint64_t closed_end_ = 0;
  std::string_view command_;  // of Gradle: the name that a line's literals belong to
  std::unordered_map<std::string_view, std::string_view> constants_;
  std::string scratch_;
  uint64_t fold_budget_;
  std::vector<Defect> defects_;
};

inline Place place_of(const Token& token) {
  return {token.line, token.column, token.offset};
}
inline bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
// SIGN_URL; not Sign, not X.
bool is_constant_name(std::string_view name);

}  // namespace jianfu::formats::java
