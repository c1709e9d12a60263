// What brackets, operators and keywords mean to the tokeniser: which may follow which.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "formats/js/words.h"

namespace jianfu::formats::js {

// What is open around a place.
enum class Open : uint8_t {
  kParen,
  kControlParen,  // of if, while …
  kBracket,
  kBrace,
  kValueBrace,  // of an object
  kTemplate,    // ${
  kTag,
  kChildren,
  kTagBrace
};

// Bytes of the longest punctuator at the start of `text` (at least one byte).
constexpr size_t symbol_size(std::string_view text) {
  const char c = text[0];
  const char c1 = text.size() > 1 ? text[1] : '\0';
  const char c2 = text.size() > 2 ? text[2] : '\0';
  switch (c) {
    case '.':
      return c1 == '.' && c2 == '.' ? 3 : 1;
    case '?':
      if (c1 == '.') return is_digit(c2) ? 1 : 2;  // a?.5:1
      return c1 != '?' ? 1 : c2 == '=' ? 3 : 2;
    case '=':
      if (c1 == '>') return 2;
      return c1 != '=' ? 1 : c2 == '=' ? 3 : 2;
    case '!':
      return c1 != '=' ? 1 : c2 == '=' ? 3 : 2;
    case '+':
    case '-':
      return c1 == c || c1 == '=' ? 2 : 1;
    case '*':
    case '&':
    case '|':
    case '<':
      if (c1 == c) return c2 == '=' ? 3 : 2;
      return c1 == '=' ? 2 : 1;
    case '>':
      if (c1 == '>' && c2 == '>') return text.size() > 3 && text[3] == '=' ? 4 : 3;
      if (c1 == '>') return c2 == '=' ? 3 : 2;
      return c1 == '=' ? 2 : 1;
    case '/':
    case '%':
    case '^':
      return c1 == '=' ? 2 : 1;
    default:
      return 1;
  }
}

// formats.md §11.1: keywords after which an expression begins.
constexpr std::array<bool, kWordCount> make_awaits_operand() {
  std::array<bool, kWordCount> out{};
  for (bool& awaits : out) awaits = true;
  for (const Word word : {Word::kNone, Word::kThis, Word::kSuper, Word::kNull, Word::kTrue, Word::kFalse})
    out[static_cast<size_t>(word)] = false;
  return out;
}
inline constexpr std::array<bool, kWordCount> kAwaitsOperand = make_awaits_operand();
constexpr bool awaits_operand(Word word) {
  return kAwaitsOperand[static_cast<size_t>(word)];
}

constexpr bool controls_paren(Word word) {
  return word == Word::kIf || word == Word::kWhile || word == Word::kFor || word == Word::kWith;
}

// True when a "{" begins an object, as far as the token before tells: for "/" after its "}".
constexpr bool opens_value(uint32_t symbol_before, Word word_before) {
  switch (symbol_before) {
    case 0:
      return word_before == Word::kReturn || word_before == Word::kTypeof;
    case symbol(")"):
    case symbol("]"):
    case symbol("{"):
    case symbol("}"):
    case symbol(";"):
    case symbol(":"):
    case symbol("=>"):
      return false;
    default:
      return true;
  }
}

constexpr Open opened_by(char bracket, uint32_t symbol_before, Word word_before) {
  if (bracket == '(') return controls_paren(word_before) ? Open::kControlParen : Open::kParen;
  if (bracket == '[') return Open::kBracket;
  return opens_value(symbol_before, word_before) ? Open::kValueBrace : Open::kBrace;
}

constexpr bool closes(char bracket, Open open) {
  switch (open) {
    case Open::kParen:
    case Open::kControlParen:
      return bracket == ')';
    case Open::kBracket:
      return bracket == ']';
    case Open::kBrace:
    case Open::kValueBrace:
    case Open::kTagBrace:
    case Open::kTemplate:
      return bracket == '}';
    default:
      return false;
  }
}

// Whether an operand may begin behind the closing bracket.
constexpr bool operand_follows(Open closed) {
  return closed != Open::kParen && closed != Open::kBracket && closed != Open::kValueBrace;
}

}  // namespace jianfu::formats::js
