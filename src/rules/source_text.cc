#include "rules/source_text.h"

#include <algorithm>

namespace jianfu::rules {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

// Where the characters of a scalar begin: behind its quote, or on the line below a block header.
size_t content_start(std::string_view text, size_t at) {
  if (at >= text.size()) return text.size();
  if (text[at] == '\'' || text[at] == '"') return at + 1;
  if (text[at] != '|' && text[at] != '>') return at;
  return std::min(text.find('\n', at), text.size());
}

}  // namespace

size_t character_bytes(char first) {
  const unsigned char c = static_cast<unsigned char>(first);
  return c < 0xC0 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
}

size_t count_characters(std::string_view utf8) {
  return static_cast<size_t>(std::count_if(
      utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

SourceText::SourceText(std::string_view raw) {
  if (raw.substr(0, kByteOrderMark.size()) == kByteOrderMark) raw.remove_prefix(kByteOrderMark.size());
  text_.reserve(raw.size());
  for (size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] == '\r' && at + 1 < raw.size() && raw[at + 1] == '\n') continue;
    text_ += raw[at];
  }
  starts_.push_back(0);
  for (size_t at = 0; at < text_.size(); ++at) {
    if (text_[at] == '\n') starts_.push_back(at + 1);
  }
}

std::string_view SourceText::line(uint32_t number) const {
  if (number == 0 || number > starts_.size()) return {};
  const std::string_view rest = std::string_view(text_).substr(starts_[number - 1]);
  return rest.substr(0, rest.find('\n'));
}

Mark SourceText::mark_of(size_t byte) const {
  byte = std::min(byte, text_.size());
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), byte);
  const size_t line = static_cast<size_t>(after - starts_.begin());
  const std::string_view before = std::string_view(text_).substr(starts_[line - 1], byte - starts_[line - 1]);
  return {static_cast<uint32_t>(line), static_cast<uint32_t>(count_characters(before) + 1)};
}

Mark SourceText::mark_at(size_t line, size_t byte_column) const {
  if (line >= starts_.size()) return mark_of(text_.size());
  const uint32_t number = static_cast<uint32_t>(line + 1);
  return mark_of(starts_[line] + std::min(byte_column, this->line(number).size()));
}

size_t SourceText::byte_of(Mark mark) const {
  if (mark.line == 0 || mark.line > starts_.size()) return text_.size();
  const std::string_view line = this->line(mark.line);
  size_t at = 0;
  for (uint32_t column = 1; column < mark.column && at < line.size(); ++column)
    at += character_bytes(line[at]);
  return starts_[mark.line - 1] + std::min(at, line.size());
}

Mark SourceText::inside(Mark begin, std::string_view value, size_t offset) const {
  size_t at = content_start(text_, byte_of(begin));
  offset = std::min(offset, value.size());
  for (size_t i = 0; i < offset; ++i) {
    if (is_space(value[i]))
      continue;  // a folded line's end reads as a space: spaces are skipped on both sides
    while (at < text_.size() && is_space(text_[at])) ++at;
    if (at >= text_.size() || text_[at] != value[i]) return begin;
    ++at;
  }
  if (offset == value.size()) return mark_of(at);  // the end of the value: right behind its last character
  while (at < text_.size() && is_space(text_[at])) ++at;
  return mark_of(at);
}

}  // namespace jianfu::rules
