// Strings, templates and regular expressions of the tokeniser.
#include <algorithm>

#include "formats/js/js.h"

namespace jianfu::formats::js {
namespace {

constexpr std::array<bool, 256> make_stops(std::string_view stops) {
  std::array<bool, 256> out{};
  for (const char c : stops) out[static_cast<unsigned char>(c)] = true;
  return out;
}
constexpr std::array<bool, 256> kStringStops = make_stops("\"'\\\n\r");
constexpr std::array<bool, 256> kTemplateStops = make_stops("`$\\\n\r");

bool stops(const std::array<bool, 256>& table, char c) {
  return table[static_cast<unsigned char>(c)];
}

}  // namespace

// Ends at its quote, or before the end of the line: what is broken costs one line.
void Tokeniser::read_string(Token& token) {
  const char quote = source_[at_];
  uint64_t i = at_ + 1;
  bool escapes = false;
  for (; i < source_.size(); ++i) {
    const char c = source_[i];
    if (!stops(kStringStops, c)) continue;
    if (c == quote || byte_of(c) == Byte::kNewline) break;
    if (c != '\\') continue;
    escapes = true;
    ++i;
    if (byte(i) == '\r' && byte(i + 1) == '\n') ++i;
  }
  i = std::min<uint64_t>(i, source_.size());
  const bool closed = i < source_.size() && source_[i] == quote;
  const std::string_view body = source_.substr(at_ + 1, i - at_ - 1);
  token.text = body;
  if (escapes) {
    scratch_.clear();
    append_cooked(scratch_, body);
    token.text = arena_.keep(scratch_);
  }
  if (!closed) report(bad_strings_, GapReason::kCorrupt, core::bilingual("字符串", "string"), at_);
  const uint64_t end = closed ? i + 1 : i;
  finish(token, TokenKind::kString, end);
  operand_next_ = false;
}

// From "`" (head) or from the "}" that closes ${, up to "`" or "${".
void Tokeniser::read_template(Token& token, bool head) {
  uint64_t i = at_ + 1;
  bool escapes = false;
  bool expression = false;
  for (; i < source_.size(); ++i) {
    const char c = source_[i];
    if (!stops(kTemplateStops, c)) continue;
    if (c == '`') break;
    if (c == '$' && byte(i + 1) == '{') {
      expression = true;
      break;
    }
    if (c == '\\') {
      escapes = true;
      ++i;
    }
    if (i >= source_.size()) break;
    if (byte_of(source_[i]) != Byte::kNewline) continue;
    if (bad_templates_ > 0) break;
    escapes |= source_[i] == '\r';
  }
  token.piece =
      head ? (expression ? Piece::kHead : Piece::kWhole) : (expression ? Piece::kMiddle : Piece::kTail);
  if (!expression && byte(i) != '`') return heal_template(token);
  token.text = source_.substr(at_ + 1, i - at_ - 1);
  if (escapes) {
    scratch_.clear();
    append_cooked(scratch_, token.text);
    token.text = arena_.keep(scratch_);
  }
  const uint64_t end = i + (expression ? 2 : 1);
  finish(token, TokenKind::kTemplate, end);
  if (expression) open_.push_back(Open::kTemplate);
  operand_next_ = expression;
}

// No "`" comes any more, so this template and those around it are taken to end with the line and the rest is
// read as code again. From then on templates end with their line, lest each of many costs a pass to the end
// of the source.
void Tokeniser::heal_template(Token& token) {
  if (bad_templates_ == 0) std::replace(open_.begin(), open_.end(), Open::kTemplate, Open::kBrace);
  report(bad_templates_, GapReason::kCorrupt, core::bilingual("模板字符串", "template"), at_);
  uint64_t end = at_ + 1;
  while (end < source_.size() && byte_of(source_[end]) != Byte::kNewline) ++end;
  token.text = source_.substr(at_ + 1, end - at_ - 1);
  finish(token, TokenKind::kTemplate, end);
  operand_next_ = false;
}

// False when there is no end on this line: then it was a division after all (formats.md §11.1, self-healing).
bool Tokeniser::read_regex(Token& token) {
  if (last().symbol == symbol("<") && is_letter(byte(at_ + 1)))
    return false;  // </script>: nobody compares with a regex
  if (at_ < regex_line_end_ && regex_failures_ >= kRegexFailures) return false;
  bool in_class = false;
  uint64_t i = at_ + 1;
  for (; i < source_.size() && byte_of(source_[i]) != Byte::kNewline; ++i) {
    const char c = source_[i];
    if (c == '\\') {
      if (byte_of(byte(i + 1)) != Byte::kNewline) ++i;
    } else if (c == '[') {
      in_class = true;
    } else if (c == ']') {
      in_class = false;
    } else if (c == '/' && !in_class) {
      for (++i; is_letter(byte(i)); ++i) continue;
      token.text = source_.substr(at_, i - at_);
      finish(token, TokenKind::kRegex, i);
      operand_next_ = false;
      return true;
    }
  }
  regex_failures_ = at_ < regex_line_end_ ? regex_failures_ + 1 : 1;
  regex_line_end_ = i;
  return false;
}

}  // namespace jianfu::formats::js
