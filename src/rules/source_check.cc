#include "rules/source_check.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "text/utf.h"

namespace jianfu::rules {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}
bool is_comma(std::string_view c) {
  return c == "，" || c == "、" || c == "；";
}
bool is_wide_space(std::string_view c) {
  return c == "\u3000" || c == "\u00A0";
}
bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
}

struct Pair {
  std::string_view found, wanted;
};
// Characters that mean YAML structure when a value begins with them.
constexpr std::array<Pair, 10> kStarts = {{{"“", "'"},
                                           {"”", "'"},
                                           {"‘", "'"},
                                           {"’", "'"},
                                           {"＂", "'"},
                                           {"＇", "'"},
                                           {"［", "["},
                                           {"｛", "{"},
                                           {"＄", "$"},
                                           {"－", "-"}}};

// Walks the lines with what YAML carries from one to the next: open brackets, a block text, a value that goes
// on.
class Walk {
 public:
  explicit Walk(const SourceText& source) : source_(source) {}

  std::vector<YamlProblem> run() {
    for (number_ = 1; number_ <= source_.lines(); ++number_) {
      line_ = source_.line(number_);
      if (!in_block_text()) walk_line();
    }
    if (!open_.empty())
      problems_.push_back(
          {open_.back().at, {Msg::yaml_unclosed_bracket, {std::string(1, open_.back().bracket)}}});
    std::stable_sort(problems_.begin(), problems_.end(), [](const YamlProblem& a, const YamlProblem& b) {
      return a.at.line != b.at.line ? a.at.line < b.at.line : a.at.column < b.at.column;
    });
    return std::move(problems_);
  }

 private:
  struct Bracket {
    char bracket;
    Mark at;
    bool key;  // of '{': a key stands next
  };
  static constexpr size_t kNone = std::string_view::npos;

  // ---- characters ----
  std::string_view character(size_t at) const {
    return at < line_.size() ? line_.substr(at, character_bytes(line_[at])) : std::string_view{};
  }
  size_t skip_spaces(size_t at) const {
    while (at < line_.size() && line_[at] == ' ') ++at;
    return at;
  }
  bool is_comment(size_t at) const {
    return at < line_.size() && line_[at] == '#' && (at == 0 || line_[at - 1] == ' ');
  }
  bool at_end(size_t at) const { return at >= line_.size() || is_comment(at); }
  bool in_flow() const { return !open_.empty(); }
  bool in_list() const { return in_flow() && open_.back().bracket == '['; }

  void complain(size_t at, Msg id, std::vector<std::string> args = {}) {
    const Mark mark{number_, static_cast<uint32_t>(count_characters(line_.substr(0, at)) + 1)};
    problems_.push_back({mark, {id, std::move(args)}});
  }
  void complain_wide(size_t at, std::string wanted) {
    complain(at, Msg::yaml_full_width, {std::string(character(at)), std::move(wanted)});
  }

  // ---- block texts (| and >) ----
  bool in_block_text() {
    if (block_indent_ == kNone) return false;
    const size_t indent = skip_spaces(0);
    if (indent >= line_.size() || indent > block_indent_) return true;
    block_indent_ = kNone;
    return false;
  }

  // ---- a line ----
  void walk_line() {
    size_t at = indent();
    if (at_end(at)) return;
    if (in_flow()) return walk_flow(at);
    if (value_indent_ != kNone && at > value_indent_) return;  // a plain value goes on
    value_indent_ = kNone;
    size_t column = at;
    bool item = false;
    while (at < line_.size() && line_[at] == '-' && (at + 1 >= line_.size() || line_[at + 1] == ' ')) {
      item = true;
      column = at;
      at = skip_spaces(at + 1);
    }
    if (at_end(at)) return;
    walk_entry(at, item, column);
  }

  // Spaces before the first character; what only looks like spaces is a mistake.
  size_t indent() {
    size_t at = 0;
    while (at < line_.size()) {
      const std::string_view c = character(at);
      if (c == "\t") {
        if (skip_blank(at) < line_.size()) complain(at, Msg::yaml_tab);
        return line_.size();
      }
      if (is_wide_space(c)) {
        if (skip_blank(at) < line_.size()) complain(at, Msg::yaml_wide_space);
        return line_.size();
      }
      if (c != " ") break;
      ++at;
    }
    return at;
  }
  size_t skip_blank(size_t at) const {
    while (at < line_.size() && (line_[at] == ' ' || line_[at] == '\t' || is_wide_space(character(at))))
      at += character(at).size();
    return at;
  }

  // "key: value" or a value by itself; `column` is where the entry's dash stands, if it has one.
  void walk_entry(size_t at, bool item, size_t column) {
    if (begins_node(at)) return walk_value(at, column);
    const size_t colon = key_end(at);
    if (check_wide_colon(at, colon)) return;
    if (colon != kNone) {
      size_t value = colon + 1;
      if (is_wide_space(character(value)) || is_wide_space(character(skip_spaces(value)))) {
        complain(skip_spaces(value), Msg::yaml_wide_space);
        return;
      }
      value = skip_spaces(value);
      if (!at_end(value)) walk_value(value, at);
      return;
    }
    if (!item && check_tight_colon(at)) return;
    value_indent_ = column;
  }

  // The ": " (or ":" at the end) that makes a plain text a key.
  size_t key_end(size_t at) const {
    for (; at < line_.size() && !is_comment(at); ++at) {
      if (line_[at] != ':') continue;
      if (at + 1 >= line_.size() || line_[at + 1] == ' ' || is_wide_space(character(at + 1))) return at;
    }
    return kNone;
  }

  // "id：clock-in"; after other keys than words only where what follows can be nothing but a value.
  bool check_wide_colon(size_t at, size_t ascii_colon) {
    size_t word = at;
    while (word < line_.size() && is_word(line_[word])) ++word;
    size_t colon = word > at && character(word) == "：" ? word : line_.find("：", at);
    if (colon == kNone || colon > ascii_colon) return false;
    const size_t after = skip_spaces(colon + std::string_view("：").size());
    const bool value_follows = after < line_.size() && std::string_view("[{'\"$").find(line_[after]) != kNone;
    if (colon != word && !value_follows && !(after >= line_.size() && next_is_deeper(at))) return false;
    complain_wide(colon, ": ");
    return true;
  }
  bool next_is_deeper(size_t indent) const {
    for (uint32_t next = number_ + 1; next <= source_.lines(); ++next) {
      const std::string_view line = source_.line(next);
      const size_t at = line.find_first_not_of(' ');
      if (at != kNone) return at > indent;
    }
    return false;
  }

  // "id:clock-in" is one plain text to YAML.
  bool check_tight_colon(size_t at) {
    size_t word = at;
    while (word < line_.size() && is_word(line_[word])) ++word;
    if (word == at || word >= line_.size() || line_[word] != ':' || line_.substr(word, 3) == "://")
      return false;
    complain(word, Msg::yaml_tight_colon);
    return true;
  }

  // ---- values ----
  bool begins_node(size_t at) const {
    return line_[at] == '\'' || line_[at] == '"' || line_[at] == '[' || line_[at] == '{' ||
           wrong_start(at) != nullptr;
  }
  const Pair* wrong_start(size_t at) const {
    const auto found =
        std::find_if(kStarts.begin(), kStarts.end(), [&](const Pair& p) { return p.found == character(at); });
    if (found == kStarts.end()) return nullptr;
    if (found->found == "－" && character(at + found->found.size()) != " ") return nullptr;
    return &*found;
  }

  // In block style, a value of the entry whose key or dash stands at `column`.
  void walk_value(size_t at, size_t column) {
    if (const Pair* wrong = wrong_start(at)) {
      complain_wide(at, std::string(wrong->wanted));
      return;
    }
    const char c = line_[at];
    if (c == '[' || c == '{') return walk_flow(at);
    if (c == '\'' || c == '"') {
      const size_t end = after_quote(at);
      if (end == kNone) return;
      after_value(end, column);
      return;
    }
    if (c == '|' || c == '>') {
      block_indent_ = column;
      return;
    }
    value_indent_ = column;
  }

  // Behind a quoted text of block style: a key's colon, or nothing.
  void after_value(size_t at, size_t column) {
    at = skip_spaces(at);
    if (at_end(at)) return;
    if (character(at) == "：") return complain_wide(at, ": ");
    if (line_[at] != ':') return;
    const size_t value = skip_spaces(at + 1);
    if (!at_end(value)) walk_value(value, column);
  }

  size_t after_quote(size_t at) {
    const char quote = line_[at];
    for (size_t i = at + 1; i < line_.size(); ++i) {
      if (quote == '"' && line_[i] == '\\') {
        ++i;
      } else if (line_[i] == quote) {
        if (quote == '"' || i + 1 >= line_.size() || line_[i + 1] != '\'') return i + 1;
        ++i;
      }
    }
    complain(at, Msg::yaml_unclosed, {std::string(1, quote)});
    return kNone;
  }

  // ---- flow style: [a, b] and {key: value} ----
  void walk_flow(size_t at) {
    while (true) {
      at = skip_spaces(at);
      if (at_end(at)) return;
      const char c = line_[at];
      if (c == '[' || c == '{') {
        const Mark mark{number_, static_cast<uint32_t>(count_characters(line_.substr(0, at)) + 1)};
        open_.push_back({c, mark, c == '{'});
        ++at;
      } else if (c == ']' || c == '}') {
        if (open_.empty()) return;
        open_.pop_back();
        if (open_.empty()) return;
        at = after_flow_node(at + 1);
      } else if (c == ',') {
        if (in_flow()) open_.back().key = open_.back().bracket == '{';
        ++at;
      } else if (c == ':' && in_flow()) {
        open_.back().key = false;
        ++at;
      } else if (c == '\'' || c == '"') {
        at = after_quote(at);
        if (at == kNone) return;
        at = after_flow_node(at);
      } else if (const Pair* wrong = wrong_start(at)) {
        complain_wide(at, std::string(wrong->wanted));
        at += wrong->found.size();
      } else {
        at = walk_plain(at);
      }
      if (!in_flow()) return;
    }
  }

  // Behind a quoted text or a bracket only structure can stand.
  size_t after_flow_node(size_t at) {
    at = skip_spaces(at);
    const std::string_view c = character(at);
    if (is_comma(c)) {
      complain_wide(at, ",");
      return at + c.size();
    }
    if (c == "：") {
      complain_wide(at, ": ");
      return at + c.size();
    }
    return at;
  }

  // A plain text in flow style ends at , [ ] { } or ": ". Full-width commas in it are prose after a key,
  // unless another key follows; in a list they are a comma that the input method wrote.
  size_t walk_plain(size_t at) {
    const bool key = open_.back().key;
    for (; at < line_.size() && !is_comment(at); at += character(at).size()) {
      const char c = line_[at];
      if (std::string_view(",[]{}").find(c) != kNone) break;
      if (c == ':' && (at + 1 >= line_.size() || std::string_view(" ,[]{}").find(line_[at + 1]) != kNone))
        break;
      if (c == '?') {  // yaml-cpp ends a text of flow style there
        complain(at, Msg::yaml_question);
        open_.back().key = false;
      }
      const std::string_view wide = character(at);
      if (is_comma(wide) && (in_list() || key || key_follows(at + wide.size()))) {
        complain_wide(at, ",");
        open_.back().key = open_.back().bracket == '{';
        return at + wide.size();
      }
      if (key && (wide == "：" || is_wide_space(wide))) {
        if (wide == "：")
          complain_wide(at, ": ");
        else
          complain(at, Msg::yaml_wide_space);
        open_.back().key = false;
        return at + wide.size();
      }
      const bool closes_map = wide == "｝" && !in_list() && at_end(skip_spaces(at + wide.size()));
      if ((wide == "］" && in_list()) || closes_map) {
        complain_wide(at, wide == "］" ? "]" : "}");
        open_.pop_back();
        return at + wide.size();
      }
    }
    return at;
  }
  bool key_follows(size_t at) const {
    at = skip_spaces(at);
    size_t word = at;
    while (word < line_.size() && is_word(line_[word])) ++word;
    return word > at &&
           ((line_.substr(word, 1) == ":" && line_.substr(word, 3) != "://") || character(word) == "：");
  }

  const SourceText& source_;
  std::vector<YamlProblem> problems_;
  uint32_t number_ = 1;
  std::string_view line_;
  std::vector<Bracket> open_;
  size_t block_indent_ = kNone;  // of the key that a block text belongs to
  size_t value_indent_ = kNone;  // of the entry whose plain value may go on below
};

}  // namespace

bool is_plain_text(const SourceText& source) {
  return text::valid_utf8(source.text()) &&
         std::none_of(source.text().begin(), source.text().end(), is_control);
}

std::vector<YamlProblem> check_source(const SourceText& source) {
  if (is_plain_text(source)) return Walk(source).run();
  for (size_t at = 0; at < source.text().size(); ++at) {
    if (is_control(source.text()[at])) return {{source.mark_of(at), {Msg::yaml_control, {}}}};
  }
  for (size_t at = 0; at < source.text().size();) {
    const size_t begin = at;
    if (text::next_code_point(source.text(), at) == U'\uFFFD' &&
        source.text().compare(begin, 3, "\uFFFD") != 0)
      return {{source.mark_of(begin), {Msg::yaml_not_utf8, {}}}};
  }
  return {{{1, 1}, {Msg::yaml_not_utf8, {}}}};
}

}  // namespace jianfu::rules
