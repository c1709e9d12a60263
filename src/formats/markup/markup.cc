#include "formats/markup/markup.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/utf.h"

namespace jianfu::formats::markup {
namespace {

constexpr std::array<std::string_view, 3> kRaw = {"script", "style", "wxs"};
constexpr std::array<std::string_view, 9> kVoid = {"br", "img", "input", "hr", "meta", "link", "area", "source", "col"};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool blank(std::string_view text) { return std::all_of(text.begin(), text.end(), is_space); }
template <size_t N>
bool one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Reader {
 public:
  Reader(std::string_view text, Handler& handler) : text_(text), handler_(handler) {}

  void read() {
    while (at_ < text_.size()) {
      if (text_[at_] != '<' || !tag_at(at_)) {
        read_text();
      } else if (text_.substr(at_).starts_with("<!--")) {
        skip_past("-->");
      } else if (text_.substr(at_).starts_with("<![CDATA[")) {
        read_cdata();
      } else if (text_[at_ + 1] == '!' || text_[at_ + 1] == '?') {
        skip_past(">");
      } else if (text_[at_ + 1] == '/') {
        read_close();
      } else {
        read_open();
      }
    }
  }

 private:
  bool tag_at(size_t at) const {
    if (at + 1 >= text_.size()) return false;
    const char c = text_[at + 1];
    return begins_name(c) || c == '!' || c == '?' || (c == '/' && at + 2 < text_.size() && begins_name(text_[at + 2]));
  }

  void move_to(size_t to) {
    to = std::min(to, text_.size());
    for (; at_ < to; ++at_) {
      if (text_[at_] != '\n') continue;
      ++line_;
      line_start_ = at_ + 1;
    }
  }
  uint32_t column() const { return static_cast<uint32_t>(at_ - line_start_ + 1); }

  void skip_past(std::string_view end) {
    const size_t found = text_.find(end, at_ + 1);
    move_to(found == std::string_view::npos ? text_.size() : found + end.size());
  }

  // Past a {{…}}: what is in it ends neither text nor tag. An unclosed one is text.
  size_t after_braces(size_t at) const {
    const size_t end = text_.find("}}", at + 2);
    return end == std::string_view::npos || end - at > 4096 ? at + 2 : end + 2;
  }

  void read_text() {
    const size_t begin = at_;
    const uint32_t line = line_, col = column();
    size_t end = at_;
    while (end < text_.size()) {
      if (end != begin && text_[end] == '<' && tag_at(end)) break;
      end = text_.substr(end).starts_with("{{") ? after_braces(end) : end + 1;
    }
    end = std::min(end, text_.size());
    const std::string_view raw = text_.substr(begin, end - begin);
    move_to(end);
    if (!blank(raw)) handler_.on_text(raw.find('&') == std::string_view::npos ? raw : std::string_view(scratch_ = decode_entities(raw)), line, col);
  }

  void read_cdata() {
    const size_t begin = at_ + 9;
    const size_t end = std::min(text_.find("]]>", begin), text_.size());
    const uint32_t line = line_, col = column();
    if (!blank(text_.substr(begin, end - begin))) handler_.on_text(text_.substr(begin, end - begin), line, col);
    move_to(end + 3);
  }

  void read_close() {
    const uint32_t line = line_;
    size_t end = at_ + 2;
    while (end < text_.size() && !is_space(text_[end]) && text_[end] != '>') ++end;
    const std::string_view name = text_.substr(at_ + 2, end - at_ - 2);
    move_to(std::min(text_.find('>', end), text_.size()) + 1);
    handler_.on_close(name, line);
  }

  void read_open() {
    Tag tag;
    tag.line = line_;
    tag.column = column();
    tag.offset = at_;
    size_t end = at_ + 1;
    while (end < text_.size() && !is_space(text_[end]) && text_[end] != '>' && text_[end] != '/') ++end;
    tag.name = text_.substr(at_ + 1, end - at_ - 1);
    move_to(end);
    read_attributes(tag);
    tag.self_closing |= one_of(kVoid, tag.name) && tag.name != "input" ? true : tag.name == "input";
    handler_.on_open(tag);
    if (!tag.self_closing && one_of(kRaw, tag.name)) read_raw(tag.name);
  }

  void read_attributes(Tag& tag) {
    while (at_ < text_.size()) {
      while (at_ < text_.size() && is_space(text_[at_])) move_to(at_ + 1);
      if (at_ >= text_.size()) return;
      if (text_[at_] == '>') return move_to(at_ + 1);
      if (text_[at_] == '/') {
        tag.self_closing = at_ + 1 < text_.size() && text_[at_ + 1] == '>';
        move_to(at_ + 1);
        continue;
      }
      if (text_[at_] == '<' && tag_at(at_)) return;  // the tag was never closed
      read_attribute(tag);
    }
  }

  void read_attribute(Tag& tag) {
    Attribute attribute;
    attribute.line = line_;
    size_t end = at_ + 1;
    while (end < text_.size() && !is_space(text_[end]) && text_[end] != '=' && text_[end] != '>' && text_[end] != '/') ++end;
    attribute.name = text_.substr(at_, end - at_);
    move_to(end);
    size_t value = at_;
    while (value < text_.size() && is_space(text_[value])) ++value;
    if (value < text_.size() && text_[value] == '=') {
      move_to(value + 1);
      while (at_ < text_.size() && is_space(text_[at_])) move_to(at_ + 1);
      attribute.has_value = true;
      attribute.value = read_value();
    }
    tag.attributes.push_back(std::move(attribute));
  }

  std::string read_value() {
    if (at_ >= text_.size()) return {};
    const char quote = text_[at_];
    const bool quoted = quote == '"' || quote == '\'';
    const size_t begin = quoted ? at_ + 1 : at_;
    size_t end = begin;
    while (end < text_.size()) {
      if (quoted ? text_[end] == quote : is_space(text_[end]) || text_[end] == '>') break;
      // Quotes inside of braces are the expression's; only when the braces close before the line does.
      const bool braces = text_.substr(end).starts_with("{{");
      end = braces ? after_braces(end) : end + 1;
    }
    end = std::min(end, text_.size());
    const std::string_view raw = text_.substr(begin, end - begin);
    move_to(quoted ? end + 1 : end);
    return decode_entities(raw);
  }

  void read_raw(std::string_view name) {
    const uint32_t line = line_;
    size_t end = at_;
    while (true) {
      end = text_.find("</", end);
      if (end == std::string_view::npos || text_.substr(end + 2).starts_with(name)) break;
      end += 2;
    }
    end = std::min(end, text_.size());
    handler_.on_raw(name, text_.substr(at_, end - at_), line);
    move_to(end);
  }

  std::string_view text_;
  Handler& handler_;
  size_t at_ = 0, line_start_ = 0;
  uint32_t line_ = 1;
  std::string scratch_;
};

struct Entity {
  std::string_view name;
  char32_t value;
};
constexpr std::array kEntities = {
    Entity{"amp", '&'},      Entity{"lt", '<'},         Entity{"gt", '>'},        Entity{"quot", '"'},     Entity{"apos", '\''},
    Entity{"nbsp", 0xA0},    Entity{"ensp", 0x2002},    Entity{"emsp", 0x2003},   Entity{"thinsp", 0x2009}, Entity{"ldquo", 0x201C},
    Entity{"rdquo", 0x201D}, Entity{"lsquo", 0x2018},   Entity{"rsquo", 0x2019},  Entity{"middot", 0xB7},  Entity{"hellip", 0x2026},
    Entity{"mdash", 0x2014}, Entity{"ndash", 0x2013},   Entity{"copy", 0xA9},     Entity{"reg", 0xAE},     Entity{"yen", 0xA5},
    Entity{"times", 0xD7},   Entity{"divide", 0xF7},    Entity{"deg", 0xB0},      Entity{"bull", 0x2022},  Entity{"laquo", 0xAB},
    Entity{"raquo", 0xBB},   Entity{"rarr", 0x2192},    Entity{"larr", 0x2190},   Entity{"uarr", 0x2191},  Entity{"darr", 0x2193},
    Entity{"trade", 0x2122}, Entity{"permil", 0x2030},  Entity{"euro", 0x20AC},   Entity{"pound", 0xA3},   Entity{"sect", 0xA7},
    Entity{"para", 0xB6},    Entity{"plusmn", 0xB1},    Entity{"sup2", 0xB2},     Entity{"radic", 0x221A}, Entity{"infin", 0x221E},
    Entity{"ne", 0x2260},    Entity{"le", 0x2264},      Entity{"ge", 0x2265},     Entity{"zwnj", 0x200C},  Entity{"zwj", 0x200D},
};

// The character of "&name;" or "&#…;" without its "&", and how long it is; 0 when it is none.
size_t entity(std::string_view rest, char32_t& value) {
  const size_t end = rest.substr(0, 12).find(';');
  if (end == std::string_view::npos || end == 0) return 0;
  const std::string_view name = rest.substr(0, end);
  if (name.front() != '#') {
    const auto at = std::find_if(kEntities.begin(), kEntities.end(), [&](const Entity& e) { return e.name == name; });
    if (at == kEntities.end()) return 0;
    value = at->value;
    return end + 1;
  }
  const bool hex = name.size() > 2 && (name[1] == 'x' || name[1] == 'X');
  const std::string_view digits = name.substr(hex ? 2 : 1);
  uint32_t code = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
  if (digits.empty() || result.ptr != digits.data() + digits.size() || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return 0;
  value = code;
  return end + 1;
}

// String literals of an expression.
void strings_of(std::string_view expression, std::vector<Piece>& out) {
  for (size_t at = 0; at < expression.size(); ++at) {
    const char quote = expression[at];
    if (quote != '\'' && quote != '"') continue;
    const size_t end = expression.find(quote, at + 1);
    if (end == std::string_view::npos) return;
    if (end > at + 1) out.push_back({std::string(expression.substr(at + 1, end - at - 1)), true});
    at = end;
  }
}

}  // namespace

const Attribute* Tag::find(std::string_view attribute) const {
  const auto at = std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == attribute; });
  return at == attributes.end() ? nullptr : &*at;
}

std::vector<Defect> read(std::string_view utf8, const Limits&, Handler& handler) {
  Reader(utf8, handler).read();
  return {};
}

std::string decode_entities(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    char32_t value = 0;
    const size_t size = text[at] == '&' ? entity(text.substr(at + 1), value) : 0;
    if (size == 0) {
      out += text[at++];
      continue;
    }
    text::append_utf8(out, value);
    at += size + 1;
  }
  return out;
}

std::vector<Piece> split_mustaches(std::string_view text) {
  std::vector<Piece> out;
  while (!text.empty()) {
    const size_t open = text.find("{{");
    const std::string_view plain = text.substr(0, open);
    if (!blank(plain)) out.push_back({std::string(plain), false});
    if (open == std::string_view::npos) break;
    const size_t close = text.find("}}", open);
    strings_of(text.substr(open + 2, close == std::string_view::npos ? close : close - open - 2), out);
    text.remove_prefix(close == std::string_view::npos ? text.size() : close + 2);
  }
  return out;
}

}  // namespace jianfu::formats::markup
