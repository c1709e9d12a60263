#include "platforms/shared/screen.h"

#include <algorithm>
#include <array>

#include "formats/markup/markup.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/of_use.h"
#include "platforms/shared/template_names.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Evidence;
using evidence::Kind;
using evidence::Role;
using formats::markup::Value;

// Deeper elements are read, and belong to the one around them.
constexpr size_t kMostFrames = 512;
// A closing tag is looked for among so many open ones.
constexpr size_t kMostUnclosed = 32;
// What a handler's element says: a caption, not a paragraph.
constexpr size_t kMostCaption = 90;
constexpr uint32_t kMostCaptionTexts = 3;

constexpr std::array<std::string_view, 7> kRoutes = {"url", "src", "path", "href", "to", "page", "link"};
// Attributes of elements that are capabilities, told with them.
constexpr std::array<std::string_view, 5> kTold = {"type", "mode", "src", "unit-id", "device-position"};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

template <size_t N>
bool one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_false(const Value& value) {
  return value.names.empty() && (value.text == "false" || value.text == "0" || value.text == "null");
}

// A function's name as handlers have it: "submit", "form.submit", "submit(1)" → "submit".
std::string_view function_of(std::string_view code) {
  code = trimmed(code);
  const size_t end = code.find('(');
  const std::string_view name = trimmed(code.substr(0, end));
  const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || c == '.' || c == '-' || static_cast<signed char>(c) < 0;
  });
  return plain ? name : std::string_view();
}

AttributeValues values_of(const Attributes& attributes) {
  AttributeValues out;
  out.reserve(attributes.size());
  for (const auto& [name, value] : attributes) {
    bool expression = false;
    const std::string_view plain = plain_name(name, expression);
    // Rules of a form written in place: [{ required: true }].
    const bool rules = plain == "rules" && (value.find("required: true") != std::string::npos ||
                                            value.find("required:true") != std::string::npos);
    if (rules) out.emplace_back("required", Value{"true", {}, {}, {}});
    const bool code = expression || name.starts_with('@');
    out.emplace_back(name,
                     code ? formats::markup::read_expression(value) : formats::markup::read_value(value));
    if (name.starts_with('@') || name.starts_with("v-on:")) out.back().second.text = value;
  }
  return out;
}

}  // namespace

ScreenReader::ScreenReader(evidence::Collector& out, uint32_t module, Host host)
    : out_(&out), module_(module), host_(std::move(host)), frames_(1) {}

ScreenReader::~ScreenReader() {
  while (!frames_.empty()) {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    end(std::move(frame));
  }
}

Evidence ScreenReader::item(Kind kind, Role role, std::string_view text, const Spot& spot) const {
  Evidence item;
  item.kind = kind;
  item.role = role;
  item.dormant = !frames_.empty() && frames_.back().hidden;
  item.text = readable_template(text::to_valid_utf8(text));
  item.module = module_;
  item.at.entry = spot.entry;
  item.at.line = spot.line;
  item.at.column = spot.column;
  item.at.symbol = spot.symbol;
  return item;
}

void ScreenReader::add(Kind kind, Role role, std::string_view text, const Spot& spot) {
  if (text.empty() || (kind == Kind::kText && !host_.texts)) return;
  out_->add(item(kind, role, text, spot));
}

// Of the innermost element that is there.
LabelState& ScreenReader::label() {
  auto frame = frames_.rbegin();
  while (frame->transparent && std::next(frame) != frames_.rend()) ++frame;
  return frame->label;
}

// Not only when an expression says so: {{item.must}} around a star.
bool ScreenReader::shown_for_sure() const {
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    if (frame->conditional) return false;
    if (!frame->transparent && !frame->is_inline) return true;
  }
  return true;
}

// --- texts

void ScreenReader::text(std::string_view raw, const Spot& spot, bool expression) {
  const std::string_view text = trimmed(raw);
  if (!formats::markup::says_something(text)) {
    if (!text.empty()) label().value = true;
    return;
  }
  if (expression && !holds_han(text)) return;
  if (text == "*") {  // beside a label it is its required mark
    if (shown_for_sure()) label().mark();
    return;
  }
  std::string shown = readable_template(text::to_valid_utf8(text));
  label().add(shown);
  if (++top().shown_texts <= kMostCaptionTexts && top().shown.size() < kMostCaption)
    top().shown.append(top().shown.empty() ? "" : " ").append(shown);
  add(Kind::kText, role_by_length(text, Role::kLabel), text, spot);
}

// "\\n" and "\\t" between tags are a line break and a tab in mini-programs.
std::string without_escapes(std::string_view text) {
  std::string out(text);
  for (size_t at = out.find('\\'); at != std::string::npos; at = out.find('\\', at + 1)) {
    if (at + 1 < out.size() && (out[at + 1] == 'n' || out[at + 1] == 't'))
      out.replace(at, 2, 1, out[at + 1] == 'n' ? '\n' : '\t');
  }
  return out;
}

void ScreenReader::text(const Value& value, const Spot& spot) {
  if (value.text.find('\\') == std::string::npos)
    text(value.text, spot, false);
  else
    text(without_escapes(value.text), spot, false);
  strings(value, Role::kLabel, spot);
}

// What stands inside of expressions.
void ScreenReader::strings(const Value& value, Role role, const Spot& spot) {
  for (const std::string& text : value.shown) {
    if (!holds_han(text)) continue;
    const std::string shown(trimmed(text));
    if (role == Role::kLabel && ++top().shown_texts <= kMostCaptionTexts && top().shown.size() < kMostCaption)
      top().shown.append(top().shown.empty() ? "" : " ").append(shown);
    add(Kind::kText, role_by_length(shown, role), shown, spot);
  }
  for (const std::string& text : value.compared) {
    if (holds_han(text)) add(Kind::kLiteral, Role::kNone, text, spot);
  }
  for (const std::string& name : value.names) {
    if (!out_->wants(name) || !is_of_use(*out_, Kind::kIdentifier, name))
      out_->count(Kind::kIdentifier, 1);
    else
      add(Kind::kIdentifier, Role::kNone, name, spot);
  }
}

// nodes="<p>…</p>"
void ScreenReader::rich_text(std::string_view html, const Spot& spot) {
  struct Texts final : formats::markup::Handler {
    explicit Texts(std::vector<std::string>& texts) : out(texts) {}
    void on_open(const formats::markup::Tag&) override {}
    void on_close(std::string_view, uint32_t) override {}
    void on_text(std::string_view text, uint32_t, uint32_t) override { out.emplace_back(text); }
    void on_raw(std::string_view, std::string_view, uint32_t) override {}
    std::vector<std::string>& out;
  };
  std::vector<std::string> found;
  Texts handler(found);
  formats::markup::read(html, Limits{}, handler);
  for (const std::string& piece : found) text(piece, spot, true);
}

void ScreenReader::end_of_row() {
  for (Frame& frame : frames_) frame.label = {};
}

// --- elements

void ScreenReader::open(std::string_view tag, const Attributes& attributes, const Spot& spot) {
  open(tag, values_of(attributes), spot);
}

void ScreenReader::open(std::string_view tag, const AttributeValues& attributes, const Spot& spot) {
  Frame frame = begin(tag, attributes, spot);
  if (frames_.size() < kMostFrames)
    frames_.push_back(std::move(frame));
  else
    end(std::move(frame));
}

void ScreenReader::close(std::string_view tag) {
  const size_t reach = std::min(frames_.size() - 1, kMostUnclosed);
  for (size_t back = 1; back <= reach; ++back) {
    if (frames_[frames_.size() - back].tag != tag) continue;
    for (; back > 0; --back) {
      Frame frame = std::move(frames_.back());
      frames_.pop_back();
      end(std::move(frame));
    }
    return;
  }
}

void ScreenReader::element(std::string_view tag, const Attributes& attributes, const Spot& spot) {
  end(begin(tag, values_of(attributes), spot));
}

ScreenReader::Frame ScreenReader::begin(std::string_view tag, const AttributeValues& attributes,
                                        const Spot& spot) {
  Frame frame;
  frame.tag = tag;
  frame.is_inline = is_inline(tag);
  frame.transparent = tag == "block";
  frame.hidden = top().hidden;
  frame.required = says_required(attributes);
  for (const auto& [name, value] : attributes) {
    const Condition condition = condition_of(name);
    if (condition == Condition::kShows) frame.hidden |= is_false(value);
    if (condition == Condition::kHides) frame.hidden |= value.text == "true";
    frame.conditional |= condition != Condition::kNone && !value.names.empty();
  }
  const bool was_hidden = top().hidden;
  top().hidden = frame.hidden;  // its own items are as hidden as it is
  if (is_field(tag)) field(frame, attributes, spot);
  if (is_capability(tag)) {
    Evidence call = item(Kind::kCall, Role::kNone, host_.api + ".element." + frame.tag, spot);
    for (const auto& [name, value] : attributes) {
      if (one_of(kTold, name) && formats::markup::says_something(value.text))
        call.arguments.push_back({name, readable_template(text::to_valid_utf8(value.text))});
    }
    out_->add(std::move(call));
  }
  if (const uint32_t component = host_.component_of(tag); component != evidence::kNoModule) {
    out_->edge(evidence::EdgeKind::kIncludes, module_, component, spot.entry, spot.line);
  }
  for (const auto& [name, value] : attributes) attribute(frame, name, value, spot);
  top().hidden = was_hidden;
  return frame;
}

void ScreenReader::attribute(Frame& frame, const std::string& written, const Value& value, const Spot& spot) {
  if (const std::string event = event_of(written); !event.empty()) return handler(frame, event, value, spot);
  bool expression = false;
  const std::string_view name = plain_name(written, expression);
  if (name == "open-type" || name == "openType") {
    if (formats::markup::says_something(value.text))
      add(Kind::kCall, Role::kNone, host_.api + ".open-type." + value.text, spot);
    for (const std::string& type : value.shown)
      add(Kind::kCall, Role::kNone, host_.api + ".open-type." + type, spot);
  } else if (name == "form-type" || name == "formType" || name == "native-type") {
    frame.submits = value.text == "submit";
  } else if (condition_of(written) != Condition::kNone) {
    strings(value, Role::kUnknown, spot);
  } else if (one_of(kRoutes, name)) {
    link(value.text, spot);
    for (const std::string& route : value.shown) link(route, spot);
  } else if (name == "nodes" || name == "v-html") {
    rich_text(value.text, spot);
    strings(value, Role::kLabel, spot);
  } else {
    const Role role = is_text_attribute(name) || name == "v-text" ? Role::kLabel : Role::kUnknown;
    const bool says = formats::markup::says_something(value.text);
    if (says && (name == "title" || name == "label" || (name == "text" && frame.own_text.empty())))
      frame.own_text = readable_template(text::to_valid_utf8(value.text));
    if (says && holds_han(value.text)) add(Kind::kText, role_by_length(value.text, role), value.text, spot);
    strings(value, Role::kUnknown, spot);
  }
}

void ScreenReader::link(std::string_view route, const Spot& spot) {
  const uint32_t page = host_.page_of(route);
  if (page != evidence::kNoModule) {
    if (page != module_) out_->edge(evidence::EdgeKind::kOpens, module_, page, spot.entry, spot.line);
    add(Kind::kRoute, Role::kNone, route, spot);
  } else if (looks_like_endpoint(route)) {
    add(Kind::kEndpoint, Role::kNone, route, spot);
  }
}

// bindtap="submit", bindtap="{{ok ? 'submit' : ''}}", @click="submit(item)"
void ScreenReader::handler(Frame& frame, std::string_view event, const Value& value, const Spot& spot) {
  const auto told = [&](std::string_view name) {
    Evidence found = item(Kind::kIdentifier, Role::kNone, name, spot);
    found.arguments.push_back({"event", std::string(event)});
    frame.handlers.push_back(std::move(found));
  };
  if (formats::markup::says_something(value.text)) {
    const std::string_view function = function_of(value.text);
    if (!function.empty()) {
      told(function);
    } else if (value.names.empty()) {
      told(trimmed(value.text));
    } else {
      for (const std::string& name : value.names) told(name);  // () => submit(1), a && b()
    }
  }
  const bool code = value.text.find('(') != std::string::npos;
  for (const std::string& text : value.shown) {
    if (code)
      holds_han(text) ? add(Kind::kText, Role::kUnknown, text, spot) : link(text, spot);
    else
      told(text);
  }
}

void ScreenReader::end(Frame frame) {
  if (frame.field) tell_field(frame);
  const std::string& caption = frame.shown.empty() ? frame.own_text : frame.shown;
  const bool short_caption =
      !caption.empty() && frame.shown_texts <= kMostCaptionTexts && caption.size() <= kMostCaption;
  if (frame.submits && short_caption) frame.submit = caption;
  for (Evidence& handler : frame.handlers) {
    const bool submits = handler.arguments.front().value == "submit" && !frame.submit.empty();
    if (submits || short_caption) handler.arguments.push_back({"text", submits ? frame.submit : caption});
    // A caption is told by whatever is pressed.
    const bool of_use = handler.arguments.size() > 1 || is_of_use(*out_, Kind::kIdentifier, handler.text);
    of_use ? out_->add(std::move(handler)) : out_->count(Kind::kIdentifier, 1);
  }
  if (frames_.empty()) return;
  Frame& around = top();
  if (around.submit.empty()) around.submit = std::move(frame.submit);
  if (is_field_wrapper(frame.tag) && !frame.label_taken) name_choice_around(frame.own_text);
  if (frame.handlers.empty() && !frame.field) {
    around.shown_texts += frame.shown_texts;
    if (!frame.shown.empty() && around.shown.size() < kMostCaption)
      around.shown.append(around.shown.empty() ? "" : " ").append(frame.shown);
  }
  if (frame.tag == "button" || frame.tag.ends_with("-button")) frame.label = {};
  if (frame.required && frame.label.texts > 0) frame.label.required = true;
  if (!frame.transparent) label().end_of(std::move(frame.label), frame.is_inline);
}

}  // namespace jianfu::platforms
