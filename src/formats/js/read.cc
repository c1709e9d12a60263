// What each token means where it stands: names, keys, declarations, assignments.
#include <algorithm>

#include "formats/js/reader.h"

namespace jianfu::formats::js {

Scan read(std::string_view source, const Limits& limits, Sink& sink) {
  return {Reader(source, limits, sink).run()};
}

Reader::Reader(std::string_view source, const Limits& limits, Sink& sink, std::optional<Place> inside)
    : source_(source),
      limits_(limits),
      sink_(sink),
      inside_(inside),
      lines_(source),
      tokens_(source, limits),
      fold_budget_(4 * source.size()) {}

std::vector<Defect> Reader::run() {
  frames_.emplace_back();
  buffers_.emplace_back();
  const bool told = !inside_ && sink_.hears_tokens();
  while (read_pieces(told)) continue;
  while (frames_.size() > 1) close();
  finish_value(true);
  finish_signs();
  end_module(top());
  defects_.insert(defects_.end(), tokens_.defects().begin(), tokens_.defects().end());
  return std::move(defects_);
}

// Some tokens; false when they were the last.
bool Reader::read_pieces(bool told) {
  for (const Token& token : tokens_.next_pieces()) {
    previous_ = &token - 1;
    if (token.kind == TokenKind::kEnd) return false;
    if (lost_ > 0) {
      on_lost_token(token);
    } else {
      on_token(token);
    }
    if (told) sink_.on_token(token, lines_);
  }
  return true;
}

void Reader::on_token(const Token& token) {
  const uint64_t chain_end = chain_.end;
  if (token.newline_before) on_line_begin(token);
  switch (token.kind) {
    case TokenKind::kIdentifier:
      on_name(token);
      break;
    case TokenKind::kKeyword:
      on_word(token);
      break;
    case TokenKind::kPunctuator:
      on_symbol(token);
      break;
    case TokenKind::kNumber:
      if (top().at_key) {
        top().key = token.text;
        top().key_is_name = false;
        top().key_at = token.offset;
      }
      tell_chunk_id(token);
      operand(Run::Operand::kNumber, token.text, token.offset);
      break;
    case TokenKind::kString:
      on_string(token);
      break;
    case TokenKind::kTemplate:
      on_template(token);
      break;
    case TokenKind::kRegex:
      operand_gap();
      break;
    default:
      on_jsx(token);
      break;
  }
  if (token.kind != TokenKind::kPunctuator) word_end_ = token.end();
  if (chain_.end == chain_end && chain_.count > 0) chain_.count = 0;  // this token was no part of it
  if (!token.is(symbol("]"))) code_key_ = {};
  control_closed_ &= token.is(symbol(")"));
}

// Without a semicolon a line end is the end of an arrow function's body, when an operand ends the line before
// and begins the next.
void Reader::on_line_begin(const Token& token) {
  Frame& frame = top();
  if (frame.type != TypePosition::kNone) end_type_line(token);
  if (!frame.named_arrow || frame.run.state != Run::State::kOperand) return;
  if (token.kind == TokenKind::kPunctuator || token.kind == TokenKind::kTemplate) return;
  if (token.word == Word::kIn || token.word == Word::kInstanceof) return;
  end_body(frame.named_arrow);
}

Place Reader::position(uint64_t at) {
  if (inside_) return *inside_;
  const text::Position position = lines_.at(at);
  return {position.line, position.column, at};
}

// Beyond the nesting limit: only depth is kept, and texts without their context.
void Reader::on_lost_token(const Token& token) {
  const bool piece = token.kind == TokenKind::kTemplate;
  const bool opens = token.kind == TokenKind::kTag || (piece && token.piece == Piece::kHead) ||
                     token.is(symbol("(")) || token.is(symbol("[")) || token.is(symbol("{"));
  const bool closes = token.kind == TokenKind::kCloseTag || (piece && token.piece == Piece::kTail) ||
                      (token.kind == TokenKind::kTagEnd && token.text.size() == 2) || token.is(symbol(")")) ||
                      token.is(symbol("]")) || token.is(symbol("}"));
  if (piece || token.kind == TokenKind::kString || token.kind == TokenKind::kText) {
    Literal literal;
    literal.text = token.text;
    const Place place = position(token.offset);
    literal.line = place.line, literal.column = place.column, literal.offset = place.offset;
    literal.is_template = piece;
    if (!literal.text.empty()) sink_.on_literal(literal);
  }
  if (opens) ++lost_;
  if (closes) --lost_;
}

void Reader::declare(std::string_view name, uint64_t at) {
  if (name.empty() || !sink_.wants_identifier(name)) return;
  const Place place = position(at);
  sink_.on_identifier(name, place.line, place.column);
}

void Reader::begin_chain(const Token& token) {
  chain_.count = 0;
  chain_.add(token.text);
  chain_.contiguous = token.text.size() == token.size;
  chain_.open = false;
  chain_.begin = token.offset;
  chain_.end = token.end();
}

// The chain as a path; views of the source where it was written as such.
std::string_view Reader::chain_text() {
  if (chain_.count == 0) return {};
  if (chain_.count == 1) return chain_.parts[0];
  if (chain_.contiguous) return source_.substr(chain_.begin, chain_.end - chain_.begin);
  scratch_.clear();
  for (size_t i = chain_.count - std::min(chain_.count, Chain::kParts); i < chain_.count; ++i) {
    if (!scratch_.empty()) scratch_ += '.';
    scratch_ += chain_.parts[i % Chain::kParts];
  }
  return tokens_.keep(scratch_);
}

void Reader::on_name(const Token& token) {
  ++signs_.names;
  signs_.obfuscated_names += is_obfuscated_name(token.text);
  if (token.text == "\uFF9F\u03C9\uFF9F\uFF89") note_encoded("aaencode", token.offset);
  if (after(symbol(".")) || after(symbol("?."))) {
    if (chain_.count == 0 || !chain_.open) return begin_chain(token);
    chain_.contiguous &= chain_.end == token.offset && token.text.size() == token.size;
    chain_.add(token.text);
    chain_.open = false;
    chain_.end = token.end();
    return;
  }
  Frame& frame = top();
  const bool declared = (after_word(Word::kFunction) || after_word(Word::kClass) || after_word(Word::kVar) ||
                         after_word(Word::kLet) || after_word(Word::kConst) ||
                         (frame.declaring && after(symbol(","))) || (function_ && after(symbol("*"))));
  if (declared) declare(token.text, token.offset);
  if (function_) function_name_ = token.text;
  // Class members need no separator: a line end after a value begins the next.
  if (frame.kind == FrameKind::kClass && token.newline_before && frame.run.state == Run::State::kOperand) {
    begin_statement();
    frame.at_key = true;
  }
  if (frame.at_key) {
    frame.key = token.text;
    frame.key_is_name = true;
    frame.key_at = token.offset;
  }
  if (frame.type == TypePosition::kCast) return;
  if (begin_type(token)) return;
  if (!frame.at_key) operand_gap();
  begin_chain(token);
}

void Reader::on_word(const Token& token) {
  Frame& frame = top();
  if (frame.at_key) return on_name(token);  // {default: …}
  if (frame.type == TypePosition::kCast) return;  // as const
  switch (token.word) {
    case Word::kThis:
    case Word::kSuper:
    case Word::kImport:
      operand_gap();
      return begin_chain(token);
    case Word::kTrue:
    case Word::kFalse:
    case Word::kNull:
      return operand(Run::Operand::kNumber, token.text, token.offset);
    case Word::kFunction:
      function_ = true;
      function_name_ = {};
      function_is_value_ = after(symbol("=")) || frame.kind == FrameKind::kObject;
      return operand_gap();
    case Word::kClass:
      frame.class_pending = true;
      if (frame.kind == FrameKind::kBlock && frame.run.state != Run::State::kStart) begin_statement();
      return operand_gap();
    case Word::kNew:
      return;
    case Word::kTypeof:
    case Word::kVoid:
    case Word::kDelete:
    case Word::kAwait:
    case Word::kYield:
      frame.run.prefix = '~';
      return;
    case Word::kIn:
    case Word::kInstanceof:
      return on_operator(token);
    case Word::kExtends:
      return;
    case Word::kVar:
    case Word::kLet:
    case Word::kConst:
      begin_statement();
      frame.declaring = true;
      return;
    case Word::kCase:
      begin_statement();
      frame.case_label = true;
      return;
    default:
      return begin_statement();
  }
}

// Forgets the value and the name it would be assigned to.
void Reader::begin_statement() {
  Frame& frame = top();
  begin_value();
  if (frame.kind != FrameKind::kBlock && frame.kind != FrameKind::kClass) return;
  end_body(frame.named_arrow);
  frame.function = {};
  frame.property = {};
  frame.type = TypePosition::kNone;
  frame.type_pending = false;
  frame.annotated = false;
  frame.declaring = false;
  frame.arrow = false;
  frame.ternaries = 0;
}

void Reader::on_symbol(const Token& token) {
  Frame& frame = top();
  if (!generic_.empty() && !token.is(symbol(">")) && !token.is(symbol("(")) && !token.is(symbol(".")) &&
      !token.is(symbol("|")) && !token.is(symbol("[")) && !token.is(symbol("]")) &&
      !(token.is(symbol("{")) && after(symbol("<")))) {
    generic_ = {};
  }
  if (frame.type == TypePosition::kCast) end_cast(token);
  switch (token.symbol) {
    case symbol("("):
      return open_paren(token);
    case symbol("["):
      return open_square(token);
    case symbol("{"):
      return open_brace(token);
    case symbol(")"):
    case symbol("]"):
    case symbol("}"):
      return close_bracket(token);
    case symbol(","):
      return on_comma(token);
    case symbol(";"):
      return on_semicolon();
    case symbol(":"):
      return on_colon();
    case symbol("."):
    case symbol("?."):
      return on_dot(token);
    case symbol("?"):
      if (frame.at_key || next_byte(token.end()) == ':') return;  // {name?: Type}, (name?: Type)
      ++frame.ternaries;
      frame.label_ended = false;
      return begin_value();
    default:
      return on_other_symbol(token);
  }
}

void Reader::on_other_symbol(const Token& token) {
  switch (token.symbol) {
    case symbol("="):
    case symbol("+="):
    case symbol("||="):
    case symbol("&&="):
    case symbol("?\?="):  // the backslash keeps it from being a trigraph
      return on_assignment();
    case symbol("||"):
    case symbol("&&"):
    case symbol("??"):
      return begin_value();
    case symbol("=>"):
      return on_arrow(token);
    case symbol("..."):
    case symbol("@"):
      top().at_key = false;
      return;  // {...a("x")}, @Prop({…}): no key
    case symbol("<"):
      return on_less(token);
    default:
      return on_operator(token);
  }
}

void Reader::on_operator(const Token& token) {
  if (top().type == TypePosition::kCast) return;
  Run& run = top().run;
  if (top().at_key) return;  // *name() {}
  const bool binary = run.state == Run::State::kOperand;
  if (token.symbol == symbol("!") && binary) {  // wx!.login() of TypeScript
    if (chain_.count > 0 && chain_.end == token.offset) ++chain_.end, chain_.contiguous = false;
    return;
  }
  if (token.symbol == symbol("+") && binary) {
    commit();
    run.state = Run::State::kPlus;
    return;
  }
  if (!binary) {
    run.prefix = token.symbol == symbol("-") || token.symbol == symbol("!")
                     ? (run.prefix != 0 ? '~' : token.text[0])
                     : '~';
    return;
  }
  if (token.symbol == symbol("++") || token.symbol == symbol("--")) return;
  run.tainted = true;
  begin_value();
  run.tainted = true;
}

// callee<Type>( is a call in TypeScript; a < b is the rest of the world.
void Reader::on_less(const Token& token) {
  generic_ = chain_.count > 0 && chain_.end == token.offset ? chain_text() : std::string_view{};
  generic_at_ = chain_.begin;
  on_operator(token);
}

void Reader::on_dot(const Token& token) {
  Run& run = top().run;
  if (run.state == Run::State::kOperand && run.pending == Run::Operand::kText) {
    receiver_ = run.text;
    receiver_end_ = token.end();
  }
  if (closed_array_end_ != 0 && closed_array_end_ == previous_->end()) closed_array_end_ = token.end();
  demote();
  if (chain_.count == 0) return;
  chain_.contiguous &= chain_.end == token.offset && token.symbol == symbol(".");
  chain_.open = true;
  chain_.end = token.end();
}

void Reader::on_comma(const Token& token) {
  Frame& frame = top();
  finish_value(true);
  end_body(frame.named_arrow);
  frame.function = {};
  frame.ternaries = 0;
  frame.annotated = false;
  frame.arrow = false;
  if (frame.type != TypePosition::kStatement) frame.type = TypePosition::kNone;
  switch (frame.kind) {
    case FrameKind::kCall:
      if (frame.special != Callee::kConcat) ++frame.argument;
      frame.property = frame.inherited;
      break;
    case FrameKind::kObject:
      end_module(frame);
      frame.at_key = true;
      frame.property = {};
      frame.key = {};
      break;
    case FrameKind::kBlock:
      end_module(frame);
      frame.property = {};
      break;
    case FrameKind::kParams:
      frame.property = {};
      break;
    case FrameKind::kArray:
      ++frame.index;
      frame.property = frame.inherited;
      if (frame.chunk != Chunk::kNone) begin_chunk_element(token.end());
      break;
    default:
      break;
  }
}

void Reader::on_semicolon() {
  Frame& frame = top();
  begin_statement();
  if (frame.kind == FrameKind::kBlock) end_module(frame);
  if (frame.kind == FrameKind::kClass || frame.kind == FrameKind::kObject) {
    frame.at_key = true;
    frame.key = {};
  }
}

void Reader::on_colon() {
  Frame& frame = top();
  frame.label_ended = false;
  if (frame.ternaries > 0) {
    --frame.ternaries;
    return begin_value();
  }
  if (frame.at_key) return on_key_colon();
  if (frame.case_label) {
    frame.case_label = false;
    frame.label_ended = true;
    return begin_statement();
  }
  const bool of_result = after(symbol(")"));  // f(): Type
  if (is_annotation() && !of_result) {
    frame.key = chain_.last();
    frame.annotated = true;
    begin_annotation();
  } else {
    if (of_result || after(symbol("}")) || after(symbol("]")) || after(symbol("?"))) begin_annotation();
    frame.label_ended = frame.kind == FrameKind::kBlock && !of_result;
  }
  begin_value();
}

// name: Type, as opposed to the label of a statement.
bool Reader::is_annotation() const {
  const Frame& frame = frames_.back();
  return chain_.count > 0 && (frame.declaring || frame.kind != FrameKind::kBlock);
}

void Reader::on_key_colon() {
  Frame& frame = top();
  frame.at_key = false;
  frame.property = frame.key;
  frame.annotated = frame.kind == FrameKind::kClass;
  if (frame.annotated) begin_annotation();
  if (frame.key_is_name && frame.chunk == Chunk::kNone) declare(frame.key, frame.key_at);
  // $={___:++$,…}: formats.md §11.3
  if (frame.key == "___" && source_.substr(previous_->end() + 1, 3) == "++$")
    note_encoded("jjencode", frame.key_at);
  begin_value();
  if (frame.chunk == Chunk::kTable && begin_chunk_module(previous_->end())) return;
  // webpack: "./src/a.js": function(…), "00dc": function(…). Other keys are methods.
  const bool path = frame.kind == FrameKind::kObject && previous_->kind == TokenKind::kString &&
                    (is_path(frame.key) || is_hashed_id(frame.key));
  if (!path || !function_follows(skip_space(previous_->end()) + 1, false)) return;
  end_module(frame);  // of a key before it that no comma ended
  sink_.on_module(frame.key, position(frame.key_at).line);
  frame.module_open = true;
}

void Reader::on_assignment() {
  Frame& frame = top();
  if (!code_key_.empty()) {
    end_module(frame);
    sink_.on_module(code_key_, position(chain_.begin).line);
    frame.module_open = true;
  }
  if (frame.annotated) {
    frame.property = frame.key;
    frame.annotated = false;
  } else if (chain_.count > 0) {
    frame.property = chain_.last();
    const bool named = chain_.count > 1 ? chain_.contiguous || is_name(chain_.last())
                                        : frame.kind == FrameKind::kClass && frame.at_key;
    if (named) declare(chain_.last(), chain_.begin);
  }
  frame.at_key = false;
  frame.arrow = false;
  if (frame.type != TypePosition::kStatement) frame.type = TypePosition::kNone;
  begin_value();
  frame.run.tainted = true;  // f(a = "x") hands over no literal of its own
}

void Reader::on_jsx(const Token& token) {
  Frame& frame = top();
  const bool in_tag = frame.kind == FrameKind::kTag;
  switch (token.kind) {
    case TokenKind::kTag:
      operand_gap();
      open(FrameKind::kTag, token);
      if (lost_ > 0) return;
      top().callee = token.text;
      ++open_tags_;
      return;
    case TokenKind::kAttribute:
      if (in_tag) frame.property = token.text;
      return;
    case TokenKind::kText:
      if (in_tag) report(token.text, token.offset, {});
      return;
    case TokenKind::kTagEnd:
      if (!in_tag) return;
      if (token.text.size() == 2) return close();
      frame.property = "children";
      return;
    case TokenKind::kCloseTag:
      if (open_tags_ == 0) return;
      while (top().kind != FrameKind::kTag) close();
      return close();
    default:
      return;
  }
}

}  // namespace jianfu::formats::js
