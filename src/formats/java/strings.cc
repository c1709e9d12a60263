// String and character literals: escapes, text blocks, raw strings, templates. An ordinary string ends with
// its line whether closed or not; a triple one that is never closed ends with the file.
#include <algorithm>

#include "formats/java/java.h"
#include "text/utf.h"

namespace jianfu::formats::java {
namespace {

int hex_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool goes_on_name(char c) {
  return begins_name(c) || (c >= '0' && c <= '9');
}

// What trimIndent() and Java's text blocks make of the lines: without what all of them are indented by, and
// without the empty first and last line.
std::string unindent(std::string_view text) {
  constexpr std::string_view kSpaces = " \t";
  size_t indent = std::string_view::npos;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const size_t first = text.substr(at, end - at).find_first_not_of(kSpaces);
    // The line the literal begins on has no indent of its own.
    if (first != std::string_view::npos && at > 0) indent = std::min(indent, first);
    at = end + 1;
  }
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (at > 0) line.remove_prefix(std::min({line.size(), indent, line.find_first_not_of(kSpaces)}));
    if (!out.empty()) out += '\n';
    out += line;
    at = end + 1;
  }
  while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
  return out;
}

}  // namespace

// `at`: of the opening quote.
void Tokeniser::read_string(Token& token, uint64_t at, Quote quote) {
  read_rest(token, at + (quote.triple ? 3 : 1), quote, Piece::kHead, Piece::kWhole);
}

// From `at` to the closing quote or the next ${.
void Tokeniser::read_rest(Token& token, uint64_t at, const Quote& quote, Piece with_hole, Piece without) {
  scratch_.clear();
  const uint64_t begin = at;
  bool cooked = false;  // scratch_ holds the text, else it is the source
  bool lines = false;
  const auto cook = [&] {
    if (!cooked) scratch_.assign(source_.substr(begin, at - begin));
    cooked = true;
  };
  token.piece = without;
  uint64_t end = at;
  while (true) {
    if (at >= source_.size()) {
      report(bad_strings_, core::bilingual("字符串", "string"), token.offset);
      end = at;
      break;
    }
    const char c = source_[at];
    if (c == quote.mark && (!quote.triple || (byte(at + 1) == c && byte(at + 2) == c))) {
      end = at + (quote.triple ? 3 : 1);
      break;
    }
    if (!quote.triple && (c == '\n' || c == '\r')) {
      report(bad_strings_, core::bilingual("字符串", "string"), token.offset);
      end = at;
      break;
    }
    if (c == '\\' && !quote.raw) {
      cook();
      at = read_escape(at, scratch_);
    } else if (c == '$' && quote.templates && byte(at + 1) == '{') {
      token.piece = with_hole;
      end = at + 2;
      open_.push_back({true, quote});
      break;
    } else if (c == '$' && quote.templates && begins_name(byte(at + 1))) {
      cook();
      ++at;
      while (goes_on_name(byte(at)) ||
             (dialect_ == Dialect::kGroovy && byte(at) == '.' && begins_name(byte(at + 1))))
        ++at;
      scratch_ += kPlaceholder;
      token.holes = true;
    } else {
      lines |= c == '\n' || c == '\r';
      if (cooked && c != '\r') scratch_ += c;
      ++at;
    }
  }
  std::string_view text = cooked ? std::string_view(scratch_) : source_.substr(begin, at - begin);
  if (lines && quote.triple) {
    const std::string straight = unindent(text);
    text = arena_.keep(straight);
  } else if (cooked) {
    text = arena_.keep(text);
  }
  token.text = text;
  const uint64_t from = token.offset;
  finish(token, TokenKind::kString, end);
  if (lines) count_lines(from, end);
}

void Tokeniser::read_char(Token& token) {
  uint64_t at = at_ + 1;
  scratch_.clear();
  // 'x', '\n', '\u6253': never longer than that; anything else is a stray quote.
  if (byte(at) == '\\') {
    at = read_escape(at, scratch_);
  } else if (at < source_.size() && byte(at) != '\n' && byte(at) != '\r') {
    size_t next = at;
    text::append_utf8(scratch_, text::next_code_point(source_, next));
    at = next;
  }
  if (byte(at) != '\'') {
    token.text = source_.substr(at_, 1);
    token.symbol = symbol("'");
    return finish(token, TokenKind::kSymbol, at_ + 1);
  }
  token.text = arena_.keep(scratch_);
  finish(token, TokenKind::kChar, at + 1);
}

// `at`: of the backslash. Returns past the escape.
uint64_t Tokeniser::read_escape(uint64_t at, std::string& out) const {
  const char c = byte(at + 1);
  switch (c) {
    case 'n':
      out += '\n';
      return at + 2;
    case 't':
      out += '\t';
      return at + 2;
    case 'r':
      out += '\r';
      return at + 2;
    case 's':
      out += ' ';
      return at + 2;
    case 'b':
    case 'f':
      out += ' ';
      return at + 2;
    case '\n':
      return at + 2;  // the line goes on
    case '\r':
      return at + (byte(at + 2) == '\n' ? 3 : 2);
    case 'u':
      return read_unicode(at, out);
    case 'x':
      if (dialect_ == Dialect::kDart && hex_of(byte(at + 2)) >= 0 && hex_of(byte(at + 3)) >= 0) {
        text::append_utf8(out, static_cast<char32_t>(hex_of(byte(at + 2)) * 16 + hex_of(byte(at + 3))));
        return at + 4;
      }
      break;
    default:
      break;
  }
  if (c >= '0' && c <= '7' && dialect_ == Dialect::kJava) {
    char32_t value = 0;
    uint64_t end = at + 1;
    while (end < at + 4 && byte(end) >= '0' && byte(end) <= '7' && value < 32)
      value = value * 8 + static_cast<char32_t>(byte(end++) - '0');
    text::append_utf8(out, value);
    return end;
  }
  if (at + 1 >= source_.size()) return at + 1;
  out += c;  // a quote, a backslash, "$", or the first byte of anything
  return at + 2;
}

// \u6253, \uuu6253 of Java, \u{1F600} of Dart; two halves of a pair are joined.
uint64_t Tokeniser::read_unicode(uint64_t at, std::string& out) const {
  const auto unit = [this](uint64_t from, uint64_t& end, char32_t& value) {
    if (byte(from) != '\\' || byte(from + 1) != 'u') return false;
    end = from + 2;
    while (byte(end) == 'u' && end < from + 8) ++end;
    value = 0;
    const bool braces = byte(end) == '{';
    end += braces ? 1 : 0;
    const uint64_t first = end;
    while (hex_of(byte(end)) >= 0 && end < first + (braces ? 6 : 4))
      value = value * 16 + static_cast<char32_t>(hex_of(byte(end++)));
    if (braces) return byte(end) == '}' && end++ > first;
    return end == first + 4;
  };
  uint64_t end = 0;
  char32_t value = 0;
  if (!unit(at, end, value)) {
    out += 'u';
    return at + 2;
  }
  if (value >= 0xD800 && value < 0xDC00) {
    uint64_t second_end = 0;
    char32_t second = 0;
    if (unit(end, second_end, second) && second >= 0xDC00 && second < 0xE000) {
      text::append_utf8(out, 0x10000 + ((value - 0xD800) << 10) + (second - 0xDC00));
      return second_end;
    }
  }
  const bool lone = (value >= 0xD800 && value < 0xE000) || value > 0x10FFFF;
  text::append_utf8(out, lone ? 0xFFFD : value);
  return end;
}

}  // namespace jianfu::formats::java
