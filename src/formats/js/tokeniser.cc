#include "formats/js/tokeniser.h"

#include <algorithm>
#include <charconv>

#include "text/utf.h"

namespace jianfu::formats::js {
namespace {

constexpr std::string_view kPlaceholder = "\xEF\xBF\xBC";  // U+FFFC
constexpr int kTemplateDepth = 8;                           // templates in expressions of templates

constexpr std::array<std::string_view, 36> kKeywords = {
    "await", "break",  "case",   "catch",      "class",  "const",  "continue", "debugger", "default", "delete", "do",   "else",
    "export", "extends", "finally", "for",      "function", "if",     "import",   "in",       "instanceof", "let", "new",  "return",
    "static", "super",  "switch", "this",       "throw",  "try",    "typeof",   "var",      "void",    "while",  "with", "yield"};

// Keywords behind which an expression begins, so that a '/' there begins a regex.
constexpr std::array<std::string_view, 15> kBeforeExpression = {"return", "typeof", "case",  "in",    "of",   "delete", "void", "throw",
                                                                "new",    "do",     "else",  "instanceof", "yield", "await", "default"};

bool identifier_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '$' || c == '_' || static_cast<unsigned char>(c) >= 0x80 || c == '#';
}
bool digit(char c) { return c >= '0' && c <= '9'; }
bool identifier_part(char c) { return identifier_start(c) || digit(c); }

// Lengths of U+2028, U+2029, U+00A0, U+FEFF and U+3000 at `text`, which are white space and no identifier.
size_t wide_space(std::string_view text) {
  if (text.starts_with("\xE2\x80\xA8") || text.starts_with("\xE2\x80\xA9") || text.starts_with("\xEF\xBB\xBF") || text.starts_with("\xE3\x80\x80")) return 3;
  return text.starts_with("\xC2\xA0") ? 2 : 0;
}

}  // namespace

std::string& Tokeniser::scratch() {
  std::string& out = scratch_[scratch_next_++ % scratch_.size()];
  out.clear();
  return out;
}

void Tokeniser::newline() {
  ++line_;
  line_start_ = at_;
}

// True when a line ended.
bool Tokeniser::skip_space() {
  bool ended = false;
  while (at_ < source_.size()) {
    const char c = source_[at_];
    if (c == '\n' || c == '\r') {
      at_ += c == '\r' && peek(1) == '\n' ? 2u : 1u;
      newline();
      ended = true;
    } else if (c == ' ' || c == '\t' || c == '\f' || c == '\v') {
      ++at_;
    } else if (c == '/' && (peek(1) == '/' || peek(1) == '*')) {
      const uint32_t before = line_;
      skip_comment();
      ended |= line_ != before;
    } else if (c == '#' && at_ == 0 && peek(1) == '!') {
      while (at_ < source_.size() && source_[at_] != '\n') ++at_;
    } else if (const size_t wide = static_cast<unsigned char>(c) >= 0x80 ? wide_space(source_.substr(at_, 3)) : 0; wide != 0) {
      at_ += wide;
    } else {
      break;
    }
  }
  return ended;
}

void Tokeniser::skip_comment() {
  if (peek(1) == '/') {
    while (at_ < source_.size() && source_[at_] != '\n') ++at_;
    return;
  }
  const uint64_t end = std::min(source_.find("*/", at_ + 2), source_.size());
  for (at_ += 2; at_ < end;) {
    const bool ends_line = source_[at_++] == '\n';
    if (ends_line) newline();
  }
  at_ = std::min<uint64_t>(end + 2, source_.size());
}

// formats.md §11.1: by the token before; after ')' only when the bracket belongs to if, while, for or with.
bool Tokeniser::regex_allowed() const {
  switch (last_kind_) {
    case TokenKind::kEnd: return true;
    case TokenKind::kKeyword: return std::find(kBeforeExpression.begin(), kBeforeExpression.end(), last_text_) != kBeforeExpression.end();
    case TokenKind::kPunctuator:
      if (last_text_ == ")") return after_condition_;
      return last_text_ != "]" && last_text_ != "}";
    default: return false;
  }
}

Token Tokeniser::make(TokenKind kind, uint64_t begin) const {
  Token out;
  out.kind = kind;
  out.raw = source_.substr(begin, at_ - begin);
  out.text = out.raw;
  out.line = line_;
  out.offset = begin;
  out.column = static_cast<uint32_t>(begin >= line_start_ ? begin - line_start_ + 1 : 1);
  return out;
}

Token Tokeniser::next() {
  const bool ended_line = skip_space();
  if (at_ >= source_.size()) {
    Token end = make(TokenKind::kEnd, at_);
    end.newline_before = ended_line;
    return end;
  }
  const char c = source_[at_];
  Token out = identifier_start(c)                                        ? identifier()
              : digit(c) || (c == '.' && digit(peek(1)))                 ? number()
              : c == '"' || c == '\''                                    ? string()
              : c == '`'                                                 ? template_literal()
              : c == '/' && regex_allowed()                              ? regex()
                                                                         : punctuator();
  out.newline_before = ended_line;
  last_kind_ = out.kind;
  last_text_ = out.raw;
  return out;
}

Token Tokeniser::identifier() {
  const uint64_t begin = at_;
  while (at_ < source_.size() && (identifier_part(source_[at_]) || (source_[at_] == '\\' && peek(1) == 'u'))) {
    if (static_cast<unsigned char>(source_[at_]) >= 0x80 && wide_space(source_.substr(at_, 3)) != 0) break;
    at_ += source_[at_] == '\\' ? 2u : 1u;
  }
  Token out = make(TokenKind::kIdentifier, begin);
  if (std::find(kKeywords.begin(), kKeywords.end(), out.raw) != kKeywords.end()) out.kind = TokenKind::kKeyword;
  // obj.delete, {default: 1}: behind a dot every word is a name.
  if (last_kind_ == TokenKind::kPunctuator && (last_text_ == "." || last_text_ == "?.")) out.kind = TokenKind::kIdentifier;
  return out;
}

Token Tokeniser::number() {
  const uint64_t begin = at_;
  while (at_ < source_.size() && (identifier_part(source_[at_]) || source_[at_] == '.')) {
    const char c = source_[at_++];
    if ((c == 'e' || c == 'E') && (peek() == '+' || peek() == '-') && !source_.substr(begin).starts_with("0x")) ++at_;
  }
  return make(TokenKind::kNumber, begin);
}

void Tokeniser::escape(std::string& out) {
  // At the backslash.
  ++at_;
  if (at_ >= source_.size()) return;
  const char c = source_[at_++];
  const auto hex = [&](size_t digits) -> char32_t {
    uint32_t value = 0;
    const std::string_view text = source_.substr(at_, digits);
    if (text.size() < digits || std::from_chars(text.data(), text.data() + digits, value, 16).ptr != text.data() + digits) return 0xFFFD;
    at_ += digits;
    return value;
  };
  switch (c) {
    case 'n': out += '\n'; return;
    case 'r': out += '\r'; return;
    case 't': out += '\t'; return;
    case 'b': out += '\b'; return;
    case 'f': out += '\f'; return;
    case 'v': out += '\v'; return;
    case '\r': if (peek() == '\n') ++at_; newline(); return;
    case '\n': newline(); return;
    case 'x': text::append_utf8(out, hex(2)); return;
    case 'u': break;
    default:
      if (c >= '0' && c <= '7') {
        uint32_t value = static_cast<uint32_t>(c - '0');
        for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7' && value < 32; ++i) value = value * 8 + static_cast<uint32_t>(source_[at_++] - '0');
        text::append_utf8(out, value);
      } else {
        out += c;
      }
      return;
  }
  char32_t code = 0;
  if (peek() == '{') {
    const uint64_t end = source_.substr(0, at_ + 10).find('}', at_);
    uint32_t value = 0xFFFD;
    if (end != std::string_view::npos) {
      if (std::from_chars(source_.data() + at_ + 1, source_.data() + end, value, 16).ptr != source_.data() + end || value > 0x10FFFF) value = 0xFFFD;
      at_ = end + 1;
    }
    code = value;
  } else {
    code = hex(4);
    if (code >= 0xD800 && code <= 0xDBFF && peek() == '\\' && peek(1) == 'u') {
      at_ += 2;
      const char32_t low = hex(4);
      code = low >= 0xDC00 && low <= 0xDFFF ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
    }
  }
  text::append_utf8(out, code >= 0xD800 && code <= 0xDFFF ? 0xFFFD : code);
}

Token Tokeniser::string() {
  const uint64_t begin = at_;
  const uint32_t line = line_;
  const uint64_t line_start = line_start_;
  const char quote = source_[at_++];
  const uint64_t body = at_;
  while (at_ < source_.size() && source_[at_] != quote && source_[at_] != '\\' && source_[at_] != '\n') ++at_;
  std::string_view text = source_.substr(body, at_ - body);
  if (peek() == '\\') {
    std::string& cooked = scratch();
    cooked = text;
    while (at_ < source_.size() && source_[at_] != quote && source_[at_] != '\n') {
      if (source_[at_] == '\\') escape(cooked);
      else cooked += source_[at_++];
    }
    text = cooked;
  }
  if (peek() == quote) ++at_;  // else the string ends with its line
  Token out = make(TokenKind::kString, begin);
  out.text = text;
  out.line = line;
  out.column = static_cast<uint32_t>(begin - line_start + 1);
  return out;
}

// Past the '}' that closes the expression begun before `at`; strings and templates inside are stepped over.
uint64_t Tokeniser::after_expression(uint64_t at) const {
  size_t braces = 1;
  int templates = 0;
  char quote = '\0';
  for (; at < source_.size(); ++at) {
    const char c = source_[at];
    if (c == '\\') {
      ++at;
    } else if (quote != '\0') {
      if (c == quote || c == '\n') quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '`') {
      // An inner template's own braces balance; a depth is enough to know whose '}' this is.
      templates = templates > 0 ? templates - 1 : std::min(templates + 1, kTemplateDepth);
    } else if (c == '{') {
      ++braces;
    } else if (c == '}' && --braces == 0) {
      return at + 1;
    }
  }
  return source_.size();
}

Token Tokeniser::template_literal() {
  const uint64_t begin = at_;
  const uint32_t line = line_;
  const uint64_t line_start = line_start_;
  std::string& cooked = scratch();
  expressions_.clear();
  for (++at_; at_ < source_.size() && source_[at_] != '`';) {
    if (source_[at_] == '\\') {
      escape(cooked);
    } else if (source_[at_] == '$' && peek(1) == '{') {
      const uint64_t end = after_expression(at_ + 2);
      expressions_.emplace_back(at_ + 2, end > at_ + 2 ? end - 1 : end);
      for (; at_ < end;) {
        const bool ends_line = source_[at_++] == '\n';
        if (ends_line) newline();
      }
      cooked += kPlaceholder;
    } else {
      const char c = source_[at_++];
      cooked += c;
      if (c == '\n') newline();
    }
  }
  if (at_ < source_.size()) ++at_;
  Token out = make(TokenKind::kTemplate, begin);
  out.text = cooked;
  out.line = line;
  out.column = static_cast<uint32_t>(begin - line_start + 1);
  return out;
}

Token Tokeniser::regex() {
  const uint64_t begin = at_;
  bool in_class = false;
  for (++at_; at_ < source_.size() && source_[at_] != '\n'; ++at_) {
    const char c = source_[at_];
    if (c == '\\') ++at_;
    else if (c == '[') in_class = true;
    else if (c == ']') in_class = false;
    else if (c == '/' && !in_class) break;
  }
  if (peek() != '/') {
    // No regex after all: a division.
    at_ = begin + 1;
    return make(TokenKind::kPunctuator, begin);
  }
  ++at_;
  while (at_ < source_.size() && identifier_part(source_[at_])) ++at_;
  return make(TokenKind::kRegex, begin);
}

Token Tokeniser::punctuator() {
  const uint64_t begin = at_;
  const std::string_view rest = source_.substr(at_, 3);
  constexpr std::array<std::string_view, 12> kLong = {"===", "!==", "...", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?."};
  size_t size = 1;
  for (const std::string_view one : kLong) {
    if (rest.starts_with(one)) {
      size = one.size();
      break;
    }
  }
  if (source_[at_] == '(') {
    const bool condition = last_kind_ == TokenKind::kKeyword && (last_text_ == "if" || last_text_ == "while" || last_text_ == "for" || last_text_ == "with");
    condition_parens_.push_back(condition);
  } else if (source_[at_] == ')') {
    after_condition_ = !condition_parens_.empty() && condition_parens_.back();
    if (!condition_parens_.empty()) condition_parens_.pop_back();
  }
  at_ += size;
  return make(TokenKind::kPunctuator, begin);
}

}  // namespace jianfu::formats::js
