#include "formats/markup/value.h"

#include <algorithm>
#include <array>
#include <optional>

#include "formats/markup/escapes.h"
#include "formats/markup/mustache.h"

namespace jianfu::formats::markup {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr std::string_view kVariable = "\xEF\xBF\xBC";  // U+FFFC
constexpr std::string_view kSpaces = " \t\r\n\f";

constexpr std::array<std::string_view, 20> kWords = {
    "true",  "false", "null", "undefined", "typeof", "instanceof", "in",     "of",   "new",  "this",
    "const", "let",   "var",  "function",  "return", "if",         "delete", "void", "else", "await"};

bool is_quote(char c) {
  return c == '"' || c == '\'' || c == '`';
}
bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<signed char>(c) < 0;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(kSpaces);
  if (begin == kNone) return {};
  return text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

// Parts of `a ${x} b` with the variable's mark between them.
std::string template_text(std::string_view inside) {
  std::string out;
  for (size_t at = 0; at < inside.size();) {
    const size_t open = std::min(inside.find("${", at), inside.size());
    out += unescape_js(inside.substr(at, open - at));
    if (open == inside.size()) break;
    out += kVariable;
    const size_t close = inside.find('}', open);
    at = close == kNone ? inside.size() : close + 1;
  }
  return out;
}

// One pass over the tokens of an expression; only what stands beside a string decides what it is.
class Expression {
 public:
  Expression(std::string_view text, Value& out) : text_(text), out_(out) {}

  // Returns the text when the expression is one literal, else the variable's mark.
  std::string read() {
    const std::string_view all = trimmed(text_);
    for (skip_space(); at_ < text_.size(); skip_space()) {
      const char c = text_[at_];
      if (is_quote(c))
        string(all);
      else if (begins_name(c))
        name();
      else if (is_digit(c))
        number();
      else
        sign();
    }
    if (single_) return std::move(*single_);
    const bool plain = !all.empty() && (all == "true" || all == "false" || all == "null" ||
                                        all == "undefined" || std::all_of(all.begin(), all.end(), is_digit));
    return plain ? std::string(all) : std::string(kVariable);
  }

 private:
  void skip_space() { at_ = std::min(text_.find_first_not_of(kSpaces, at_), text_.size()); }
  std::string_view rest() {
    skip_space();
    return text_.substr(at_);
  }

  size_t string_end() const {
    const char quote = text_[at_];
    for (size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == quote) return i;
      if (text_[i] == '\\') ++i;
    }
    return kNone;
  }

  void string(std::string_view all) {
    const size_t end = string_end();
    if (end == kNone) return sign();
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    std::string text = text_[at_] == '`' ? template_text(inside) : unescape_js(inside);
    const bool whole = end + 1 - at_ == all.size();
    at_ = end + 1;
    const std::string_view after = rest();
    const bool key = after.starts_with(':') && begins_member();
    const bool compares = previous_ == '=' || after.starts_with("==") || after.starts_with("!=");
    previous_ = 'a';
    if (whole)
      single_ = std::move(text);
    else if (key || !says_something(text))
      return;
    else
      (compares ? out_.compared : out_.shown).push_back(std::move(text));
  }

  // "{", "," or nothing before it: what goes before a ':' is a key here, not the branch of a choice.
  bool begins_member() const { return previous_ == '{' || previous_ == ',' || previous_ == '\0'; }

  void name() {
    const size_t begin = at_;
    while (at_ < text_.size() && (begins_name(text_[at_]) || is_digit(text_[at_]))) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    const bool key = begins_member() && rest().starts_with(':');
    previous_ = 'a';
    if (key || std::find(kWords.begin(), kWords.end(), word) != kWords.end()) return;
    out_.names.emplace_back(word);
  }

  void number() {
    while (at_ < text_.size() && (is_digit(text_[at_]) || begins_name(text_[at_]) || text_[at_] == '.'))
      ++at_;
    previous_ = 'a';
  }

  // '=' stands for == != === !==.
  void sign() {
    const std::string_view here = text_.substr(at_);
    if (here.starts_with("==") || here.starts_with("!=")) {
      at_ += here.substr(2).starts_with('=') ? size_t{3} : size_t{2};
      previous_ = '=';
      return;
    }
    previous_ = here[0] == '=' ? '~' : here[0];
    ++at_;
  }

  std::string_view text_;
  Value& out_;
  size_t at_ = 0;
  char previous_ = '\0';  // last sign; 'a' for a name or a literal
  std::optional<std::string> single_;
};

}  // namespace

bool says_something(std::string_view text) {
  // Variables, no-break and wide spaces, zero-width characters.
  constexpr std::array<std::string_view, 6> kEmpty = {kVariable,      "\xC2\xA0",     "\xE3\x80\x80",
                                                      "\xEF\xBB\xBF", "\xE2\x80\x8B", "\xE2\x80\x8D"};
  for (size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const auto empty =
        std::find_if(kEmpty.begin(), kEmpty.end(), [&](std::string_view e) { return rest.starts_with(e); });
    if (empty == kEmpty.end() && kSpaces.find(text[at]) == kNone) return true;
    at += empty == kEmpty.end() ? 1 : empty->size();
  }
  return false;
}

Value read_expression(std::string_view expression) {
  Value out;
  out.text = Expression(expression, out).read();
  return out;
}

Value read_value(std::string_view text) {
  Value out;
  size_t begin = 0, at = text.find(kMustacheOpen);
  if (at == kNone) {
    out.text = text;
    return out;
  }
  MustacheFinder finder(text);
  for (; at != kNone; at = text.find(kMustacheOpen, at)) {
    const size_t end = finder.end_of(at);
    if (end == kNone) {
      at += kMustacheOpen.size();
      continue;
    }
    out.text += text.substr(begin, at - begin);
    out.text += Expression(text.substr(at + 2, end - at - 4), out).read();
    begin = at = end;
  }
  out.text += text.substr(begin);
  return out;
}

}  // namespace jianfu::formats::markup
