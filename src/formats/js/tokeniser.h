// The tokeniser behind js.h: one token at a time, no allocation but for literals that need cooking.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/js/js.h"

namespace jianfu::formats::js {

class Tokeniser {
 public:
  // `source` is borrowed: UTF-8.
  explicit Tokeniser(std::string_view source) : source_(source) {}

  // A token's text lives until the second next() after it: readers may look one token ahead.
  Token next();

  // Ranges [begin, end) of the expressions inside the template that next() gave last; absolute offsets.
  const std::vector<std::pair<uint64_t, uint64_t>>& expressions() const { return expressions_; }
  // Line and column at which the source is taken to begin, for parts of a larger one.
  void start_at(uint32_t line) { line_ = line; }

 private:
  char peek(uint64_t ahead = 0) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }
  void newline();
  bool skip_space();
  void skip_comment();
  bool regex_allowed() const;
  Token make(TokenKind kind, uint64_t begin) const;
  Token identifier();
  Token number();
  Token string();
  Token template_literal();
  Token regex();
  Token punctuator();
  void escape(std::string& out);
  uint64_t after_expression(uint64_t at) const;
  std::string& scratch();

  std::string_view source_;
  uint64_t at_ = 0, line_start_ = 0;
  uint32_t line_ = 1;
  TokenKind last_kind_ = TokenKind::kEnd;
  std::string_view last_text_;
  std::vector<bool> condition_parens_;  // of each open '(': does it belong to if, while, for, with
  bool after_condition_ = false;
  std::array<std::string, 3> scratch_;
  size_t scratch_next_ = 0;
  std::vector<std::pair<uint64_t, uint64_t>> expressions_;
};

}  // namespace jianfu::formats::js
