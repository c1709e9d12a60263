#include "platforms/shared/directives.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "formats/markup/escapes.h"
#include "formats/markup/value.h"
#include "platforms/shared/literals.h"

namespace jianfu::platforms {
namespace {

using formats::markup::Attribute;

constexpr std::array<std::string_view, 17> kConditions = {
    "v-if", "v-else-if", "v-show", "v-for", "wx:if",  "wx:elif", "wx:for", "if",    "elif",
    "for",  "show",      "a:if",   "a:for", "x-show", "s-if",    "*ngIf",  "*ngFor"};

// Nothing in them is shown, though it may be text.
constexpr std::array<std::string_view, 10> kSilent = {"class", "style",      "key", "ref",    "id",
                                                      "slot",  "slot-scope", "is",  "v-slot", "tid"};

template <size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' || c == '.';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

// `a ${b} c` → "a \uFFFC c"; braces in the expression are counted.
std::string joined_template(std::string_view raw) {
  std::string out;
  for (size_t at = 0; at < raw.size();) {
    const size_t hole = raw.find("${", at);
    out += raw.substr(at, hole == std::string_view::npos ? hole : hole - at);
    if (hole == std::string_view::npos) break;
    out += "\xEF\xBF\xBC";
    size_t depth = 1;
    for (at = hole + 2; at < raw.size() && depth > 0; ++at) {
      if (raw[at] == '{') ++depth;
      if (raw[at] == '}') --depth;
    }
  }
  return out;
}

// Past the quote that closes the one at `at`, npos when there is none.
size_t string_end(std::string_view text, size_t at) {
  for (size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == text[at]) return i + 1;
    if (text[i] == '\\') ++i;
  }
  return std::string_view::npos;
}

bool is_comparison_end(std::string_view before) {
  before = trimmed(before);
  return before.ends_with("==") || before.ends_with("!=") || before.ends_with("case") ||
         before.ends_with("includes(") || before.ends_with("indexOf(");
}

bool is_comparison_begin(std::string_view after) {
  after = trimmed(after);
  return after.starts_with("==") || after.starts_with("!=") || after.starts_with(".includes") ||
         after.starts_with(".indexOf");
}

bool says_required(std::string_view rules) {
  for (size_t at = rules.find("required"); at != std::string_view::npos;
       at = rules.find("required", at + 8)) {
    const std::string_view rest = trimmed(rules.substr(at + 8));
    if (!rest.starts_with(':') && !rest.starts_with("':") && !rest.starts_with("\":")) continue;
    const std::string_view value = trimmed(rest.substr(rest.find(':') + 1));
    if (value.starts_with("true") || value.starts_with("!0")) return true;
  }
  return false;
}

// "submit" of submit, submit(1), this.submit($event); empty for other code.
std::string_view handler_name(std::string_view code) {
  code = trimmed(code);
  size_t end = 0;
  while (end < code.size() && is_name_character(code[end])) ++end;
  const std::string_view rest = trimmed(code.substr(end));
  const bool call = rest.starts_with('(') && (rest.ends_with(')') || rest.ends_with(");"));
  if (end == 0 || (!rest.empty() && rest != ";" && !call)) return {};
  const std::string_view name = code.substr(0, end);
  return name.starts_with("this.") ? name.substr(5) : name;
}

class ElementBuilder {
 public:
  explicit ElementBuilder(const formats::markup::Tag& tag) {
    out_.tag = kebab(tag.name);
    for (const Attribute& attribute : tag.attributes) add(attribute);
  }
  PlainElement take() { return std::move(out_); }

 private:
  void add(const Attribute& attribute) {
    std::string_view name = attribute.name;
    if (name.starts_with('@') || name.starts_with("v-on:"))
      return handler(name.substr(name[0] == '@' ? 1 : 5), attribute);
    if (is_one_of(kConditions, name)) return condition(attribute.value);
    // Angular: [(ngModel)], (click), [label].
    if (name.starts_with("[(")) return model(attribute.value);
    if (name.starts_with('(')) return handler(name.substr(1, name.find(')') - 1), attribute);
    if (name.starts_with('[')) return bound(name.substr(1, name.find(']') - 1), attribute);
    if (name == "formControlName") return model(attribute.value);
    if (name == "v-text" || name == "v-html") {
      take_names(attribute.value);
      for (std::string& text : expression_strings(attribute.value, &out_.compared))
        out_.shown.push_back(std::move(text));
      return;
    }
    if (name.starts_with("v-model")) return model(attribute.value);
    if (name.starts_with(':') || name.starts_with("v-bind:"))
      return bound(name.substr(name[0] == ':' ? 1 : 7), attribute);
    if (name.starts_with('#') || name.starts_with("v-") || is_one_of(kSilent, name)) return;
    if (is_handler(name)) return handler(name, attribute);
    plain(name, attribute);
  }

  static bool is_handler(std::string_view name) {
    return name.starts_with("bind") || name.starts_with("catch") || name.starts_with("capture-") ||
           (name.starts_with("on") && name != "only");
  }

  void handler(std::string_view event, const Attribute& attribute) {
    event = event.substr(0, event.find('.'));
    std::string_view code = trimmed(attribute.value);
    if (code.starts_with("{{") && code.ends_with("}}") && code.size() >= 4)
      code = code.substr(2, code.size() - 4);
    if (const std::string_view name = handler_name(code); !name.empty())
      out_.attributes.emplace_back("@" + std::string(event), name);
    if (code.find_first_of("('\"=`") != std::string_view::npos)
      out_.code.push_back({std::string(code), attribute.line});
  }

  void take_names(std::string_view expression) {
    for (std::string& name : formats::markup::read_expression(expression).names) {
      if (name.size() > 1) out_.names.push_back(std::move(name));
    }
  }

  void condition(std::string_view expression) {
    take_names(expression);
    for (std::string& text : expression_strings(expression, &out_.compared))
      out_.compared.push_back(std::move(text));
  }

  void model(std::string_view path) {
    path = trimmed(path);
    if (path.starts_with("{{")) return;
    const std::string_view name = path.substr(path.rfind('.') + 1);
    if (!name.empty() && std::all_of(name.begin(), name.end(), is_name_character)) model_ = name;
    if (!model_.empty() && !has("name")) out_.attributes.emplace_back("name", model_);
  }

  bool has(std::string_view name) const {
    return std::any_of(out_.attributes.begin(), out_.attributes.end(),
                       [&](const auto& a) { return a.first == name; });
  }

  void bound(std::string_view name, const Attribute& attribute) {
    name = name.substr(0, name.find('.'));
    if (is_one_of(kSilent, name)) return;
    const std::string_view code = trimmed(attribute.value);
    if (name == "required") return required(code != "false" && code != "0" && !code.starts_with('!'));
    if (name == "rules" && says_required(code)) required(true);
    if (code.starts_with('{') || code.starts_with('[')) {
      out_.code.push_back({std::string(name) + "(" + std::string(code) + ")", attribute.line});
      return;
    }
    take_names(code);
    std::vector<std::string> texts = expression_strings(code, &out_.compared);
    if (texts.empty() && (name == "label" || name == "title")) out_.bound_label = true;
    for (std::string& text : texts) out_.attributes.emplace_back(name, std::move(text));
    // A number or true, as it would be written without the colon.
    if (texts.empty() && (code == "true" || code == "false" ||
                          code.find_first_not_of("0123456789.") == std::string_view::npos))
      out_.attributes.emplace_back(name, code);
  }

  void required(bool yes) {
    if (!yes || out_.required) return;
    out_.required = true;
    out_.attributes.emplace_back("required", "true");
  }

  void plain(std::string_view name, const Attribute& attribute) {
    if (name == "required") {
      const std::string_view value = trimmed(attribute.value);
      return required(value != "false" && value != "{{false}}" && value.find('!') == std::string_view::npos);
    }
    if (!attribute.has_value) {
      out_.attributes.emplace_back(name, "true");
      return;
    }
    if (attribute.value.find("{{") == std::string::npos) {
      out_.attributes.emplace_back(name, attribute.value);
      return;
    }
    std::string literal;
    for (formats::markup::Piece& piece : formats::markup::split_mustaches(attribute.value)) {
      if (piece.in_expression)
        out_.attributes.emplace_back(name, std::move(piece.text));
      else
        literal += piece.text;
    }
    if (!literal.empty()) out_.attributes.emplace_back(name, std::move(literal));
  }

  PlainElement out_;
  std::string model_;
};

}  // namespace

std::vector<std::string> expression_strings(std::string_view expression, std::vector<std::string>* compared) {
  std::vector<std::string> out;
  for (size_t at = 0; at < expression.size();) {
    const char c = expression[at];
    const bool quote = c == '"' || c == '\'' || c == '`';
    const size_t end = quote ? string_end(expression, at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      if (quote) break;  // whatever comes cannot be told from a string any more
      ++at;
      continue;
    }
    const std::string_view raw = expression.substr(at + 1, end - at - 2);
    std::string text = formats::markup::unescape_js(c == '`' ? joined_template(raw) : std::string(raw));
    // Only the neighbours: trimming looks at no more than the space between.
    constexpr size_t kNear = 16;
    const std::string_view before = expression.substr(at > kNear ? at - kNear : 0, std::min(at, kNear));
    const std::string_view after = expression.substr(end, kNear);
    const bool is_key = trimmed(before).ends_with('[') && trimmed(after).starts_with(']');
    if (is_comparison_end(before) || is_comparison_begin(after)) {
      if (compared != nullptr) compared->push_back(std::move(text));
    } else if (!text.empty() && !is_key) {
      out.push_back(std::move(text));
    }
    at = end;
  }
  return out;
}

std::string kebab(std::string_view name) {
  std::string out;
  bool upper_before = true;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !upper_before && !out.ends_with('-') && !out.ends_with('.')) out += '-';
    out += upper ? static_cast<char>(c + 32) : c;
    upper_before = upper;
  }
  return out;
}

PlainElement plain_element(const formats::markup::Tag& tag) {
  return ElementBuilder(tag).take();
}

}  // namespace jianfu::platforms
