// Tokens, symbols and statements. Names, what they join to and what they declare are in names.cc.
#include <algorithm>

#include "formats/java/reader.h"

namespace jianfu::formats::java {
namespace {

constexpr bool is_one_of(uint32_t wanted, std::initializer_list<uint32_t> symbols) {
  return std::find(symbols.begin(), symbols.end(), wanted) != symbols.end();
}

}  // namespace

bool is_constant_name(std::string_view name) {
  return name.size() > 1 && std::all_of(name.begin(), name.end(), [](char c) {
           return is_upper(c) || c == '_' || (c >= '0' && c <= '9');
         });
}

Scan read(std::string_view source, Dialect dialect, const Limits& limits, Sink& sink) {
  return Reader(source, dialect, limits, sink).run();
}

Reader::Reader(std::string_view source, Dialect dialect, const Limits& limits, Sink& sink)
    : source_(source),
      dialect_(dialect),
      limits_(limits),
      sink_(sink),
      tokens_(source, dialect),
      fold_budget_(4 * source.size() + 4096) {
  Frame file;
  file.kind = dialect == Dialect::kGroovy ? FrameKind::kBlock : FrameKind::kClass;
  frames_.push_back(file);
  buffers_.emplace_back();
  holes_.emplace_back();
}

void Reader::advance() {
  previous_ = current_;
  current_ = next_;
  next_ = tokens_.next();
}

Scan Reader::run() {
  next_ = tokens_.next();
  for (advance(); current_.kind != TokenKind::kEnd; advance()) on_token(current_);
  if (header_.active) finish_header(false, current_);
  lost_ = 0;
  while (frames_.size() > 1) close(current_);
  begin_statement();
  defects_.insert(defects_.end(), tokens_.defects().begin(), tokens_.defects().end());
  return {std::move(defects_), tokens_.take_texts()};
}

// Whether a statement begins with this token though nothing but a line end says so.
bool Reader::starts_line(const Token& token) const {
  if (!token.newline_before || (!is(Dialect::kKotlin) && !is(Dialect::kGroovy))) return false;
  const Frame& frame = frames_.back();
  if (frame.kind != FrameKind::kBlock && frame.kind != FrameKind::kClass) return false;
  if (previous_.kind == TokenKind::kSymbol) {
    const bool ends = is_one_of(previous_.symbol, {symbol(")"), symbol("]"), symbol("}"), symbol(">"),
                                                   symbol("!!"), symbol("++"), symbol("--"), symbol("?")});
    if (!ends) return false;
  }
  if (token.kind != TokenKind::kSymbol) {
    const Word word = token.kind == TokenKind::kName ? word_of(token.text, dialect_) : Word::kNone;
    return word != Word::kAs && word != Word::kIn && word != Word::kBy && token.text != "else";
  }
  if (token.is(symbol("{"))) return !frame.method && !header_.active;
  return is_one_of(token.symbol, {symbol("}"), symbol("@"), symbol("("), symbol("["), symbol("++"),
                                  symbol("--"), symbol("!"), symbol("-")});
}

void Reader::on_token(const Token& token) {
  if (lost_ > 0) return on_lost_token(token);
  if (header_.active && frames_.size() <= header_.depth && on_header(token)) return;
  if (starts_line(token)) begin_statement();
  if (!command_.empty() && token.newline_before && !after(symbol(","))) command_ = {};
  Word word = Word::kNone;
  switch (token.kind) {
    case TokenKind::kName: {
      const bool member = chain_.open || annotation_;
      word = member ? Word::kNone : word_of(token.text, dialect_);
      // What is a word in one place is a name in another: `is` as a method, `in: x`, record = x.
      const bool named = ahead(symbol("=")) || (ahead(symbol(":")) && top().kind == FrameKind::kCall);
      if (named && word != Word::kTruth && word != Word::kSuper && word != Word::kNull &&
          word != Word::kModifier)
        word = Word::kNone;
      if (word == Word::kNone)
        on_name(token);
      else
        on_word(token, word);
      break;
    }
    case TokenKind::kSymbol:
      on_symbol(token);
      break;
    case TokenKind::kString:
      on_string(token);
      break;
    case TokenKind::kNumber:
      generic_depth_ = 0;
      operand(Run::Operand::kNumber, token.text, place_of(token));
      break;
    case TokenKind::kChar:
      operand_gap();
      break;
    case TokenKind::kEnd:
      break;
  }
  if (token.kind != TokenKind::kName) new_ = false;
  annotation_ = token.is(symbol("@")) && annotation_;
  previous_word_ = word;
}

// Beyond the nesting limit: texts are told, without their context.
void Reader::on_lost_token(const Token& token) {
  const bool opens = token.is(symbol("(")) || token.is(symbol("[")) || token.is(symbol("{")) ||
                     (token.kind == TokenKind::kString && token.piece == Piece::kHead);
  const bool closes = token.is(symbol(")")) || token.is(symbol("]")) || token.is(symbol("}")) ||
                      (token.kind == TokenKind::kString && token.piece == Piece::kTail);
  if (token.kind == TokenKind::kString && !token.text.empty()) {
    Literal literal;
    literal.text = token.text;
    literal.place = place_of(token);
    literal.is_template = token.piece != Piece::kWhole || token.holes;
    sink_.on_literal(literal);
  }
  if (opens) ++lost_;
  if (closes) --lost_;
}

// ---- symbols ----

void Reader::on_symbol(const Token& token) {
  Frame& frame = top();
  // Inside of type arguments nothing but types comes.
  if (generic_depth_ > 0) {
    const bool types = token.is(symbol("<")) || token.is(symbol(">")) || token.is(symbol(",")) ||
                       token.is(symbol("?")) || token.is(symbol(".")) || token.is(symbol("[")) ||
                       token.is(symbol("]")) || token.is(symbol("@")) || token.is(symbol("*")) ||
                       token.is(symbol("&"));
    if (!types) generic_depth_ = 0;
  }
  switch (token.symbol) {
    case symbol("("):
      return open_paren(token);
    case symbol("["):
      return open_square(token);
    case symbol("{"):
      return open_brace(token);
    case symbol(")"):
      return close_bracket(token, symbol("("));
    case symbol("]"):
      return close_bracket(token, symbol("["));
    case symbol("}"):
      return close_bracket(token, symbol("{"));
    case symbol(","):
      if (generic_depth_ > 0) return;
      return on_comma();
    case symbol(";"):
      if (frame.kind == FrameKind::kClass) frame.constants = false;
      return begin_statement();
    case symbol(":"):
      return on_colon();
    case symbol("."):
    case symbol("?."):
    case symbol("::"):
    case symbol(".."):
      if (token.is(symbol("..")) && !is(Dialect::kDart)) return on_operator(token);
      return on_dot(token);
    case symbol("@"):
      return on_at(token);
    case symbol("="):
    case symbol("+="):
      return on_assignment();
    case symbol("<"):
      return on_less();
    case symbol(">"):
      if (generic_depth_ > 0) {
        if (--generic_depth_ == 0) {
          generic_end_ = token.end();
          chain_ = Chain{};
        }
        return;
      }
      return on_operator(token);
    case symbol("?"):
      if (is(Dialect::kKotlin) || frame.want_type) return;
      // Type? of Dart stands close and is followed by a name.
      if (is(Dialect::kDart) && previous_.end() == token.offset &&
          (next_.kind == TokenKind::kName || ahead(symbol(",")) || ahead(symbol(")"))))
        return;
      ++frame.ternaries;
      return begin_value();
    case symbol("=>"):
    case symbol("->"):
    case symbol("?:"):
    case symbol("??"):
    case symbol("&&"):
    case symbol("||"):
      if (frame.kind == FrameKind::kClass) frame.assigned = true;
      return begin_value();
    case symbol("!!"):  // value!!.name goes on
      if (previous_.end() == closed_end_) closed_end_ = token.end();
      if (chain_ends_here()) {
        chain_.end = token.end();
        chain_.contiguous = false;
      }
      return;
    case symbol("..."):
      return;
    default:
      return on_operator(token);
  }
}

void Reader::on_operator(const Token& token) {
  Run& run = top().run;
  const bool binary = run.state == Run::State::kOperand;
  if (token.is(symbol("+")) && binary) {
    commit();
    run.state = Run::State::kPlus;
    return;
  }
  if (token.is(symbol("++")) || token.is(symbol("--"))) return;
  if (!binary) {
    run.minus = token.is(symbol("-"));
    return;
  }
  begin_value();
}

void Reader::on_colon() {
  Frame& frame = top();
  if (frame.ternaries > 0) {
    --frame.ternaries;
    return begin_value();
  }
  switch (frame.kind) {
    case FrameKind::kCall:
    case FrameKind::kList:
      if (previous_.kind == TokenKind::kString) {
        frame.name = previous_.text;
        frame.run = Run{};
      } else if (chain_ends_here() || previous_.kind == TokenKind::kName) {
        frame.name = previous_.text;
        frame.run = Run{};
      }
      return begin_value();
    case FrameKind::kParams:
      frame.want_type = is(Dialect::kKotlin) && !frame.variable.empty();
      return;
    case FrameKind::kClass:
    case FrameKind::kBlock:
      if (is(Dialect::kKotlin)) {
        frame.want_type = !frame.variable.empty();
        return;
      }
      if (frame.kind == FrameKind::kBlock && is(Dialect::kGroovy) && !command_.empty()) {
        frame.name = previous_.text;
        return begin_value();
      }
      if (frame.kind == FrameKind::kBlock && is(Dialect::kGroovy)) {  // apply plugin: 'x'
        frame.name = previous_.text;
        return begin_value();
      }
      if (frame.kind == FrameKind::kClass) {
        frame.assigned = true;  // Foo(…) : super(…)
        return begin_value();
      }
      return begin_statement();
    default:
      return begin_value();
  }
}

void Reader::on_comma() {
  Frame& frame = top();
  finish_value(true);
  frame.ternaries = 0;
  switch (frame.kind) {
    case FrameKind::kCall:
      if (!frame.transparent) ++frame.argument;
      frame.name = frame.inherited;
      frame.cast = {};
      break;
    case FrameKind::kList:
      frame.name = frame.inherited;
      break;
    case FrameKind::kParams:
      flush_variable();
      frame.constant = frame.assigned = false;
      frame.name = {};
      frame.cast = frame.made = {};
      break;
    case FrameKind::kClass:
    case FrameKind::kBlock:
      if (!frame.variable.empty()) flush_variable();
      frame.name = command_.empty() ? std::string_view{} : frame.name;
      frame.cast = frame.made = {};
      break;
    default:
      break;
  }
}

void Reader::on_assignment() {
  Frame& frame = top();
  const bool result = frame.kind == FrameKind::kClass && frame.method;  // fun name(): Type = …
  frame.target = {};
  frame.declares = !frame.variable.empty();
  if (result) {
    frame.name = {};
  } else if (!frame.variable.empty()) {
    frame.name = frame.variable;
  } else if (chain_ends_here()) {
    frame.name = chain_.last();
    const std::string_view path = chain_text();
    if (chain_.count > 1) frame.target = path.substr(0, path.rfind('.'));
    if (frame.target.ends_with('?')) frame.target.remove_suffix(1);
    if (chain_.chained && chain_.count == 1) frame.target = chain_.root;
  } else if (previous_.kind == TokenKind::kName) {
    frame.name = previous_.text;
  }
  frame.assigned = true;
  frame.want_type = false;
  frame.made = frame.cast = {};
  if (frame.run.state == Run::State::kOperand) frame.run = Run{};  // the target is no value
  begin_value();
}

void Reader::on_at(const Token& token) {
  const bool label = previous_.kind == TokenKind::kName && previous_.end() == token.offset;
  if (label || next_.kind != TokenKind::kName || next_.text == "interface") {
    // return@forEach, this@Activity: the label is no name of anything.
    if (label && next_.kind == TokenKind::kName) advance();
    return;
  }
  // @field:SerializedName("x")
  if (is(Dialect::kKotlin)) {
    const uint64_t colon = next_.end();
    if (colon < source_.size() && source_[colon] == ':' && colon + 1 < source_.size() &&
        source_[colon + 1] != ':') {
      advance();
      advance();
    }
  }
  annotation_ = true;
}

// name<Type>( and Type<A> name; a < b is the rest of the world.
void Reader::on_less() {
  if (generic_depth_ > 0) {
    ++generic_depth_;
    return;
  }
  if (chain_ends_here() || previous_word_ == Word::kFun) {
    generic_ = previous_word_ == Word::kFun ? std::string_view{} : chain_text();
    generic_chain_ = chain_;
    if (previous_word_ == Word::kFun) generic_chain_ = Chain{};
    generic_depth_ = 1;
    generic_argument_ = {};
    return;
  }
  on_operator(current_);
}

// Forgets the value and the name it would be assigned to.
void Reader::begin_statement() {
  Frame& frame = top();
  finish_value(true);
  frame.name = frame.kind == FrameKind::kBlock || frame.kind == FrameKind::kClass ? std::string_view{}
                                                                                  : frame.inherited;
  frame.target = {};
  frame.declares = false;
  frame.ternaries = 0;
  if (frame.kind != FrameKind::kBlock && frame.kind != FrameKind::kClass) return;
  flush_variable();
  frame.list_type = frame.made = frame.cast = {};
  frame.constant = frame.assigned = frame.want_type = false;
  method_ = {};
  generic_depth_ = 0;
  command_ = {};
  if (frame.kind == FrameKind::kClass && frame.method) end_method();
}

void Reader::end_method() {
  top().method = false;
  sink_.on_method_end();
}

}  // namespace jianfu::formats::java
