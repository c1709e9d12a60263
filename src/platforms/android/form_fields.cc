#include "platforms/android/form_fields.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/axml/attribute_ids.h"
#include "platforms/shared/template_names.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Evidence;
using formats::axml::Attribute;
using formats::axml::Element;
namespace id = formats::axml::attribute;

constexpr int kNearLevels = 3;       // a label stands in the row of its field, or in a row around it
constexpr size_t kLabelBytes = 120;  // longer ones are explanations

constexpr std::array<std::string_view, 11> kFields = {
    "EditText", "Spinner",      "CheckBox",       "RadioGroup", "AutoCompleteTextView",
    "Switch",   "SwitchCompat", "SwitchMaterial", "RatingBar",  "DatePicker",
    "SeekBar"};
constexpr std::array<std::string_view, 5> kSelfLabelled = {"CheckBox", "Switch", "SwitchCompat",
                                                           "SwitchMaterial", "RadioButton"};
constexpr std::array<std::string_view, 6> kNoLabels = {"Button", "CheckBox", "RadioButton",
                                                       "Switch", "Toolbar",  "Tab"};

template <size_t N>
bool ends_with_any(std::string_view tag, const std::array<std::string_view, N>& names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return tag.ends_with(name); });
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\n";
  const size_t first = text.find_first_not_of(kBlank);
  return first == std::string_view::npos ? std::string_view{}
                                         : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// android:inputType (InputType of the framework: class in the low four bits, variation above).
std::string_view name_of_input(uint32_t type) {
  const uint32_t variation = type & 0xff0;
  switch (type & 0xf) {
    case 1:
      if (variation == 0x80 || variation == 0x90 || variation == 0xe0) return "password";
      if (variation == 0x20 || variation == 0xd0) return "email";
      if (variation == 0x10) return "uri";
      return (type & 0x20000) != 0 ? "multiline" : "text";
    case 2:
      return variation == 0x10 ? "password" : "number";
    case 3:
      return "phone";
    case 4:
      return "datetime";
    default:
      return {};
  }
}

bool is_hint(const Attribute& attribute) {
  return attribute.id == id::kHint || attribute.name.ends_with("hint") ||
         (attribute.name.ends_with("Hint") && attribute.name.find("Color") == std::string::npos);
}

// Of views of the app's own: rowTitle, leftText, itemName; not hintText.
constexpr std::array<std::string_view, 8> kCaptions = {"title", "Title", "label", "Label",
                                                       "name",  "Name",  "text",  "Text"};
bool is_caption(const Attribute& attribute) {
  return ends_with_any(attribute.name, kCaptions) && attribute.id != id::kText &&
         attribute.name.find("hint") == std::string::npos && attribute.name.find("Hint") == std::string::npos;
}

}  // namespace

// An input of the framework; or what says, in the place of a value, what is to be chosen or entered: a text
// with a hint opens a choice, a view of the app's own with a hint is a row of a form.
bool is_field(const Element& element) {
  if (ends_with_any(element.name, kFields)) return true;
  if (element.name.ends_with("InputLayout") || ends_with_any(element.name, kNoLabels)) return false;
  return std::any_of(element.attributes.begin(), element.attributes.end(), is_hint);
}

FormFields::FormFields(const formats::axml::Document& document, const Resources& resources)
    : document_(document), resources_(resources) {
  for (const Element& element : document.elements) {
    const Attribute* target = element.find(0, "labelFor");
    if (target != nullptr && target->data != 0)
      label_for_.emplace(target->data, shown(element, id::kText, "text"));
  }
}

std::string FormFields::shown(const Element& element, uint32_t attribute, std::string_view name) const {
  const Attribute* found = element.find(attribute, name);
  return found == nullptr ? std::string() : resources_.show(*found);
}

void FormFields::text(const Element& element, std::string_view text) {
  if (is_field(element) || ends_with_any(element.name, kNoLabels)) return;
  const std::string_view words = trimmed(text);
  if (words == "*") {
    starred_ = true;
  } else if (!words.empty() && words.size() <= kLabelBytes) {
    label_ = words;
    label_parent_ = element.name.ends_with("InputLayout")
                        ? static_cast<int32_t>(&element - document_.elements.data())
                        : element.parent;
  }
}

bool FormFields::label_is_near(const Element& field) const {
  int32_t around = field.parent;
  for (int level = 0; level < kNearLevels && around >= 0; ++level) {
    if (around == label_parent_) return true;
    around = document_.elements[static_cast<size_t>(around)].parent;
  }
  return label_parent_ < 0 ||
         (label_parent_ > 0 && document_.elements[static_cast<size_t>(label_parent_)].parent == field.parent);
}

// A field is called by who says so, by itself, by what stands before it, by its hint, by its id.
std::string FormFields::label_of(const Element& element, const std::string& hint) {
  const Attribute* own_id = element.find(id::kId, "id");
  if (own_id != nullptr) {
    if (const auto said = label_for_.find(own_id->data); said != label_for_.end() && !said->second.empty())
      return said->second;
  }
  if (ends_with_any(element.name, kSelfLabelled)) {
    if (std::string own = shown(element, id::kText, "text"); !own.empty()) return own;
  }
  if (std::string own = caption_of(element); !own.empty()) return own;
  if (!label_.empty() && label_is_near(element)) return label_;
  if (!hint.empty()) return hint;
  return own_id == nullptr ? std::string() : resources_.name_of(own_id->data);
}

// <x.FormRow app:rowTitle="联系电话" app:rowHint="请输入"/>
std::string FormFields::caption_of(const Element& element) const {
  if (element.name.find('.') == std::string::npos || ends_with_any(element.name, kFields) ||
      element.name.ends_with("TextView"))
    return {};
  for (const Attribute& attribute : element.attributes) {
    if (!is_caption(attribute)) continue;
    std::string text = resources_.show(attribute);
    if (!text.empty() && text.size() <= kLabelBytes) return text;
  }
  return {};
}

std::string FormFields::hint_of(const Element& element) const {
  const auto found = std::find_if(element.attributes.begin(), element.attributes.end(), is_hint);
  return found == element.attributes.end() ? std::string() : resources_.show(*found);
}

Evidence FormFields::field(const Element& element) {
  const std::string hint = hint_of(element);
  const std::string label = label_of(element, hint);
  Evidence item;
  item.kind = evidence::Kind::kField;
  item.text = text::to_valid_utf8(label);
  item.required =
      starred_ || label.find('*') != std::string::npos || says_required(label) || says_required(hint);
  item.arguments.push_back({"type", element.name.substr(element.name.rfind('.') + 1)});
  if (!hint.empty() && hint != label) item.arguments.push_back({"hint", text::to_valid_utf8(hint)});
  if (const Attribute* own_id = element.find(id::kId, "id")) {
    std::string name = resources_.name_of(own_id->data);
    if (!name.empty()) item.arguments.push_back({"id", std::move(name)});
  }
  if (const Attribute* input = element.find(id::kInputType, "inputType")) {
    const std::string_view name = name_of_input(input->data);
    if (!name.empty()) item.arguments.push_back({"input", std::string(name)});
  }
  label_.clear();
  starred_ = false;
  return item;
}

}  // namespace jianfu::platforms::android
