// One forward pass, no tree. The reader follows HTML where templates do (a '<' that begins no tag is text,
// missing quotes and ends are forgiven) and knows {{…}} of templates. What is never closed ends with the
// input and is a defect.
#include "formats/markup/markup.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/markup/mustache.h"
#include "text/ascii.h"

namespace jianfu::formats::markup {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr std::string_view kSpaces = " \t\r\n\f";

// HTML's list. WXML writes <input></input> as well: the closing tag is reported all the same.
constexpr std::array<std::string_view, 14> kVoid = {"area",  "base",   "br",    "col",  "embed",
                                                    "hr",    "img",    "input", "link", "meta",
                                                    "param", "source", "track", "wbr"};
constexpr std::array<std::string_view, 3> kRaw = {"script", "style", "wxs"};

bool is_space(char c) {
  return kSpaces.find(c) != kNone;
}
bool begins_name(char c) {
  const char l = text::lower(c);
  return (l >= 'a' && l <= 'z') || c == '_' || static_cast<signed char>(c) < 0;
}
bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return text::lower(x) == text::lower(y); });
}
template <size_t N>
bool one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view n) { return same_name(n, name); });
}

// Nothing but white space, no-break spaces among it.
bool blank(std::string_view text) {
  while (!text.empty()) {
    if (is_space(text[0]))
      text.remove_prefix(1);
    else if (text.starts_with("\xC2\xA0"))
      text.remove_prefix(2);
    else
      return false;
  }
  return true;
}

// Line and column of rising offsets.
class Place {
 public:
  explicit Place(std::string_view text) : text_(text) {}
  void move_to(size_t offset) {
    if (offset <= at_) return;
    std::string_view passed = text_.substr(std::min(at_, text_.size()), offset - at_);
    at_ = offset;
    const auto ends = std::count(passed.begin(), passed.end(), '\n');
    if (ends > 0) {
      line += static_cast<uint32_t>(ends);
      column = 1;
      passed.remove_prefix(passed.rfind('\n') + 1);
    }
    // Not the inside of a character.
    column += static_cast<uint32_t>(std::count_if(passed.begin(), passed.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  }
  uint32_t line = 1, column = 1;

 private:
  std::string_view text_;
  size_t at_ = 0;
};

class Reader {
 public:
  Reader(std::string_view text, const Limits& limits, Handler& handler, Language language)
      : text_(text), limits_(limits), handler_(handler), html_(language == Language::kTemplate), place_(text), mustaches_(text) {}

  std::vector<Defect> read() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      if (!begins_markup(at_))
        read_text();
      else if (rest.starts_with("<!--"))
        skip_past("<!--", "-->");
      else if (rest.starts_with("<![CDATA["))
        read_cdata();
      else if (rest.starts_with("<!"))
        read_declaration();
      else if (rest.starts_with("<?"))
        skip_past("<?", ">");
      else if (rest.starts_with("</"))
        read_close();
      else
        read_open();
    }
    return std::move(defects_);
  }

 private:
  char peek(size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  bool begins_markup(size_t at) const {
    if (peek(at) != '<') return false;
    const char next = peek(at + 1);
    return begins_name(next) || next == '!' || next == '?' || (next == '/' && begins_name(peek(at + 2)));
  }

  void skip_space() { at_ = std::min(text_.find_first_not_of(kSpaces, at_), text_.size()); }

  void unclosed(std::string_view what, size_t begin) {
    defects_.push_back(
        {GapReason::kTruncated, {Msg::markup_unclosed, {std::string(what)}}, begin, text_.size() - begin});
  }

  // The inside of a construct that began at at_, and past its end; to the end of the input when it has none.
  std::string_view take_until(std::string_view open, std::string_view close) {
    const size_t begin = at_ + open.size();
    const size_t end = text_.find(close, begin);
    if (end == kNone) unclosed(open, at_);
    const std::string_view inside =
        text_.substr(std::min(begin, text_.size()), end == kNone ? kNone : end - begin);
    at_ = end == kNone ? text_.size() : end + close.size();
    return inside;
  }
  void skip_past(std::string_view open, std::string_view close) { take_until(open, close); }

  // <!DOCTYPE …>, with declarations in brackets or without.
  void read_declaration() {
    const size_t bracket = text_.find_first_of("[>", at_);
    skip_past("<!", bracket != kNone && text_[bracket] == '[' ? "]>" : ">");
  }

  void read_cdata() {
    const size_t begin = at_ + std::string_view("<![CDATA[").size();
    tell_text(take_until("<![CDATA[", "]]>"), begin, false);
  }

  void tell_text(std::string_view raw, size_t begin, bool entities) {
    if (blank(raw)) return;
    place_.move_to(begin + raw.find_first_not_of(kSpaces));
    if (!entities || raw.find('&') == kNone) return handler_.on_text(raw, place_.line, place_.column);
    const std::string decoded = decode_entities(raw);
    if (!blank(decoded)) handler_.on_text(decoded, place_.line, place_.column);
  }

  void read_text() {
    const size_t begin = at_;
    while (at_ < text_.size() && !begins_markup(at_)) {
      at_ = text_[at_] == '{' ? past_braces(at_) : at_ + 1;
      at_ = std::min(text_.find_first_of("<{", at_), text_.size());
    }
    tell_text(text_.substr(begin, at_ - begin), begin, true);
  }

  // Past the {{…}} at `at`, or past the one brace that it is.
  size_t past_braces(size_t at) {
    const size_t end = html_ && text_.substr(at).starts_with(kMustacheOpen) ? mustaches_.end_of(at) : kNone;
    return end == kNone ? at + 1 : end;
  }

  void read_close() {
    place_.move_to(at_);
    const uint32_t line = place_.line;
    const size_t end = std::min(text_.find_first_of(" \t\r\n\f/><", at_ + 2), text_.size());
    const std::string_view name = text_.substr(at_ + 2, end - at_ - 2);
    at_ = std::min(text_.find_first_of("><", end), text_.size());
    if (peek(at_) == '>') ++at_;
    handler_.on_close(name, line);
  }

  void read_open() {
    place_.move_to(at_);
    Tag tag;
    tag.line = place_.line;
    tag.column = place_.column;
    tag.offset = at_;
    const size_t end = std::min(text_.find_first_of(" \t\r\n\f/><", at_ + 1), text_.size());
    tag.name = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end;
    read_attributes(tag);
    const bool raw = html_ && !tag.self_closing && one_of(kRaw, tag.name) && at_ < text_.size();
    tag.self_closing |= html_ && one_of(kVoid, tag.name);
    handler_.on_open(tag);
    if (raw) read_raw(tag.name);
  }

  // Up to and past the '>'.
  void read_attributes(Tag& tag) {
    for (skip_space(); at_ < text_.size(); skip_space()) {
      const char c = text_[at_];
      if (c == '>') {
        ++at_;
        return;
      }
      if (begins_markup(at_)) return unclosed_tag(tag);  // the next tag begins: this one lost its end
      if (c == '/') {
        tag.self_closing = peek(at_ + 1) == '>';
        ++at_;
        continue;
      }
      read_attribute(tag);
    }
    unclosed_tag(tag);
  }

  void unclosed_tag(const Tag& tag) {
    if (at_ >= text_.size()) unclosed(text_.substr(tag.offset, 1 + tag.name.size()), tag.offset);
  }

  void read_attribute(Tag& tag) {
    Attribute attribute;
    place_.move_to(at_);
    attribute.line = place_.line;
    size_t end = past_braces(at_);  // whatever stands here begins the name, so that the walk goes on
    while (end < text_.size() && !is_space(text_[end]) && std::string_view("=>/").find(text_[end]) == kNone) {
      end = text_[end] == '{' ? past_braces(end) : end + 1;
    }
    attribute.name = text_.substr(at_, end - at_);
    at_ = end;
    const size_t sign = text_.find_first_not_of(kSpaces, at_);
    if (peek(sign) == '=') {
      at_ = sign + 1;
      skip_space();
      attribute.has_value = true;
      attribute.value = decode_entities(read_value());
    }
    if (++attributes_ <= limits_.items) tag.attributes.push_back(std::move(attribute));
  }

  std::string_view read_value() {
    const char quote = peek(at_);
    if (quote == '"' || quote == '\'') {
      const size_t end = quoted_end(at_ + 1, quote);
      if (end != kNone) {
        const std::string_view value = text_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        return value;
      }
    }
    const size_t begin = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '>' && !ends_unquoted(at_)) {
      at_ = text_[at_] == '{' ? past_braces(at_) : at_ + 1;
    }
    return text_.substr(begin, at_ - begin);
  }
  bool ends_unquoted(size_t at) const { return text_[at] == '/' && peek(at + 1) == '>'; }

  // Where the value ends that begins at `begin`. Quotes in {{…}} are the expression's, unless none would be
  // left.
  size_t quoted_end(size_t begin, char quote) {
    bool& none_outside = quote == '"' ? no_double_outside_ : no_single_outside_;
    bool& none = quote == '"' ? no_double_ : no_single_;
    const char stops[] = {quote, '{', '\0'};
    for (size_t at = begin; !none_outside;) {
      at = text_.find_first_of(stops, at);
      if (at == kNone)
        none_outside = true;
      else if (text_[at] == quote)
        return at;
      else
        at = past_braces(at);
    }
    const size_t end = none ? kNone : text_.find(quote, begin);
    if (end == kNone && !none) unclosed(std::string_view(&quote, 1), begin - 1);
    none |= end == kNone;
    return end;
  }

  void read_raw(std::string_view name) {
    place_.move_to(at_);
    const uint32_t line = place_.line;
    const size_t begin = at_;
    const size_t end = raw_end(name);
    if (end == kNone) unclosed("<" + std::string(name), begin);
    at_ = std::min(end, text_.size());
    if (at_ > begin) handler_.on_raw(name, text_.substr(begin, at_ - begin), line);
  }

  // "</script" with what may follow a name; the tag itself is read as a closing tag.
  size_t raw_end(std::string_view name) const {
    for (size_t at = text_.find("</", at_); at != kNone; at = text_.find("</", at + 2)) {
      const char after = peek(at + 2 + name.size());
      if (!same_name(text_.substr(at + 2, name.size()), name)) continue;
      if (after == '>' || after == '/' || after == '\0' || is_space(after)) return at;
    }
    return kNone;
  }

  std::string_view text_;
  const Limits& limits_;
  Handler& handler_;
  bool html_;
  Place place_;
  MustacheFinder mustaches_;
  std::vector<Defect> defects_;
  size_t at_ = 0;
  uint64_t attributes_ = 0;
  // Facts about the rest of the text, found once: no such quote any more, in or outside of braces.
  bool no_double_ = false, no_single_ = false, no_double_outside_ = false, no_single_outside_ = false;
};

}  // namespace

const Attribute* Tag::find(std::string_view attribute) const {
  const auto at = std::find_if(attributes.begin(), attributes.end(),
                               [&](const Attribute& a) { return same_name(a.name, attribute); });
  return at == attributes.end() ? nullptr : &*at;
}

std::vector<Defect> read(std::string_view utf8, const Limits& limits, Handler& handler, Language language) {
  return Reader(utf8, limits, handler, language).read();
}

}  // namespace jianfu::formats::markup
