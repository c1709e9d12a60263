// The names that functions have: declared (function a() {}), as a method (a() {}), as the value of a key, a
// field or a variable (a: function () {}, a = () => {}). A callback has none: what stands in it belongs to
// the function around it.
#include "formats/js/reader.h"

namespace jianfu::formats::js {
namespace {

constexpr size_t kLevels = 16;  // of brackets between a function and what names it

std::string_view last_part(std::string_view callee) {
  return callee.substr(callee.rfind('.') + 1);
}

// Page({…}), new Vue({…}): what their object holds are members, wherever they are called.
bool is_factory(std::string_view callee) {
  const std::string_view name = last_part(callee);
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z' && name != "Promise";
}

// Calls that give back the function that they are given, to be called later or less often.
bool wraps_function(std::string_view callee) {
  const std::string_view name = last_part(callee);
  return name == "useCallback" || name == "useMemoizedFn" || name == "debounce" || name == "throttle" ||
         name == "once";
}

}  // namespace

// The frame whose property names a function that is a value in the top frame; null when nothing does. A
// function that is an argument is a callback. One that is the value of a key of an argument's object is a
// callback too when a function with a name is open (wx.request({success() {}})), else a member
// (Page({onLoad() {}})).
const Frame* Reader::naming_frame() const {
  const Frame* named = nullptr;
  bool in_object = false;
  for (size_t i = frames_.size(), steps = 0; i-- > 0 && steps < kLevels; ++steps) {
    const Frame& frame = frames_[i];
    switch (frame.kind) {
      case FrameKind::kBlock:
      case FrameKind::kClass:
        return named == nullptr ? &frame : named;
      case FrameKind::kObject:
        if (named == nullptr) named = &frame;
        in_object = true;
        break;
      case FrameKind::kGroup:
        break;
      case FrameKind::kArray:
        if (!in_object) return nullptr;
        break;
      case FrameKind::kCall:
        if (in_object) return named_functions_ == 0 || is_factory(frame.callee) ? named : nullptr;
        if (frame.argument != 0 || !wraps_function(frame.callee)) return nullptr;
        break;
      default:
        return nullptr;
    }
  }
  return nullptr;
}

// `own`: the name written behind "function", or the key of a method.
void Reader::expect_body(std::string_view own, uint64_t at) {
  Frame& frame = top();
  frame.function = {};
  const Frame* const from = naming_frame();
  if (from == nullptr || (from->kind == FrameKind::kObject && from->module_open)) return;
  std::string_view name = own.empty() ? from->property : own;
  if (!is_name(name) || name == "exports") return;
  frame.function = name;
  frame.function_at = at;
}

// The block that was opened is the body of the function that was expected, when one was.
void Reader::begin_body(std::string_view name, uint64_t at) {
  if (name.empty()) return;
  top().named_body = true;
  ++named_functions_;
  sink_.on_function(name, position(at).line);
}

void Reader::end_body(bool& open) {
  if (!open) return;
  open = false;
  --named_functions_;
  sink_.on_function_end();
}

// "=>": a block follows, or an expression that goes on to the end of the value.
void Reader::on_arrow(const Token& token) {
  Frame& frame = top();
  if (frame.in_type || (frame.type != TypePosition::kNone && frame.annotated)) return;  // f: (a: A) => B
  if (frame.type == TypePosition::kStatement) return;
  frame.type = TypePosition::kNone;
  frame.arrow = true;
  begin_value();
  if (frame.named_arrow) return;
  expect_body({}, token.offset);
  if (frame.function.empty() || next_byte(token.end()) == '{') return;
  frame.named_arrow = true;
  ++named_functions_;
  sink_.on_function(frame.function, position(token.offset).line);
  frame.function = {};
}

}  // namespace jianfu::formats::js
