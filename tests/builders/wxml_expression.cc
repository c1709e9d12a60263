#include "builders/wxml_expression.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <vector>

namespace jianfu::builders {
namespace {

// Operators by how tightly they bind, loosest first; all of them read from the left.
constexpr std::array<std::array<std::string_view, 4>, 6> kLevels = {
    {{"||"}, {"&&"}, {"===", "!==", "==", "!="}, {"<=", ">=", "<", ">"}, {"+", "-"}, {"*", "/", "%"}}};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::string whole() { return choice(); }

  // key: value, key, ...value up to the end or '}'
  std::string members() {
    std::string out;
    while (skip(), at_ < text_.size() && text_[at_] != '}') {
      const std::string one = member();
      out = out.empty() ? one : "[[9]," + out + "," + one + "]";
      if (!accept(",")) break;
    }
    return out.empty() ? "[[8],'',[1,'']]" : out;
  }

 private:
  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }
  bool accept(std::string_view sign) {
    skip();
    if (text_.substr(at_, sign.size()) != sign) return false;
    at_ += sign.size();
    return true;
  }
  std::string word() {
    skip();
    std::string out;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 ||
                                  text_[at_] == '_' || text_[at_] == '$')) {
      out += text_[at_++];
    }
    return out;
  }

  std::string choice() {
    const std::string condition = level(0);
    if (!accept("?")) return condition;
    const std::string yes = choice();
    accept(":");
    return "[[2,'?:']," + condition + "," + yes + "," + choice() + "]";
  }

  std::string level(size_t depth) {
    if (depth == kLevels.size()) return unary();
    std::string left = level(depth + 1);
    while (true) {
      std::string_view found;
      for (const std::string_view sign : kLevels[depth]) {
        if (!sign.empty() && found.empty() && accept(sign)) found = sign;
      }
      if (found.empty()) return left;
      left = "[[2,'" + std::string(found) + "']," + left + "," + level(depth + 1) + "]";
    }
  }

  std::string unary() {
    for (const std::string_view sign : {"!", "-"}) {
      if (accept(sign)) return "[[2,'" + std::string(sign) + "']," + unary() + "]";
    }
    return trailers(primary());
  }

  std::string trailers(std::string value) {
    while (true) {
      if (accept(".")) {
        value = "[[6]," + value + ",[3," + js_literal(word()) + "]]";
      } else if (accept("[")) {
        value = "[[6]," + value + "," + choice() + "]";
        accept("]");
      } else if (accept("(")) {
        value = "[[12]," + value + "," + list(")") + "]";
      } else {
        return value;
      }
    }
  }

  // Up to and past `close`: [[5],[[5],[1,1]],[1,2]]
  std::string list(std::string_view close) {
    std::string out;
    while (!accept(close) && at_ < text_.size()) {
      out = out.empty() ? "[[5]," + choice() + "]" : "[[5]," + out + "," + choice() + "]";
      accept(",");
    }
    return out.empty() ? "[[5]]" : out;
  }

  std::string string(char quote) {
    std::string out;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      out += text_[at_];
    }
    ++at_;
    return "[1," + js_literal(out) + "]";
  }

  std::string primary() {
    skip();
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    if (c == '\'' || c == '"') return string(c);
    if (accept("(")) {
      std::string inside = choice();
      accept(")");
      return inside;
    }
    if (accept("[")) return "[[4]," + list("]") + "]";
    if (accept("{")) {
      std::string inside = members();
      accept("}");
      return inside;
    }
    const std::string name = word();
    if (name.empty()) ++at_;  // not of this language: passed over
    const bool number = !name.empty() && std::isdigit(static_cast<unsigned char>(name[0])) != 0;
    return number || name == "true" || name == "false" || name.empty()
               ? "[1," + (name.empty() ? "''" : name) + "]"
               : "[[7],[3," + js_literal(name) + "]]";
  }

  std::string member() {
    if (accept("...")) return "[[10]," + choice() + "]";
    skip();
    const bool quoted = at_ < text_.size() && (text_[at_] == '\'' || text_[at_] == '"');
    std::string key = quoted ? string(text_[at_]) : word();
    if (quoted) key = key.substr(4, key.size() - 6);  // of [1,'key']
    if (key.empty()) ++at_;
    const std::string value = accept(":") ? choice() : "[[7],[3," + js_literal(key) + "]]";
    return "[[8]," + js_literal(key) + "," + value + "]";
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

std::string js_literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    char escaped[8];
    std::snprintf(escaped, sizeof escaped, "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    if (c == '\n')
      out += "\\n";
    else if (std::string_view("'\"\\&=<>\r").find(c) != std::string_view::npos)
      out += escaped;
    else
      out += c;
  }
  return out + "'";
}

std::string operand_of(std::string_view value) {
  std::vector<std::string> parts;
  while (!value.empty()) {
    const size_t open = std::min(value.find("{{"), value.size());
    if (open > 0) parts.push_back("[3," + js_literal(value.substr(0, open)) + "]");
    value.remove_prefix(open);
    if (value.empty()) break;
    const size_t close = std::min(value.find("}}", 2), value.size());
    parts.push_back(Parser(value.substr(2, close - 2)).whole());
    value.remove_prefix(std::min(close + 2, value.size()));
  }
  if (parts.empty()) return "[3,'']";
  if (parts.size() == 1) return parts.front();
  std::string out = "[a";
  for (const std::string& part : parts) out += "," + part;
  return out + "]";
}

std::string object_operand(std::string_view members) {
  return Parser(members).members();
}

}  // namespace jianfu::builders
