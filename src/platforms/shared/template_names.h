// Names that templates of mini-programs, quick apps and web frameworks share, by what they are for: handlers,
// conditions, fields, required marks. One table a dialect would say the same things ten times.
#pragma once

#include <string>
#include <string_view>

namespace jianfu::platforms {

// "tap" for bindtap, bind:tap, catch:tap, capture-bind:tap, onTap, @tap.stop, v-on:tap; empty when the
// attribute is no handler.
std::string event_of(std::string_view attribute);

// Whether a true value shows the element (wx:if, v-show) or hides it (hidden); else-branches have no value.
enum class Condition : uint8_t { kNone, kShows, kHides };
Condition condition_of(std::string_view attribute);

// The attribute's name without the mark of a value that is an expression: ":label" → "label"; unchanged and
// `expression` false for a plain one.
std::string_view plain_name(std::string_view attribute, bool& expression);

// Elements that take something from the user. Component libraries name theirs after these ("van-field",
// "u-input").
bool is_field(std::string_view tag);
// Fields that show what was chosen between their tags.
bool holds_choice(std::string_view tag);
// Elements whose text goes on in the text around them.
bool is_inline(std::string_view tag);
// Elements around a field that name it: "van-cell", "el-form-item".
bool is_field_wrapper(std::string_view tag);
// Elements that are capabilities of their own.
bool is_capability(std::string_view tag);
// Attributes that people see.
bool is_text_attribute(std::string_view name);

// "label is-required", "form-item__label--must"; not "not-required".
bool class_says_required(std::string_view classes);
// "*姓名", "姓名（必填）".
bool says_required(std::string_view label);
// Nothing but such a mark: "*", "（必填）".
bool is_required_mark(std::string_view label);

}  // namespace jianfu::platforms
