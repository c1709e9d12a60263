#include "formats/json/json.h"

#include <algorithm>
#include <charconv>

#include "text/utf.h"

namespace jianfu::formats::json {
namespace {

// Deeper levels are passed over: configuration of packages was never seen deeper than twenty.
constexpr uint32_t kDepth = 256;

class Parser {
 public:
  Parser(std::string_view text, const Limits& limits) : text_(text), depth_(std::min(kDepth, limits.nesting)) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  Document parse() {
    skip();
    if (at_ < text_.size()) out_.root = value(0);
    return std::move(out_);
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool done() const { return at_ >= text_.size(); }

  void advance() {
    if (text_[at_] == '\n') {
      ++line_;
      line_start_ = at_ + 1;
    }
    ++at_;
  }

  void skip() {
    while (!done()) {
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) <= ' ') {
        advance();
      } else if (text_.substr(at_).starts_with("//")) {
        while (!done() && text_[at_] != '\n') ++at_;
      } else if (text_.substr(at_).starts_with("/*")) {
        const size_t end = std::min(text_.find("*/", at_ + 2), text_.size());
        while (at_ < std::min(end + 2, text_.size())) advance();
      } else {
        return;
      }
    }
  }

  void complain() {
    if (!out_.defects.empty()) return;  // one is enough to know that the rest is guesswork
    out_.defects.push_back({GapReason::kCorrupt, {Msg::json_broken, {std::to_string(line_)}}, at_, text_.size() - at_});
  }

  Value made(Type type) const {
    Value out;
    out.type = type;
    out.line = line_;
    out.column = static_cast<uint32_t>(at_ - line_start_ + 1);
    return out;
  }

  Value value(uint32_t depth) {
    const char c = peek();
    if (c == '{') return object(depth);
    if (c == '[') return array(depth);
    if (c == '"' || c == '\'' || c == '`') {
      Value out = made(Type::kString);
      out.text = string();
      return out;
    }
    return word();
  }

  Value word() {
    Value out = made(Type::kNumber);
    const size_t begin = at_;
    while (!done() && std::string_view(",]}:\n\r\t /").find(text_[at_]) == std::string_view::npos) ++at_;
    out.text = text_.substr(begin, at_ - begin);
    if (out.text == "true" || out.text == "false") out.type = Type::kBool;
    if (out.text == "null" || out.text == "undefined") out.type = Type::kNull;
    if (out.text.empty()) {
      complain();
      if (!done()) advance();
    }
    return out;
  }

  Value array(uint32_t depth) {
    Value out = made(Type::kArray);
    if (depth >= depth_) return pass_over(std::move(out));
    advance();
    for (skip(); !done() && peek() != ']'; skip()) {
      if (peek() == ',') {
        advance();
        continue;
      }
      if (peek() == '}' || peek() == ':') {
        complain();
        return out;
      }
      out.items.push_back(value(depth + 1));
    }
    close();
    return out;
  }

  Value object(uint32_t depth) {
    Value out = made(Type::kObject);
    if (depth >= depth_) return pass_over(std::move(out));
    advance();
    for (skip(); !done() && peek() != '}'; skip()) {
      if (peek() == ',') {
        advance();
        continue;
      }
      const char c = peek();
      if (c == ']' || c == ':') {
        complain();
        return out;
      }
      std::string key = c == '"' || c == '\'' ? string() : word().text;
      skip();
      if (peek() != ':') {
        complain();
        continue;
      }
      advance();
      skip();
      if (!done()) out.members.emplace_back(std::move(key), value(depth + 1));
    }
    close();
    return out;
  }

  void close() {
    if (done()) complain();
    else advance();
  }

  // Too deep: what the brackets hold is skipped, with an eye on strings.
  Value pass_over(Value out) {
    complain();
    size_t open = 0;
    while (!done()) {
      const char c = peek();
      if (c == '"') {
        string();
        continue;
      }
      if (c == '{' || c == '[') ++open;
      if ((c == '}' || c == ']') && --open == 0) {
        advance();
        break;
      }
      advance();
    }
    return out;
  }

  std::string string() {
    const char quote = peek();
    std::string out;
    for (advance(); !done() && peek() != quote; ) {
      const char c = peek();
      if (c == '\\' && at_ + 1 < text_.size()) {
        advance();
        escape(out);
      } else {
        out += c;
        advance();
      }
    }
    close();
    return out;
  }

  void escape(std::string& out) {
    const char c = peek();
    advance();
    switch (c) {
      case 'n': out += '\n'; return;
      case 't': out += '\t'; return;
      case 'r': out += '\r'; return;
      case 'b': out += '\b'; return;
      case 'f': out += '\f'; return;
      case 'u': {
        char32_t code = hex4();
        if (code >= 0xD800 && code <= 0xDBFF && text_.substr(at_).starts_with("\\u")) {
          at_ += 2;
          const char32_t low = hex4();
          code = low >= 0xDC00 && low <= 0xDFFF ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
        }
        text::append_utf8(out, code >= 0xD800 && code <= 0xDFFF ? 0xFFFD : code);
        return;
      }
      default: out += c;
    }
  }

  char32_t hex4() {
    uint32_t code = 0xFFFD;
    const std::string_view digits = text_.substr(at_, 4);
    if (digits.size() == 4 && std::from_chars(digits.data(), digits.data() + 4, code, 16).ptr == digits.data() + 4) at_ += 4;
    return code;
  }

  std::string_view text_;
  uint32_t depth_;
  size_t at_ = 0, line_start_ = 0;
  uint32_t line_ = 1;
  Document out_;
};

}  // namespace

const Value& Value::operator[](std::string_view key) const {
  static const Value kNothing;
  const auto at = std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.first == key; });
  return at == members.end() ? kNothing : at->second;
}

Document parse(std::string_view utf8, const Limits& limits) { return Parser(utf8, limits).parse(); }

}  // namespace jianfu::formats::json
