#include "formats/markup/mustache.h"

#include <algorithm>

#include "formats/markup/escapes.h"
#include "formats/markup/markup.h"

namespace jianfu::formats::markup {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr size_t kReach = 16 << 10;  // no expression seen is longer; bounds what a stray "{{" can swallow

bool is_quote(char c) {
  return c == '"' || c == '\'' || c == '`';
}

// Past the quote that closes the one at `at`; npos when the line ends first. Template literals may span
// lines.
size_t string_end(std::string_view text, size_t at) {
  const char quote = text[at];
  for (size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == quote) return i + 1;
    if (text[i] == '\n' && quote != '`') return kNone;
    if (text[i] == '\\') ++i;
  }
  return kNone;
}

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f") == kNone;
}

void add_strings(std::string_view expression, std::vector<Piece>& out) {
  for (size_t at = 0; at < expression.size();) {
    const size_t end = is_quote(expression[at]) ? string_end(expression, at) : kNone;
    if (end == kNone) {
      at += expression[at] == '\\' ? size_t{2} : size_t{1};
      continue;
    }
    std::string text = unescape_js(expression.substr(at + 1, end - at - 2));
    if (!blank(text)) out.push_back({std::move(text), true});
    at = end;
  }
}

}  // namespace

size_t MustacheFinder::next_close(size_t from) {
  const bool known = asked_ != kNone && asked_ <= from && (close_ == kNone || close_ >= from);
  if (!known) {
    close_ = text_.find(kMustacheClose, from);
    asked_ = from;
  }
  return close_;
}

// Knows strings and braces; npos when they do not come out even. Vain attempts may cost one pass over the
// text in all.
size_t MustacheFinder::balanced_end(size_t at) {
  if (wasted_ > text_.size()) return kNone;
  const std::string_view reach = text_.substr(0, std::min(text_.size(), at + kReach));
  size_t depth = 0;
  for (size_t i = at + kMustacheOpen.size(); i < reach.size(); ++i) {
    const char c = reach[i];
    if (is_quote(c)) {
      const size_t end = string_end(reach, i);
      if (end != kNone) i = end - 1;
    } else if (c == '\\') {
      ++i;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && depth > 0) {
      --depth;
    } else if (reach.substr(i).starts_with(kMustacheClose)) {
      return i + kMustacheClose.size();
    }
  }
  wasted_ += reach.size() - at;
  return kNone;
}

size_t MustacheFinder::end_of(size_t at) {
  const size_t close = next_close(at + kMustacheOpen.size());
  if (close == kNone || close - at > kReach) return kNone;
  const size_t balanced = balanced_end(at);
  return balanced != kNone ? balanced : close + kMustacheClose.size();
}

std::vector<Piece> split_mustaches(std::string_view text) {
  std::vector<Piece> out;
  MustacheFinder finder(text);
  size_t begin = 0;  // of the literal part being read
  size_t at = 0;
  const auto add_literal = [&](size_t end) {
    const std::string_view part = text.substr(begin, end - begin);
    if (!blank(part)) out.push_back({std::string(part), false});
  };
  while ((at = text.find(kMustacheOpen, at)) != kNone) {
    const size_t end = finder.end_of(at);
    if (end == kNone) {
      at += kMustacheOpen.size();
      continue;
    }
    add_literal(at);
    add_strings(text.substr(at + 2, end - at - 4), out);
    begin = at = end;
  }
  add_literal(text.size());
  return out;
}

}  // namespace jianfu::formats::markup
