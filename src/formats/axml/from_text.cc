#include "formats/axml/from_text.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "formats/axml/attribute_ids.h"
#include "formats/markup/markup.h"
#include "text/utf.h"

namespace jianfu::formats::axml {
namespace {

constexpr std::string_view kPlaceholder = "\xEF\xBF\xBC";  // an expression between literals

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view local_name(std::string_view name) {
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

class Builder final : public markup::Handler {
 public:
  Builder(const TextOptions& options, const Limits& limits, Document& out)
      : options_(options), limits_(limits), out_(out) {}

  void on_open(const markup::Tag& tag) override {
    if (removed_ > 0 || is_removed(tag)) {
      if (!tag.self_closing) ++removed_;
      return;
    }
    Element element;
    element.name = tag.name;
    element.line = tag.line;
    element.parent = open_.empty() ? -1 : open_.back();
    for (const markup::Attribute& attribute : tag.attributes) add(attribute, element);
    // <view class="com.x.SignView"> is <com.x.SignView>.
    if (element.name == "view") {
      if (const Attribute* named = element.find(0, "class");
          named != nullptr && named->text.find('.') != std::string::npos)
        element.name = named->text;
    }
    const auto index = static_cast<int32_t>(out_.elements.size());
    if (out_.elements.size() < limits_.items) out_.elements.push_back(std::move(element));
    if (!tag.self_closing && open_.size() < limits_.nesting) {
      open_.push_back(index < static_cast<int32_t>(out_.elements.size()) ? index : -1);
    } else if (!tag.self_closing) {
      ++deep_;
    }
  }

  void on_close(std::string_view, uint32_t) override {
    if (removed_ > 0) {
      --removed_;
    } else if (deep_ > 0) {
      --deep_;
    } else if (!open_.empty()) {
      open_.pop_back();
    }
  }

  void on_text(std::string_view text, uint32_t, uint32_t) override {
    if (removed_ > 0 || open_.empty() || open_.back() < 0) return;
    out_.elements[static_cast<size_t>(open_.back())].text.push_back(unescape_resource(text));
  }
  void on_raw(std::string_view, std::string_view, uint32_t) override {}

 private:
  bool is_removed(const markup::Tag& tag) const {
    for (const markup::Attribute& attribute : tag.attributes) {
      if (prefix_is(attribute.name, tools_) && local_name(attribute.name) == "node" &&
          (attribute.value == "remove" || attribute.value == "removeAll"))
        return true;
    }
    // <layout><data> declares the variables of a data binding.
    return tag.name == "data" && !open_.empty() && open_.back() >= 0 &&
           out_.elements[static_cast<size_t>(open_.back())].name == "layout";
  }

  static bool prefix_is(std::string_view name, std::string_view prefix) {
    return name.size() > prefix.size() && name.starts_with(prefix) && name[prefix.size()] == ':';
  }

  void add(const markup::Attribute& attribute, Element& element) {
    const std::string_view name = attribute.name;
    if (name.starts_with("xmlns")) {
      if (attribute.value.ends_with("/apk/res/android")) android_ = std::string(local_name(name));
      if (attribute.value.ends_with("android.com/tools")) tools_ = std::string(local_name(name));
      return;
    }
    if (prefix_is(name, tools_)) return;
    Attribute made;
    made.name = local_name(name);
    if (prefix_is(name, android_)) made.id = attribute::id_of(made.name);
    set_value(made, with_placeholders(attribute.value));
    element.attributes.push_back(std::move(made));
  }

  std::string with_placeholders(const std::string& value) const {
    std::string out;
    size_t at = 0;
    for (size_t hole = value.find("${"); hole != std::string::npos; hole = value.find("${", at)) {
      const size_t end = value.find('}', hole);
      if (end == std::string::npos) break;
      const std::string_view name = std::string_view(value).substr(hole + 2, end - hole - 2);
      const auto known = std::find_if(options_.placeholders.begin(), options_.placeholders.end(),
                                      [&](const auto& row) { return row.first == name; });
      const bool found = known != options_.placeholders.end();
      out.append(value, at, found ? hole - at : end + 1 - at);
      if (found) out += known->second;
      at = end + 1;
    }
    return out.append(value, at);
  }

  // "string/name", "+id/name", "android:string/ok", "*android:…".
  uint32_t id_of(std::string_view reference) const {
    if (reference.starts_with('+')) reference.remove_prefix(1);
    if (reference.starts_with("android:") || reference.starts_with("*android:")) return 0;
    const size_t colon = reference.find(':');
    if (colon != std::string_view::npos) reference.remove_prefix(colon + 1);
    const size_t slash = reference.find('/');
    if (slash == std::string_view::npos || !options_.id_of) return 0;
    return options_.id_of(reference.substr(0, slash), reference.substr(slash + 1));
  }

  void set_value(Attribute& made, const std::string& raw) const {
    const std::string_view text = trimmed(raw);
    if (text.starts_with("@{") || text.starts_with("@={")) return set_expression(made, text);
    if (text.starts_with('@') && text.size() > 1) {
      made.type = text == "@null" || text == "@empty" ? static_cast<uint8_t>(kNull)
                                                      : static_cast<uint8_t>(kReference);
      made.data = made.type == kNull ? 0 : id_of(text.substr(1));
      return;
    }
    if (text.starts_with('?')) {
      made.type = kAttribute;
      return;
    }
    if (text == "true" || text == "false") {
      made.type = kBoolean;
      made.data = text == "true" ? 0xFFFFFFFF : 0;
      return;
    }
    int32_t number = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    if (!text.empty() && result.ec == std::errc() && result.ptr == text.data() + text.size()) {
      made.type = kIntDecimal;
      made.data = static_cast<uint32_t>(number);
      made.text = text;
      return;
    }
    made.type = kString;
    made.text = unescape_resource(raw);
  }

  // @{ok ? @string/yes : `没有` + user.name}: the first resource, else the literals.
  void set_expression(Attribute& made, std::string_view text) const {
    made.type = kAttribute;
    std::string literals;
    bool gap = false;
    for (size_t at = 2; at < text.size();) {
      const char c = text[at];
      if (c == '@' && at + 1 < text.size() && is_name(text[at + 1])) {
        size_t end = at + 1;
        while (end < text.size() && (is_name(text[end]) || text[end] == '/')) ++end;
        const uint32_t id = id_of(text.substr(at + 1, end - at - 1));
        if (id != 0) {
          made.type = kReference;
          made.data = id;
          return;
        }
        at = end;
      } else if (c == '`' || c == '"' || c == '\'') {
        const size_t end = text.find(c, at + 1);
        if (end == std::string_view::npos) break;
        if (gap && !literals.empty()) literals += kPlaceholder;
        literals += text.substr(at + 1, end - at - 1);
        gap = false;
        at = end + 1;
      } else {
        gap |= is_name(c);
        ++at;
      }
    }
    if (literals.empty()) return;
    made.type = kString;
    made.text = std::move(literals);
  }

  const TextOptions& options_;
  const Limits& limits_;
  Document& out_;
  std::string android_ = "android", tools_ = "tools";
  std::vector<int32_t> open_;  // indices of elements, -1 for one beyond the limit
  uint64_t removed_ = 0;       // open elements inside of a removed one
  uint64_t deep_ = 0;          // open elements beyond the nesting limit
};

int hex_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// `at`: behind the backslash. Returns past the escape.
size_t append_escape(std::string_view raw, size_t at, std::string& out) {
  const char c = raw[at];
  if (c == 'n') return out += '\n', at + 1;
  if (c == 't') return out += '\t', at + 1;
  if (c != 'u') return out += c, at + 1;
  char32_t value = 0;
  size_t end = at + 1;
  while (end < raw.size() && end < at + 5 && hex_of(raw[end]) >= 0)
    value = value * 16 + static_cast<char32_t>(hex_of(raw[end++]));
  text::append_utf8(out, value >= 0xD800 && value < 0xE000 ? 0xFFFD : value);
  return end;
}

}  // namespace

std::string unescape_resource(std::string_view raw) {
  raw = trimmed(raw);
  std::string out;
  out.reserve(raw.size());
  bool quoted = false;
  for (size_t at = 0; at < raw.size();) {
    const char c = raw[at];
    if (c == '\\' && at + 1 < raw.size()) {
      at = append_escape(raw, at + 1, out);
    } else if (c == '"') {
      quoted = !quoted;
      ++at;
    } else if (is_space(c) && !quoted) {
      if (out.empty() || out.back() != ' ') out += ' ';
      ++at;
    } else {
      out += c;
      ++at;
    }
  }
  return out;
}

Document from_text(std::string_view utf8, const TextOptions& options, const Limits& limits) {
  Document out;
  Builder builder(options, limits, out);
  out.defects = markup::read(utf8, limits, builder, markup::Language::kXml);
  return out;
}

}  // namespace jianfu::formats::axml
