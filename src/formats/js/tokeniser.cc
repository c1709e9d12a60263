// Spaces, comments, names, numbers, punctuators and brackets. Strings, templates and regular expressions are
// in literals.cc, JSX in jsx.cc. One pass forward: the few places that look ahead say what bounds them.
#include <algorithm>

#include "formats/js/js.h"
#include "formats/js/symbols.h"
#include "text/line_index.h"
#include "text/utf.h"

namespace jianfu::formats::js {

Tokeniser::Tokeniser(std::string_view source, const Limits&)
    : source_(source.substr(0, UINT32_MAX)), batch_(std::min(kBatch, source_.size() + kWindowTokens) + 2) {
  if (source_.size() < source.size())
    defects_.push_back({GapReason::kLimit,
                        {Msg::limit_reached,
                         {core::bilingual("脚本字节数", "bytes of a script"), std::to_string(UINT32_MAX)}},
                        source_.size(),
                        0});
  if (starts_with(0, "#!")) skip_line();
}

void Tokeniser::report(uint32_t& once, GapReason why, std::string what, uint64_t offset) {
  if (once++ == 0)
    defects_.push_back({why,
                        {Msg::script_unterminated,
                         {std::move(what), std::to_string(text::LineIndex(source_).at(offset).line)}},
                        offset,
                        0});
}

Token Tokeniser::next() {
  Token token = next_piece();
  if (token.kind != TokenKind::kTemplate || token.piece != Piece::kHead) return token;
  std::string joined(token.text);
  uint64_t end = token.end();
  for (uint32_t depth = 1; depth > 0;) {
    const Token part = next_piece();
    if (part.kind == TokenKind::kEnd) break;
    end = part.end();
    if (part.kind != TokenKind::kTemplate || part.piece == Piece::kWhole) continue;
    if (part.piece == Piece::kHead) ++depth;
    if (part.piece != Piece::kHead && depth == 1) joined.append(kPlaceholder).append(part.text);
    if (part.piece == Piece::kTail) --depth;
  }
  token.piece = Piece::kWhole;
  token.size = static_cast<uint32_t>(end - token.offset);
  token.text = arena_.keep(joined);
  return token;
}

void Tokeniser::fill() {
  batch_[0] = batch_[filled_];
  filled_ = given_ = 0;
  while (filled_ <= batch_.size() - 2 - kWindowTokens) {
    if (top() != Open::kChildren && top() != Open::kTag) read_plain();
    Token& token = batch_[filled_ + 1];
    token = Token{};
    read_one(token);
    ++filled_;
    if (token.kind == TokenKind::kEnd) return;
  }
}

void Tokeniser::read_one(Token& token) {
  if (top() == Open::kChildren) return read_child(token);
  skip_space();
  begin(token);
  if (at_ >= source_.size()) {
    read_end(token);
  } else if (top() == Open::kTag) {
    read_in_tag(token);
  } else {
    read_code(token);
  }
}

void Tokeniser::begin(Token& token) {
  token.offset = static_cast<uint32_t>(at_);
  token.newline_before = newline_;
  newline_ = false;
}

Token& Tokeniser::finish(Token& token, TokenKind kind, uint64_t end) {
  token.kind = kind;
  token.size = static_cast<uint32_t>(end - token.offset);
  at_ = end;
  return token;
}

void Tokeniser::read_end(Token& token) {
  if (!open_.empty()) report(unclosed_, GapReason::kTruncated, core::bilingual("括号", "bracket"), at_);
  token.kind = TokenKind::kEnd;
}

void Tokeniser::skip_space() {
  while (at_ < source_.size()) {
    const char c = source_[at_];
    switch (byte_of(c)) {
      case Byte::kSpace:
        ++at_;
        continue;
      case Byte::kNewline:
        end_line();
        continue;
      case Byte::kHigh: {
        const std::string_view rest = source_.substr(at_, 3);
        const size_t wide = wide_space(rest);
        if (wide == 0) return;
        newline_ |= is_wide_newline(rest);
        at_ += wide;
        continue;
      }
      case Byte::kSymbol:
        if ((c != '/' && c != '<' && c != '-') || !skip_comment()) return;
        continue;
      default:
        return;
    }
  }
}

void Tokeniser::end_line() {
  at_ += source_[at_] == '\r' && byte(at_ + 1) == '\n' ? 2u : 1u;
  newline_ = true;
}

bool Tokeniser::skip_comment() {
  if (source_[at_] == '/') {
    if (byte(at_ + 1) == '/') return skip_line(), true;
    if (byte(at_ + 1) == '*') return skip_block_comment(), true;
    return false;
  }
  // Of the days when browsers did not know <script>.
  if (starts_with(at_, "<!--") || (newline_ && starts_with(at_, "-->"))) return skip_line(), true;
  return false;
}

void Tokeniser::skip_line() {
  while (at_ < source_.size() && byte_of(source_[at_]) != Byte::kNewline) {
    if (source_[at_] == '\xE2' && is_wide_newline(source_.substr(at_, 3))) return;
    ++at_;
  }
}

void Tokeniser::skip_block_comment() {
  const uint64_t begin = at_;
  for (at_ += 2; at_ < source_.size();) {
    if (source_[at_] == '*' && byte(at_ + 1) == '/') {
      at_ += 2;
      return;
    }
    if (byte_of(source_[at_]) == Byte::kNewline) {
      end_line();
    } else {
      ++at_;
    }
  }
  at_ = source_.size();
  report(bad_comments_, GapReason::kTruncated, core::bilingual("注释", "comment"), begin);
}

void Tokeniser::read_code(Token& token) {
  const char c = source_[at_];
  switch (byte_of(c)) {
    case Byte::kLetter:
    case Byte::kHigh:
      return read_name(token);
    case Byte::kDigit:
      return read_number(token);
    default:
      break;
  }
  switch (c) {
    case '"':
    case '\'':
      return read_string(token);
    case '`':
      return read_template(token, true);
    case '#':
    case '\\':
      return read_name(token);
    case '.':
      if (is_digit(byte(at_ + 1))) return read_number(token);
      break;
    case '/':
      if (operand_next_ && read_regex(token)) return;
      break;
    case '<':
      if (operand_next_ && begins_element()) return read_tag(token);
      break;
    case '}':
      if (top() == Open::kTemplate) {
        open_.pop_back();
        return read_template(token, false);
      }
      break;
    default:
      break;
  }
  read_symbol(token);
}

void Tokeniser::read_name(Token& token) {
  uint64_t end = at_ + (byte(at_) == '#' ? 1 : 0);
  for (; end < source_.size(); ++end) {
    const Byte kind = byte_of(source_[end]);
    if (kind == Byte::kHigh ? wide_space(source_.substr(end, 3)) != 0 : kind < Byte::kLetter) break;
  }
  if (byte(end) == '\\') return read_escaped_name(token, end);
  token.text = source_.substr(at_, end - at_);
  const bool member = last().is(symbol(".")) || last().is(symbol("?."));
  token.word = member ? Word::kNone : word_of(token.text);
  const bool after_name = last().kind == TokenKind::kIdentifier;
  finish(token, token.word == Word::kNone ? TokenKind::kIdentifier : TokenKind::kKeyword, end);
  operand_next_ = token.word != Word::kNone ? awaits_operand(token.word) : after_name && token.text == "of";
}

// `end` stands on a backslash: \u0061pply is a name too.
void Tokeniser::read_escaped_name(Token& token, uint64_t end) {
  scratch_.assign(source_.substr(at_, end - at_));
  while (end < source_.size()) {
    const char c = source_[end];
    const Byte kind = byte_of(c);
    if (c == '\\' && byte(end + 1) == 'u') {
      const std::string_view window = source_.substr(end, 16);
      size_t size = 0;
      const char32_t code = unicode_escape(window, size);
      text::append_utf8(scratch_, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
      end += size;
    } else if (kind >= Byte::kLetter && (kind != Byte::kHigh || wide_space(source_.substr(end, 3)) == 0)) {
      scratch_ += c;
      ++end;
    } else {
      break;
    }
  }
  token.text = arena_.keep(scratch_);
  finish(token, TokenKind::kIdentifier, std::max(end, at_ + 1));  // a lone backslash is a name without text
  operand_next_ = false;
}

void Tokeniser::read_number(Token& token) {
  uint64_t end = at_;
  const auto digits = [&] {
    while (is_digit(byte(end)) || byte(end) == '_') ++end;
  };
  const auto word = [&] {
    while (byte_of(byte(end)) == Byte::kLetter || is_digit(byte(end))) ++end;
  };
  const char second = byte(at_ + 1);
  if (source_[at_] == '0' && (second | 0x20) != 'e' && is_letter(second)) {
    word();  // 0x1F, 0b1, 0o7, 0n
  } else {
    digits();
    if (byte(end) == '.') {
      ++end;
      digits();
    }
    const char sign = byte(end + 1);
    if ((byte(end) | 0x20) == 'e') end += sign == '+' || sign == '-' ? 2 : 1;
    word();
  }
  end = std::min<uint64_t>(end, source_.size());
  token.text = source_.substr(at_, end - at_);
  finish(token, TokenKind::kNumber, end);
  operand_next_ = false;
}

void Tokeniser::read_symbol(Token& token) {
  const char c = source_[at_];
  const std::string_view text = source_.substr(at_, symbol_size(source_.substr(at_, 4)));
  const bool operand_before = !operand_next_;
  token.text = text;
  token.symbol = symbol(text);
  switch (c) {
    case '(':
    case '[':
    case '{':
      open_bracket(c);
      break;
    case ')':
    case ']':
    case '}':
      close_bracket(c);
      break;
    default:
      // x++ / 2 divides; ++ /x/ is nothing anyone writes.
      operand_next_ = !((text == "++" || text == "--") && operand_before);
  }
  finish(token, TokenKind::kPunctuator, at_ + text.size());
}

void Tokeniser::open_bracket(char c) {
  open_.push_back(opened_by(c, last().symbol, last().word));
  operand_next_ = true;
}

void Tokeniser::close_bracket(char c) {
  operand_next_ = c == '}';
  // Brackets that do not fit are closed with the next one that does, if that is near; else this one is passed
  // over.
  constexpr size_t kNear = 8;
  const size_t lowest = open_.size() - std::min(open_.size(), kNear);
  for (size_t i = open_.size(); i-- > lowest;) {
    if (!closes(c, open_[i])) continue;
    const Open closed = open_[i];
    open_.resize_down(i);
    operand_next_ = operand_follows(closed);
    return;
  }
}

}  // namespace jianfu::formats::js
