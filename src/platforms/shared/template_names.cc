#include "platforms/shared/template_names.h"

#include <algorithm>
#include <array>

namespace jianfu::platforms {
namespace {

constexpr std::array<std::string_view, 16> kTextAttributes = {
    "placeholder", "title", "label", "text", "content", "confirm-text", "cancel-text", "aria-label",
    "header",      "desc",  "alt",   "note", "tip",     "sub-title",    "button-text", "description"};

constexpr std::array<std::string_view, 20> kFieldTags = {
    "input",    "textarea",  "picker",    "switch",         "slider",     "radio-group",     "select",
    "uploader", "upload",    "editor",    "checkbox-group", "field",      "datetime-picker", "date-picker",
    "cascader", "text-area", "easyinput", "input-number",   "number-box", "data-checkbox"};
constexpr std::array<std::string_view, 6> kChoices = {"picker",         "radio-group", "select",
                                                      "checkbox-group", "uploader",    "upload"};

constexpr std::array<std::string_view, 13> kCapabilities = {
    "camera",          "web-view",  "ad",         "ad-custom",        "ad-rewarded-video",
    "ad-interstitial", "ad-draw",   "map",        "official-account", "open-data",
    "contact-button",  "lifestyle", "live-pusher"};

constexpr std::array<std::string_view, 10> kInline = {"text", "span",   "label", "b",     "i",
                                                      "em",   "strong", "font",  "small", "a"};

constexpr std::array<std::string_view, 6> kWrappers = {"form-item",  "forms-item", "form-model-item",
                                                       "form-group", "list-item",  "cell"};

constexpr std::array<std::string_view, 6> kRequiredClasses = {"required", "must",      "star",
                                                              "asterisk", "mandatory", "isrequired"};
constexpr std::array<std::string_view, 6> kRequiredWords = {"必填",     "必选",     "必传",
                                                            "必须上传", "必须填写", "必须拍照"};
// Before such a word: a question, or the opposite.
constexpr std::array<std::string_view, 3> kNegations = {"是否", "非", "不"};

template <size_t N>
bool one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// "picker", "van-picker"; not "colorpicker".
template <size_t N>
bool named_after(const std::array<std::string_view, N>& names, std::string_view tag) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    return tag == name ||
           (tag.size() > name.size() && tag.ends_with(name) && tag[tag.size() - name.size() - 1] == '-');
  });
}

bool remove_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// Words that only begin like "onclick".
constexpr std::array<std::string_view, 4> kNoHandlers = {"once", "only", "online", "ones"};

// "onTap" of Alipay and JSX, "onclick" of HTML and quick apps.
bool remove_on(std::string_view& name) {
  return name.size() > 3 && !one_of(kNoHandlers, name) && remove_prefix(name, "on");
}

}  // namespace

std::string event_of(std::string_view name) {
  for (const std::string_view before : {"capture-", "mut-"}) remove_prefix(name, before);
  const bool handler = remove_prefix(name, "bind:") || remove_prefix(name, "catch:") ||
                       remove_prefix(name, "bind") || remove_prefix(name, "catch") ||
                       remove_prefix(name, "v-on:") || remove_prefix(name, "on:") ||
                       remove_prefix(name, "@") || remove_on(name);
  if (!handler || name.empty()) return {};
  name = name.substr(0, name.find('.'));  // @click.stop
  std::string out(name);
  if (!out.empty()) out[0] = lower(out[0]);
  return out;
}

Condition condition_of(std::string_view name) {
  if (name == "hidden" || name == "wx:hidden") return Condition::kHides;
  const size_t colon = name.find(':');
  const bool prefixed = colon != std::string_view::npos || name.starts_with("v-") || name.starts_with("s-");
  const std::string_view word = colon != std::string_view::npos ? name.substr(colon + 1)
                                : prefixed                      ? name.substr(2)
                                                                : name;
  const bool shows =
      word == "if" || word == "elif" || word == "else-if" || word == "show" || word == "elseif";
  return shows && colon != 0 ? Condition::kShows : Condition::kNone;
}

std::string_view plain_name(std::string_view attribute, bool& expression) {
  expression = remove_prefix(attribute, "v-bind:") ||
               (attribute.size() > 1 && remove_prefix(attribute, ":")) || attribute.starts_with("v-");
  return attribute;
}

bool is_field(std::string_view tag) {
  return named_after(kFieldTags, tag);
}
bool holds_choice(std::string_view tag) {
  return named_after(kChoices, tag);
}
bool is_inline(std::string_view tag) {
  return one_of(kInline, tag);
}
bool is_field_wrapper(std::string_view tag) {
  return named_after(kWrappers, tag) || named_after(kFieldTags, tag);
}
bool is_capability(std::string_view tag) {
  return one_of(kCapabilities, tag);
}
bool is_text_attribute(std::string_view name) {
  return one_of(kTextAttributes, name);
}

bool class_says_required(std::string_view classes) {
  while (!classes.empty()) {
    const size_t end = std::min(classes.find_first_of(" \t\r\n"), classes.size());
    std::string word;
    for (const char c : classes.substr(0, end)) word += lower(c);
    classes.remove_prefix(std::min(end + 1, classes.size()));
    if (word.size() > 64 || word.find("no") == 0 || word.find("un") == 0 ||
        word.find("not-") != std::string::npos || word.find("no-") != std::string::npos)
      continue;
    const size_t last = word.find_last_of("-_");
    if (one_of(kRequiredClasses, std::string_view(word).substr(last == std::string::npos ? 0 : last + 1)))
      return true;
  }
  return false;
}

bool says_required(std::string_view label) {
  if (label.starts_with('*') || label.ends_with('*')) return true;
  return std::any_of(kRequiredWords.begin(), kRequiredWords.end(), [&](std::string_view word) {
    const size_t at = label.find(word);
    if (at == std::string_view::npos) return false;
    const std::string_view before = label.substr(0, at);
    return !std::any_of(kNegations.begin(), kNegations.end(),
                        [&](std::string_view no) { return before.ends_with(no); });
  });
}

bool is_required_mark(std::string_view label) {
  for (const std::string_view around : {"(", "（", "[", "【", "*", " "}) remove_prefix(label, around);
  for (const std::string_view around : {")", "）", "]", "】", "*", " "}) {
    if (label.ends_with(around)) label.remove_suffix(around.size());
  }
  return label.empty() || one_of(kRequiredWords, label);
}

}  // namespace jianfu::platforms
