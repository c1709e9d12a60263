#include "platforms/shared/screen.h"

#include <algorithm>
#include <array>

#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Evidence;
using evidence::Kind;
using evidence::Role;

constexpr std::array<std::string_view, 12> kTextAttributes = {
    "placeholder", "title",      "label",  "text", "content", "confirm-text",
    "cancel-text", "aria-label", "header", "desc", "alt",     "note"};

// Elements that take something from the user. Component libraries name theirs after these ("van-field",
// "u-input").
constexpr std::array<std::string_view, 16> kFieldTags = {
    "input",  "textarea", "picker", "switch",         "slider", "radio-group",
    "select", "uploader", "editor", "checkbox-group", "field",  "datetime-picker",
    "upload", "cascader", "input-number", "text-area"};

// Elements that are capabilities of their own.
constexpr std::array<std::string_view, 8> kCapabilities = {
    "camera", "web-view", "ad", "ad-custom", "live-pusher", "map", "official-account", "open-data"};

constexpr std::array<std::string_view, 3> kRequiredWords = {"必填", "必选", "必传"};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

const std::string* value_of(const Attributes& attributes, std::string_view name) {
  const auto at =
      std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.first == name; });
  return at == attributes.end() ? nullptr : &at->second;
}

bool is_true(const std::string* value) {
  return value != nullptr && value->find("false") == std::string::npos &&
         value->find("!") == std::string::npos;
}

bool marks_required(std::string_view label) {
  if (label.starts_with('*') || label.ends_with('*')) return true;
  return std::any_of(kRequiredWords.begin(), kRequiredWords.end(),
                     [&](std::string_view word) { return label.find(word) != std::string_view::npos; });
}

bool is_handler(std::string_view attribute) {
  return attribute.starts_with("bind") || attribute.starts_with("catch") ||
         attribute.starts_with("capture-") || attribute.starts_with('@') || attribute.starts_with("on");
}

evidence::Location place_of(const Spot& spot) {
  evidence::Location out;
  out.entry = spot.entry;
  out.line = spot.line;
  out.column = spot.column;
  out.symbol = spot.symbol;
  return out;
}

}  // namespace

bool is_field_tag(std::string_view tag) {
  return std::any_of(kFieldTags.begin(), kFieldTags.end(), [&](std::string_view name) {
    return tag == name ||
           (tag.size() > name.size() && tag.ends_with(name) && tag[tag.size() - name.size() - 1] == '-');
  });
}

void ScreenReader::add(Kind kind, Role role, std::string_view text, const Spot& spot) {
  if (text.empty() || (kind == Kind::kText && !host_.texts)) return;
  Evidence item;
  item.kind = kind;
  item.role = role;
  item.text = readable_template(text::to_valid_utf8(text));
  item.module = module_;
  item.at = place_of(spot);
  out_.add(std::move(item));
}

void ScreenReader::text(std::string_view raw, const Spot& spot, bool expression) {
  const std::string_view text = trimmed(raw);
  if (text.empty() || (expression && !holds_han(text))) return;
  // A lone "*" beside a label is its required mark.
  if (text == "*") {
    if (!label_.starts_with('*')) label_.insert(0, 1, '*');
    return;
  }
  label_ = label_ == "*" ? "*" + std::string(text) : std::string(text);
  add(Kind::kText, role_by_length(text, Role::kLabel), text, spot);
}

void ScreenReader::element(std::string_view tag, const Attributes& attributes, const Spot& spot) {
  if (is_field_tag(tag)) field(tag, attributes, spot);
  if (std::find(kCapabilities.begin(), kCapabilities.end(), tag) != kCapabilities.end()) {
    add(Kind::kCall, Role::kNone, host_.api + ".element." + std::string(tag), spot);
  }
  if (const uint32_t component = host_.component_of(tag); component != evidence::kNoModule) {
    out_.edge(evidence::EdgeKind::kIncludes, module_, component, spot.entry, spot.line);
  }
  for (const auto& [name, value] : attributes) {
    if (value.empty()) continue;
    if (name == "open-type" || name == "openType") {
      add(Kind::kCall, Role::kNone, host_.api + ".open-type." + value, spot);
    } else if (is_handler(name)) {
      add(Kind::kIdentifier, Role::kNone, value, spot);
    } else if (name == "url" || name == "src" || name == "path" || name == "href") {
      const uint32_t page = host_.page_of(value);
      if (page != evidence::kNoModule && page != module_)
        out_.edge(evidence::EdgeKind::kOpens, module_, page, spot.entry, spot.line);
      if (page != evidence::kNoModule)
        add(Kind::kRoute, Role::kNone, value, spot);
      else if (looks_like_endpoint(value))
        add(Kind::kEndpoint, Role::kNone, value, spot);
    } else if (holds_han(value)) {
      const bool known =
          std::find(kTextAttributes.begin(), kTextAttributes.end(), name) != kTextAttributes.end();
      add(Kind::kText, role_by_length(value, known ? Role::kLabel : Role::kUnknown), value, spot);
    }
  }
}

void ScreenReader::field(std::string_view tag, const Attributes& attributes, const Spot& spot) {
  const std::string* placeholder = value_of(attributes, "placeholder");
  const std::string* own_label = value_of(attributes, "label");
  const std::string* name = value_of(attributes, "name");
  std::string label = own_label != nullptr ? *own_label : label_;
  if (label.empty() && placeholder != nullptr) label = *placeholder;
  if (label.empty() && name != nullptr) label = *name;
  const bool required = is_true(value_of(attributes, "required")) || marks_required(label) ||
                        (placeholder != nullptr && marks_required(*placeholder));
  Evidence item;
  item.kind = Kind::kField;
  item.text = readable_template(text::to_valid_utf8(label));
  item.required = required;
  item.module = module_;
  item.at = place_of(spot);
  item.arguments.push_back({"type", std::string(tag)});
  if (placeholder != nullptr && *placeholder != label)
    item.arguments.push_back({"placeholder", *placeholder});
  if (name != nullptr) item.arguments.push_back({"name", *name});
  out_.add(std::move(item));
  label_.clear();
}

}  // namespace jianfu::platforms
