// Types of TypeScript and Flow: texts in them are names of cases, which nobody is shown. Told by what stands
// before, as everything here; where that is wrong a text is still told, as one of a type.
#include "formats/js/reader.h"

namespace jianfu::formats::js {
namespace {

// What can end a type, or any operand.
bool ends_operand(const Token& token) {
  if (token.kind != TokenKind::kPunctuator) return !awaits_operand(token.word);
  return token.is(symbol(")")) || token.is(symbol("]")) || token.is(symbol("}")) || token.is(symbol(">"));
}

bool begins_type(char c) {
  return byte_of(c) >= Byte::kLetter || c == '\'' || c == '"' || c == '{' || c == '[' || c == '(' || c == '`';
}

}  // namespace

// True when the name is a word of the type language: x as "a", x satisfies A, type A = …, interface A {…
bool Reader::begin_type(const Token& token) {
  Frame& frame = top();
  if (frame.at_key || token.text.size() < 2) return false;
  if (token.text == "as" || token.text == "satisfies") {
    const bool operand =
        frame.run.state == Run::State::kOperand && !token.newline_before && ends_operand(*previous_);
    if (!operand || frame.type != TypePosition::kNone || !begins_type(next_byte(token.end()))) return false;
    frame.type = TypePosition::kCast;
    return true;
  }
  if (frame.kind != FrameKind::kBlock || !begins_alias(token)) return false;
  begin_statement();
  if (token.text == "type") {
    frame.type = TypePosition::kStatement;
  } else {
    frame.type_pending = true;
  }
  return false;
}

// type A = …, type A<T> = …, interface A …: two names in a row on one line, at the start of a statement.
bool Reader::begins_alias(const Token& token) const {
  if (token.text != "type" && token.text != "interface") return false;
  const bool starts = at_start() || token.newline_before || after(symbol(";")) || after(symbol("}")) ||
                      after(symbol("{")) || after_word(Word::kExport) ||
                      (previous_->kind == TokenKind::kIdentifier && previous_->text == "declare");
  if (!starts) return false;
  uint64_t at = token.end();
  while (byte_at(at) == ' ' || byte_at(at) == '\t') ++at;
  const uint64_t name = at;
  while (byte_of(byte_at(at)) >= Byte::kLetter) ++at;
  if (name == token.end() || name == at || is_digit(byte_at(name))) return false;
  const std::string_view text = source_.substr(name, at - name);
  if (text == "in" || text == "of" || text == "instanceof") return false;
  const char next = next_byte(at);
  return token.text == "type" ? next == '=' || next == '<' : next == '{' || next == '<' || next == 'e';
}

void Reader::begin_annotation() {
  top().type = TypePosition::kAnnotation;
}

// A line end ends a type where it could end a statement.
void Reader::end_type_line(const Token& token) {
  Frame& frame = top();
  const bool goes_on = token.kind == TokenKind::kPunctuator && !token.is(symbol("@"));
  if (goes_on || !(ends_operand(*previous_) || after_word(Word::kVoid))) return;
  if (token.word == Word::kExtends) return;
  frame.type = TypePosition::kNone;
  if (frame.kind == FrameKind::kBlock) begin_statement();
}

// a as A || b: only "|", "&" and what belongs to the names of types goes on with it.
void Reader::end_cast(const Token& token) {
  switch (token.symbol) {
    case symbol("|"):
    case symbol("&"):
    case symbol("<"):
    case symbol(">"):
    case symbol("."):
    case symbol("["):
    case symbol("{"):
    case symbol("("):
      return;
    default:
      top().type = TypePosition::kNone;
  }
}

// Whether the "{" that comes is a part of the type being written. `body`: it could begin statements.
bool Reader::opens_type(bool body) const {
  switch (frames_.back().type) {
    case TypePosition::kNone:
      return false;
    case TypePosition::kAnnotation:
      return !body;
    case TypePosition::kCast:
      return previous_->kind == TokenKind::kIdentifier || !ends_operand(*previous_);
    case TypePosition::kStatement:
      return true;
  }
  return false;
}

// f<"a" | "b">(…), Record<"a", B>: between "<" behind a name and ">".
bool Reader::is_type_argument(const Token& token) const {
  if (generic_.empty() || !(after(symbol("<")) || after(symbol("|")))) return false;
  const uint64_t at = skip_space(token.end());
  const char next = byte_at(at);
  return next == '>' || next == ',' || (next == '|' && byte_at(at + 1) != '|');
}

}  // namespace jianfu::formats::js
