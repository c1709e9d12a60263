#include "platforms/quickapp/expression.h"

#include <algorithm>
#include <utility>

#include "formats/js/js.h"

namespace jianfu::platforms::quickapp {
namespace {

using formats::js::symbol;
using formats::js::Token;
using formats::js::TokenKind;
using formats::js::Word;

constexpr std::string_view kPlaceholder = "\xEF\xBF\xBC";  // U+FFFC
constexpr size_t kMostLevels = 256;                        // brackets in brackets
constexpr size_t kMostTexts = 256;                         // of one expression, and names

bool compares(const Token& token) {
  if (token.kind == TokenKind::kKeyword) return token.word == Word::kIn || token.word == Word::kInstanceof;
  switch (token.symbol) {
    case symbol("=="):
    case symbol("==="):
    case symbol("!="):
    case symbol("!=="):
    case symbol("<"):
    case symbol(">"):
    case symbol("<="):
    case symbol(">="):
      return token.kind == TokenKind::kPunctuator;
    default:
      return false;
  }
}

// What ends one text of an expression and begins another.
bool separates(const Token& token) {
  if (token.kind == TokenKind::kKeyword) return token.word == Word::kReturn;
  switch (token.symbol) {
    case symbol("?"):
    case symbol(":"):
    case symbol(","):
    case symbol(";"):
    case symbol("&&"):
    case symbol("||"):
    case symbol("??"):
    case symbol("=>"):
    case symbol("="):
      return token.kind == TokenKind::kPunctuator;
    default:
      return false;
  }
}

class ExpressionReader {
 public:
  ExpressionReader(std::string_view code, const Limits& limits, const Translate& translate)
      : tokens_(code, limits), translate_(translate) {}

  Value run() {
    levels_.emplace_back();
    for (Token token = tokens_.next(); token.kind != TokenKind::kEnd; token = tokens_.next()) {
      on_token(token);
      before_ = previous_;
      previous_ = token;
    }
    while (!levels_.empty()) {
      flush(levels_.back(), levels_.size());
      levels_.pop_back();
    }
    return result();
  }

 private:
  // One pair of brackets.
  struct Level {
    std::string text;      // of the part being read
    bool literal = false;  // it holds one
    bool compared = false;
    bool several = false;  // it had parts before
    bool group = false;    // "(" that is neither a call nor a list of parameters
    std::string call;      // the name before "("
  };

  void on_token(const Token& token) {
    Level& level = levels_.back();
    if (token.kind == TokenKind::kString || token.kind == TokenKind::kTemplate) {
      if (!token.text.empty()) strings_.emplace_back(token.text);
      level.literal |= token.text.find_first_not_of("\xEF\xBF\xBC ") != std::string_view::npos;
      return append(level, token.text);
    }
    if (compares(token)) {
      level.compared = true;
    } else if (separates(token)) {
      flush(level, levels_.size());
      level.several = true;
    } else if (token.is(symbol("(")) || token.is(symbol("[")) || token.is(symbol("{"))) {
      open(token);
    } else if (token.is(symbol(")")) || token.is(symbol("]")) || token.is(symbol("}"))) {
      close();
    } else if (token.kind == TokenKind::kIdentifier || token.kind == TokenKind::kNumber ||
               token.kind == TokenKind::kRegex || token.word == Word::kThis || token.word == Word::kNull ||
               token.word == Word::kTrue || token.word == Word::kFalse) {
      if (token.kind == TokenKind::kIdentifier && token.text.size() > 1 && names_.size() < kMostTexts)
        names_.emplace_back(token.text);
      append(level, kPlaceholder);
    }
  }

  static void append(Level& level, std::string_view text) {
    if (text == kPlaceholder && level.text.ends_with(kPlaceholder)) return;
    level.text += text;
  }

  void open(const Token& token) {
    const bool name = previous_.kind == TokenKind::kIdentifier;
    const bool behind_value = name || previous_.is(symbol(")")) || previous_.is(symbol("]"));
    Level level;
    if (token.is(symbol("(")) && name && before_.word != Word::kFunction) {
      level.call = std::string(previous_.text);
      if (function_.empty()) function_ = level.call;
    }
    level.group = token.is(symbol("(")) && !behind_value && previous_.word != Word::kFunction;
    if (!level.group) append(levels_.back(), kPlaceholder);
    if (levels_.size() < kMostLevels)
      levels_.push_back(std::move(level));
    else
      ++lost_;
  }

  void close() {
    if (lost_ > 0) {
      --lost_;
      return;
    }
    if (levels_.size() < 2) return;
    Level inner = std::move(levels_.back());
    levels_.pop_back();
    Level& outer = levels_.back();
    if (inner.call == "$t" && !inner.several && inner.literal) {
      const std::string text = translate_ ? translate_(inner.text) : std::string();
      if (!text.empty()) {
        if (outer.text.ends_with(kPlaceholder)) outer.text.resize(outer.text.size() - kPlaceholder.size());
        outer.text += text;
        outer.literal = true;
      }
      return;
    }
    if (inner.group && !inner.several && !inner.compared) {  // part of the sum around it
      outer.literal |= inner.literal;
      return append(outer, inner.text);
    }
    flush(inner, levels_.size() + 1);
    if (inner.group) append(outer, kPlaceholder);
  }

  void flush(Level& level, size_t depth) {
    if (level.literal && !level.compared && texts_.size() < kMostTexts)
      texts_.emplace_back(depth, std::move(level.text));
    level.text.clear();
    level.literal = level.compared = false;
  }

  Value result() {
    Value out;
    out.dynamic = true;
    out.text = kPlaceholder;
    const auto outermost = std::min_element(texts_.begin(), texts_.end(),
                                            [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto text = texts_.begin(); text != texts_.end(); ++text) {
      if (text == outermost)
        out.text = std::move(text->second);
      else
        out.others.push_back(std::move(text->second));
    }
    out.strings = std::move(strings_);
    out.names = std::move(names_);
    out.function = std::move(function_);
    return out;
  }

  formats::js::Tokeniser tokens_;
  const Translate& translate_;
  Token previous_, before_;
  std::vector<Level> levels_;
  uint64_t lost_ = 0;                                  // brackets that are open beyond kMostLevels
  std::vector<std::pair<size_t, std::string>> texts_;  // with the depth they stood at
  std::vector<std::string> strings_, names_;
  std::string function_;
};

void append_quoted(std::string& out, std::string_view text) {
  out += '\'';
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  out += '\'';
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

bool Value::holds_text() const {
  return text.find_first_not_of("\xEF\xBF\xBC \t\r\n") != std::string::npos;
}

Value static_value(std::string_view text) {
  Value out;
  out.text = std::string(text);
  return out;
}

Value read_expression(std::string_view code, const Limits& limits, const Translate& translate) {
  return ExpressionReader(code, limits, translate).run();
}

// As the toolkit does: "a{{b}}" becomes 'a' + (b); a lone {{b}} stays b.
Value read_written(std::string_view text, const Limits& limits, const Translate& translate) {
  std::string sum;
  size_t parts = 0;
  std::string_view lone;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = text.find("{{", at);
    const size_t end = begin == std::string_view::npos ? begin : text.find("}}", begin + 2);
    if (end == std::string_view::npos) {
      if (at == 0) return static_value(text);
      if (!is_blank(text.substr(at))) append_quoted(sum += " + ", text.substr(at)), ++parts;
      break;
    }
    if (begin > at && !(parts == 0 && is_blank(text.substr(at, begin - at))))
      append_quoted(sum += " + ", text.substr(at, begin - at)), ++parts;
    size_t last = end;
    while (last + 2 < text.size() && text[last + 2] == '}') ++last;  // {{ {a: 1} }} without the spaces
    lone = text.substr(begin + 2, last - begin - 2);
    (sum += " + (").append(lone) += ')';
    ++parts;
    at = last + 2;
  }
  return parts == 1 && !lone.empty() ? read_expression(lone, limits, translate)
                                     : read_expression("''" + sum, limits, translate);
}

}  // namespace jianfu::platforms::quickapp
