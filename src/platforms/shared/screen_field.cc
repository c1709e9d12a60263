// Fields of forms: what they are called, whether they must be filled, what they take.
#include <algorithm>
#include <array>

#include "platforms/shared/literals.h"
#include "platforms/shared/screen.h"
#include "platforms/shared/template_names.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Evidence;
using evidence::Kind;
using formats::markup::Value;

// Attribute of a field → name of the argument that tells it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kTold = {{
    {"type", "input"},
    {"mode", "mode"},
    {"name", "name"},
    {"prop", "name"},
    {"max-count", "count"},
    {"limit", "count"},
    {"source-type", "source"},
    {"size-type", "size"},
    {"capture", "source"},
    {"accept", "accept"},
    {"maxlength", "maxlength"},
    {"max-length", "maxlength"},
}};

constexpr uint32_t kMostLabelTexts = 3;  // more than these before a field are an explanation, not its label

const Value* value_of(const AttributeValues& attributes, std::string_view name) {
  for (const auto& [written, value] : attributes) {
    bool expression = false;
    if (written == name || plain_name(written, expression) == name) return &value;
  }
  return nullptr;
}

std::string said(const Value* value) {
  if (value == nullptr || !formats::markup::says_something(value->text)) return {};
  return readable_template(text::to_valid_utf8(value->text));
}

// Said to be so: bare, "true", {{true}}, :required="true"; not "false", not a variable.
bool is_true(const Value* value) {
  return value != nullptr &&
         (value->text == "true" || value->text == "required" || value->text == "1" || value->text.empty());
}

// Has a letter: "…：" and "~" are no names.
bool names_something(std::string_view label) {
  return holds_han(label) || std::any_of(label.begin(), label.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
         });
}

}  // namespace

void LabelState::add(std::string_view text) {
  if (is_required_mark(text)) return mark();
  if (texts > 0 && !last.empty()) required = false;  // that mark was of the label before
  if (texts == 0) first = text;
  last = text;
  ++texts;
  value = false;
}

void LabelState::mark() {
  required = true;
}

void LabelState::end_of(LabelState&& inner, bool is_inline) {
  if (inner.field) {
    *this = {};
    field = true;
    return;
  }
  if (inner.texts == 0) {
    required |= inner.required;
    value |= inner.value;
    return;
  }
  // A row of label and value tells something and asks for nothing.
  if (!is_inline && (inner.value || inner.texts > kMostLabelTexts)) {
    *this = {};
    return;
  }
  const bool marked = texts == 0 && required;
  add(is_inline ? inner.last : inner.first);
  required = inner.required || marked;
  value = inner.value;
}

// The text before the field, in the nearest element around it that holds one. True when it is marked as
// required. No element around keeps a label for the next field.
bool ScreenReader::take_label(std::string& label) {
  bool required = false, found = false;
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    LabelState& state = frame->label;
    if (!found) {
      required |= state.required || (frame->required && !frame->label_taken);
      if (state.texts > 0) {
        label = state.last;
        found = true;
      } else if (!frame->own_text.empty() && !frame->label_taken && is_field_wrapper(frame->tag)) {
        label = frame->own_text;
        found = true;
      }
    }
    frame->label_taken = true;
    state = {};
    state.field = true;
  }
  return required;
}

// Bare, "true", {{true}}, a class or rules that say so. For the elements around a field as well.
bool says_required(const AttributeValues& attributes) {
  for (const std::string_view name : {"required", "is-required", "isRequired", "must"}) {
    if (is_true(value_of(attributes, name))) return true;
  }
  const Value* classes = value_of(attributes, "class");
  return classes != nullptr && class_says_required(classes->text);
}

void ScreenReader::field(Frame& frame, const AttributeValues& attributes, const Spot& spot) {
  const std::string placeholder = said(value_of(attributes, "placeholder"));
  std::string label = said(value_of(attributes, "label"));
  std::string before;
  const bool marked = take_label(before);
  if (!names_something(label)) label = std::move(before);
  if (!names_something(label) && !placeholder.empty()) label = placeholder;
  Evidence item = this->item(Kind::kField, evidence::Role::kNone, "", spot);
  item.required = marked || says_required(attributes) || says_required(label) || says_required(placeholder);
  item.arguments.push_back({"type", frame.tag});
  if (!placeholder.empty() && placeholder != label) item.arguments.push_back({"placeholder", placeholder});
  for (const auto& [name, argument] : kTold) {
    const std::string value = said(value_of(attributes, name));
    if (!value.empty()) item.arguments.push_back({std::string(argument), value});
  }
  item.text = label;
  // Texts inside of it are what was chosen: a label only when there is no other.
  frame.label = {};
  frame.label.field = true;
  frame.field = std::move(item);
}

// <picker><list-item title="类别"/></picker>: the row inside of a choice says what is chosen.
void ScreenReader::name_choice_around(const std::string& title) {
  if (!names_something(title)) return;
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    if (!frame->field) continue;
    if (frame->field->text.empty() && holds_choice(frame->tag)) frame->field->text = title;
    return;
  }
}

// All is known: what the field is called when nothing stands before it.
void ScreenReader::tell_field(Frame& frame) {
  Evidence& item = *frame.field;
  if (item.text.empty() && holds_choice(frame.tag) && frame.label.texts > 0) {
    item.text = frame.label.first;
    item.required |= says_required(item.text) || frame.label.required;
  }
  for (const std::string_view name : {"placeholder", "name"}) {
    if (!item.text.empty()) break;
    const auto at = std::find_if(item.arguments.begin(), item.arguments.end(),
                                 [&](const auto& a) { return a.name == name; });
    if (at != item.arguments.end()) item.text = at->value;
  }
  const auto repeated = std::find_if(item.arguments.begin(), item.arguments.end(), [&](const auto& a) {
    return a.name == "placeholder" && a.value == item.text;
  });
  if (repeated != item.arguments.end()) item.arguments.erase(repeated);
  out_->add(std::move(item));
  frame.field.reset();
}

}  // namespace jianfu::platforms
