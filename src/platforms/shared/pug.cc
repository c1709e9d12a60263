#include "platforms/shared/pug.h"

#include <algorithm>
#include <cctype>

namespace jianfu::platforms {
namespace {

using formats::markup::Attribute;

bool in_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',';
}

class PugReader {
 public:
  PugReader(std::string_view source, formats::markup::Handler& handler)
      : source_(source), handler_(handler) {}

  void read() {
    while (at_ < source_.size()) {
      const size_t begin = source_.find_first_not_of(" \t\r", at_);
      if (begin == std::string_view::npos) return;
      const size_t indent = begin - at_;
      at_ = begin;
      if (source_[at_] == '\n') {
        next_line();
      } else if (commented_ && indent > comment_indent_) {
        skip_line();
      } else {
        read_line(indent);
      }
    }
  }

 private:
  char byte(size_t at) const { return at < source_.size() ? source_[at] : '\0'; }

  void next_line() {
    at_ = std::min(at_ + 1, source_.size());
    ++line_;
  }

  std::string_view rest_of_line() const {
    return source_.substr(at_, std::min(source_.find('\n', at_), source_.size()) - at_);
  }

  void skip_line() {
    at_ += rest_of_line().size();
    if (at_ < source_.size()) next_line();
  }

  void read_line(size_t indent) {
    commented_ = source_.substr(at_).starts_with("//");
    comment_indent_ = indent;
    if (commented_) return skip_line();
    if (byte(at_) == '|') {
      ++at_;
      return read_text(false);
    }
    if (byte(at_) == '<' || !(in_name(byte(at_)) || byte(at_) == '.' || byte(at_) == '#')) return skip_line();
    while (read_tag()) {
    }
  }

  // True when another tag follows on the line, behind a colon.
  bool read_tag() {
    formats::markup::Tag tag;
    tag.line = line_;
    const size_t begin = at_;
    while (in_name(byte(at_))) ++at_;
    tag.name = at_ == begin ? std::string_view("div") : source_.substr(begin, at_ - begin);
    while (byte(at_) == '.' || byte(at_) == '#') {
      ++at_;
      while (in_name(byte(at_)) || byte(at_) == ':') ++at_;
    }
    if (byte(at_) == '(') read_attributes(tag);
    handler_.on_open(tag);
    if (byte(at_) == ':' && byte(at_ + 1) == ' ') {
      at_ = std::min(source_.find_first_not_of(" \t", at_ + 1), source_.size());
      return in_name(byte(at_));
    }
    const bool code = byte(at_) == '=' || byte(at_) == '!';
    read_text(code);
    return false;
  }

  // "(a="b", :c="d" e)", over lines.
  void read_attributes(formats::markup::Tag& tag) {
    ++at_;
    while (at_ < source_.size() && source_[at_] != ')') {
      if (is_space(source_[at_])) {
        line_ += source_[at_++] == '\n';
        continue;
      }
      Attribute attribute;
      attribute.line = line_;
      const size_t begin = at_++;
      while (at_ < source_.size() && !is_space(source_[at_]) && source_[at_] != '=' && source_[at_] != ')')
        ++at_;
      attribute.name = source_.substr(begin, at_ - begin);
      if (byte(at_) == '=') {
        ++at_;
        attribute.has_value = true;
        attribute.value = read_value();
      }
      tag.attributes.push_back(std::move(attribute));
    }
    if (at_ < source_.size()) ++at_;
  }

  std::string read_value() {
    const char quote = byte(at_);
    if (quote != '"' && quote != '\'' && quote != '`') {
      const size_t begin = at_;
      while (at_ < source_.size() && !is_space(source_[at_]) && source_[at_] != ')') ++at_;
      return std::string(source_.substr(begin, at_ - begin));
    }
    const size_t begin = at_ + 1;
    for (++at_; at_ < source_.size() && source_[at_] != quote; ++at_) line_ += source_[at_] == '\n';
    std::string value(source_.substr(begin, at_ - begin));
    at_ = std::min(at_ + 1, source_.size());
    return value;
  }

  void read_text(bool code) {
    const std::string_view line = rest_of_line();
    const size_t begin = line.find_first_not_of(" \t=!.");
    if (begin != std::string_view::npos && line.substr(begin) != "\r") {
      const std::string_view text = line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
      handler_.on_text(code ? "{{" + std::string(text) + "}}" : std::string(text), line_, 0);
    }
    skip_line();
  }

  std::string_view source_;
  formats::markup::Handler& handler_;
  size_t at_ = 0;
  uint32_t line_ = 1;
  bool commented_ = false;
  size_t comment_indent_ = 0;
};

}  // namespace

void read_pug(std::string_view source, formats::markup::Handler& handler) {
  PugReader(source, handler).read();
}

}  // namespace jianfu::platforms
