// Spaces, comments, names, numbers, symbols. Strings are in strings.cc. One pass forward.
#include <algorithm>

#include "formats/java/java.h"

namespace jianfu::formats::java {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<signed char>(c) < 0;
}

// Wide spaces that no name holds: no-break space, ideographic space, byte order mark.
size_t wide_space(std::string_view text) {
  if (text.starts_with("\xC2\xA0")) return 2;
  return text.starts_with("\xE3\x80\x80") || text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

// Bytes of the symbol at the start of `text`. Angle brackets stand alone, so that type arguments nest.
size_t symbol_size(std::string_view text) {
  const char c = text[0];
  const char c1 = text.size() > 1 ? text[1] : '\0';
  const char c2 = text.size() > 2 ? text[2] : '\0';
  switch (c) {
    case '.':
      return c1 != '.' ? 1 : c2 == '.' ? 3 : 2;
    case '?':
      return c1 == '.' || c1 == ':' || c1 == '?' ? 2 : 1;
    case ':':
      return c1 == ':' ? 2 : 1;
    case '=':
      return c1 == '>' || c1 == '=' ? 2 : 1;
    case '-':
      return c1 == '>' || c1 == '-' || c1 == '=' ? 2 : 1;
    case '+':
      return c1 == '+' || c1 == '=' ? 2 : 1;
    case '!':
      return c1 == '=' || c1 == '!' ? 2 : 1;
    case '&':
    case '|':
      return c1 == c ? 2 : 1;
    case '<':
    case '*':
    case '/':
    case '%':
      return c1 == '=' ? 2 : 1;
    default:
      return 1;
  }
}

}  // namespace

Tokeniser::Tokeniser(std::string_view source, Dialect dialect) : source_(source), dialect_(dialect) {
  if (starts_with(0, "#!")) skip_line();
}

void Tokeniser::report(uint32_t& once, std::string what, uint64_t offset) {
  if (once++ == 0)
    defects_.push_back({GapReason::kTruncated,
                        {Msg::script_unterminated, {std::move(what), std::to_string(line_)}},
                        offset,
                        0});
}

Token Tokeniser::next() {
  Token token;
  skip_space();
  begin(token);
  if (at_ >= source_.size()) {
    if (!open_.empty()) report(unclosed_, core::bilingual("括号", "bracket"), at_);
    return token;
  }
  const char c = source_[at_];
  const char c1 = byte(at_ + 1);
  const bool raw_prefix = c == 'r' && (c1 == '\'' || c1 == '"') && dialect_ == Dialect::kDart;
  if (raw_prefix) {
    read_string(token, at_ + 1, {c1, starts_with(at_ + 1, std::string(3, c1)), true, false});
  } else if (c == '"' || (c == '\'' && dialect_ != Dialect::kJava && dialect_ != Dialect::kKotlin)) {
    const bool triple = starts_with(at_, std::string_view(c == '"' ? "\"\"\"" : "'''"));
    const bool templates = dialect_ != Dialect::kJava && !(dialect_ == Dialect::kGroovy && c == '\'');
    read_string(token, at_, {c, triple, triple && dialect_ == Dialect::kKotlin, templates});
  } else if (c == '\'') {
    read_char(token);
  } else if (is_name_byte(c)) {
    read_name(token);
  } else if (c == '`') {
    read_quoted_name(token);
  } else if (is_digit(c)) {
    read_number(token);
  } else if (c == '}' && !open_.empty() && open_.back().string) {
    const Quote quote = open_.back().quote;
    open_.pop_back();
    read_rest(token, at_ + 1, quote, Piece::kMiddle, Piece::kTail);
  } else {
    read_symbol(token);
  }
  return token;
}

void Tokeniser::begin(Token& token) {
  uint32_t characters = 0;
  for (uint64_t i = column_at_; i < at_; ++i)
    characters += (static_cast<unsigned char>(source_[i]) & 0xC0) != 0x80;
  column_ += characters;
  column_at_ = at_;
  token.line = line_;
  token.column = column_;
  token.offset = at_;
  token.newline_before = newline_;
  newline_ = false;
}

void Tokeniser::finish(Token& token, TokenKind kind, uint64_t end) {
  token.kind = kind;
  token.raw = source_.substr(token.offset, end - token.offset);
  at_ = end;
}

void Tokeniser::skip_space() {
  while (at_ < source_.size()) {
    const char c = source_[at_];
    if (c == '\n' || c == '\r') {
      end_line();
    } else if (static_cast<unsigned char>(c) <= ' ') {
      ++at_;
    } else if (c == '/' && byte(at_ + 1) == '/') {
      skip_line();
    } else if (c == '/' && byte(at_ + 1) == '*') {
      skip_block_comment();
    } else if (const size_t wide = wide_space(source_.substr(at_, 3)); wide != 0) {
      at_ += wide;
    } else {
      return;
    }
  }
}

void Tokeniser::end_line() {
  at_ += source_[at_] == '\r' && byte(at_ + 1) == '\n' ? 2u : 1u;
  ++line_;
  column_ = 1;
  column_at_ = at_;
  newline_ = true;
}

// Lines that end inside a token.
void Tokeniser::count_lines(uint64_t begin, uint64_t end) {
  const bool before = newline_;
  for (at_ = begin; at_ < end;) {
    if (source_[at_] == '\n' || source_[at_] == '\r') {
      end_line();
    } else {
      ++at_;
    }
  }
  at_ = end;
  newline_ = before;
}

void Tokeniser::skip_line() {
  at_ = std::min(source_.find_first_of("\r\n", at_), source_.size());
}

// They nest in Kotlin and Dart.
void Tokeniser::skip_block_comment() {
  const bool nests = dialect_ == Dialect::kKotlin || dialect_ == Dialect::kDart;
  const uint64_t begin = at_;
  uint64_t depth = 1;
  for (at_ += 2; at_ < source_.size();) {
    const char c = source_[at_];
    if (c == '*' && byte(at_ + 1) == '/') {
      at_ += 2;
      if (--depth == 0) return;
    } else if (nests && c == '/' && byte(at_ + 1) == '*') {
      at_ += 2;
      ++depth;
    } else if (c == '\n' || c == '\r') {
      end_line();
    } else {
      ++at_;
    }
  }
  at_ = source_.size();
  report(bad_comments_, core::bilingual("注释", "comment"), begin);
}

void Tokeniser::read_name(Token& token) {
  uint64_t end = at_;
  while (end < source_.size() && (is_name_byte(source_[end]) || is_digit(source_[end])) &&
         wide_space(source_.substr(end, 3)) == 0)
    ++end;
  token.text = source_.substr(at_, end - at_);
  finish(token, TokenKind::kName, end);
}

// `a name of Kotlin`.
void Tokeniser::read_quoted_name(Token& token) {
  const uint64_t end = source_.find_first_of("`\r\n", at_ + 1);
  if (end == std::string_view::npos || source_[end] != '`' || end == at_ + 1) return read_symbol(token);
  token.text = source_.substr(at_ + 1, end - at_ - 1);
  finish(token, TokenKind::kName, end + 1);
}

void Tokeniser::read_number(Token& token) {
  uint64_t end = at_;
  while (end < source_.size()) {
    const char c = source_[end];
    const bool point = c == '.' && is_digit(byte(end + 1));  // 1.toString() and 1..5 are no fractions
    if (!is_digit(c) && !point && (!is_name_byte(c) || static_cast<signed char>(c) < 0)) break;
    ++end;
  }
  token.text = source_.substr(at_, end - at_);
  finish(token, TokenKind::kNumber, end);
}

void Tokeniser::read_symbol(Token& token) {
  const size_t size = symbol_size(source_.substr(at_, 3));
  token.text = source_.substr(at_, size);
  token.symbol = symbol(token.text);
  const char c = source_[at_];
  if (c == '{') open_.push_back({});
  if (c == '}' && !open_.empty()) open_.pop_back();
  finish(token, TokenKind::kSymbol, at_ + size);
}

}  // namespace jianfu::formats::java
