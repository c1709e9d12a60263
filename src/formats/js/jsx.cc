// JSX, as far as tokens go: <Tag attribute="text" other={code}>text {code} <Nested/></Tag>. An element begins
// only where an operand may, and only when what follows looks like one and a closing tag of that name comes
// later: <T>(x) => … and <T>x of TypeScript are left alone.
#include <algorithm>

#include "formats/js/js.h"
#include "text/utf.h"

namespace jianfu::formats::js {
namespace {

bool in_name(char c) {
  const Byte kind = byte_of(c);
  return kind >= Byte::kLetter || c == '-' || c == '.' || c == ':';
}

std::string_view name_at(std::string_view source, uint64_t at) {
  uint64_t end = at;
  while (end < source.size() && in_name(source[end])) ++end;
  return source.substr(at, end - at);
}

uint64_t past_space(std::string_view source, uint64_t at) {
  while (at < source.size() && byte_of(source[at]) >= Byte::kSpace && byte_of(source[at]) <= Byte::kNewline)
    ++at;
  return at;
}

// &amp; and the like; &#25171; &#x6253;. Others stay as they are. Returns the bytes read, 0 when it is none.
size_t append_entity(std::string& out, std::string_view text) {
  constexpr size_t kLongest = 12;
  const size_t end = text.substr(0, kLongest).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const std::string_view name = text.substr(1, end - 1);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kNamed = {
      {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}}};
  for (const auto& [known, value] : kNamed) {
    if (name == known) return out += value, end + 1;
  }
  if (name[0] != '#') return 0;
  const bool hex = name.size() > 1 && (name[1] | 0x20) == 'x';
  uint32_t code = 0;
  for (const char c : name.substr(hex ? 2 : 1)) {
    const int digit = is_digit(c)                                     ? c - '0'
                      : hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                                      : -1;
    if (digit < 0) return 0;
    code = std::min<uint32_t>(code * (hex ? 16 : 10) + static_cast<uint32_t>(digit), 0x110000);
  }
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return 0;
  text::append_utf8(out, code);
  return end + 1;
}

// As it is shown: entities resolved, space that holds a line end is one space, none at the ends.
void append_shown(std::string& out, std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    const size_t space_end = past_space(text, at);
    if (space_end > at) {
      const std::string_view space = text.substr(at, space_end - at);
      const bool edge = at == 0 || space_end == text.size();
      if (!edge) out += space.find_first_of("\r\n") == std::string_view::npos ? space : " ";
      at = space_end;
      continue;
    }
    const size_t entity = c == '&' ? append_entity(out, text.substr(at)) : 0;
    if (entity == 0) out += c;
    at += std::max<size_t>(entity, 1);
  }
}

}  // namespace

void Tokeniser::index_closing_tags() {
  closing_indexed_ = true;
  for (size_t at = source_.find("</"); at != std::string_view::npos; at = source_.find("</", at + 2)) {
    closing_tags_[name_at(source_, at + 2)] = at;
  }
}

bool Tokeniser::closes_later(std::string_view name) {
  if (!closing_indexed_) index_closing_tags();
  const auto found = closing_tags_.find(name);
  return found != closing_tags_.end() && found->second > at_;
}

bool Tokeniser::begins_element() {
  if (byte(at_ + 1) == '>') return closes_later("");
  if (!is_letter(byte(at_ + 1))) return false;
  const std::string_view name = name_at(source_, at_ + 1);
  const uint64_t end = at_ + 1 + name.size();
  if (byte(end) == '>') return closes_later(name);
  const uint64_t after = past_space(source_, end);
  const char c = byte(after);
  if (c == '/') return byte(after + 1) == '>';
  if (after == end) return false;
  if (c == '>') return closes_later(name);
  if (c == '{') return true;
  return is_letter(c) && name != "const" && name_at(source_, after) != "extends";
}

void Tokeniser::read_tag(Token& token) {
  token.text = name_at(source_, at_ + 1);
  finish(token, TokenKind::kTag, at_ + 1 + token.text.size());
  open_.push_back(Open::kTag);
}

void Tokeniser::read_in_tag(Token& token) {
  const char c = source_[at_];
  if (c == '"' || c == '\'') return read_attribute_string(token);
  if (byte_of(c) >= Byte::kLetter && byte_of(c) != Byte::kDigit) {
    token.text = name_at(source_, at_);
    finish(token, TokenKind::kAttribute, at_ + token.text.size());
    return;
  }
  uint64_t end = at_ + 1;
  TokenKind kind = TokenKind::kPunctuator;
  if (c == '>') {
    kind = TokenKind::kTagEnd;
    open_.back() = Open::kChildren;
  } else if (c == '/' && byte(at_ + 1) == '>') {
    kind = TokenKind::kTagEnd;
    end = at_ + 2;
    open_.pop_back();
    operand_next_ = false;
  } else if (c == '{') {
    open_.push_back(Open::kTagBrace);
    operand_next_ = true;
  } else if (c != '=' && c != '.' && c != '<') {
    // ; ) , …: that was no tag; on with code, or with the text that a < stood in.
    open_.pop_back();
    return top() == Open::kChildren ? read_child(token) : read_code(token);
  }
  token.text = source_.substr(at_, end - at_);
  token.symbol = symbol(token.text);
  finish(token, kind, end);
}

// No escapes, may hold line ends.
void Tokeniser::read_attribute_string(Token& token) {
  const uint64_t close = source_.find(source_[at_], at_ + 1);
  const bool closed = close != std::string_view::npos;
  if (!closed) report(bad_strings_, GapReason::kCorrupt, core::bilingual("字符串", "string"), at_);
  const uint64_t end = closed ? close + 1 : source_.size();
  const std::string_view body = source_.substr(at_ + 1, (closed ? close : end) - at_ - 1);
  token.text = body;
  if (body.find('&') != std::string_view::npos) {
    scratch_.clear();
    append_shown(scratch_, body);
    token.text = arena_.keep(scratch_);
  }
  finish(token, TokenKind::kString, end);
}

void Tokeniser::read_child(Token& token) {
  begin(token);
  uint64_t end = at_;
  for (; end < source_.size() && source_[end] != '{'; ++end) {
    const char next = byte(end + 1);
    if (source_[end] == '<' && (next == '/' || next == '>' || is_letter(next))) break;
  }
  if (end > at_) {
    scratch_.clear();
    append_shown(scratch_, source_.substr(at_, end - at_));
    token.text = arena_.keep(scratch_);
    finish(token, TokenKind::kText, end);
    return;
  }
  if (at_ >= source_.size()) return read_end(token);
  if (source_[at_] == '<' && byte(at_ + 1) == '/') return read_closing_tag(token);
  if (source_[at_] == '<') return read_tag(token);
  open_.push_back(Open::kTagBrace);
  token.symbol = symbol("{");
  token.text = source_.substr(at_, 1);
  finish(token, TokenKind::kPunctuator, at_ + 1);
  operand_next_ = true;
}

void Tokeniser::read_closing_tag(Token& token) {
  token.text = name_at(source_, at_ + 2);
  const uint64_t after = past_space(source_, at_ + 2 + token.text.size());
  const uint64_t end = byte(after) == '>' ? after + 1 : at_ + 2 + token.text.size();
  open_.pop_back();
  finish(token, TokenKind::kCloseTag, end);
  operand_next_ = false;
}

}  // namespace jianfu::formats::js
