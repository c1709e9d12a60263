#include "platforms/shared/jsx_screen.h"

#include <algorithm>
#include <utility>

#include "platforms/shared/directives.h"
#include "platforms/shared/literals.h"

namespace jianfu::platforms {
namespace {

// Form.Item is form-item, a.View is view.
std::string tag_name(std::string_view written) {
  std::string out = kebab(written);
  const size_t dot = out.rfind('.');
  if (dot == std::string::npos) return out;
  if (out.substr(dot + 1) == "item" && dot > 0) {
    out[dot] = '-';
    return out;
  }
  return out.substr(dot + 1);
}

bool is_handler(const ScriptMember& member) {
  const std::string_view key = member.key;
  if (member.handler) return true;
  return (key.size() > 2 && key.starts_with("on") && key[2] >= 'A' && key[2] <= 'Z') ||
         key.starts_with("bind") || key.starts_with("catch");
}

bool is_target(std::string_view key) {
  return key == "url" || key == "src" || key == "path" || key == "href" || key == "to" || key == "page" ||
         key == "link";
}

}  // namespace

ScreenReader& JsxScreen::screen() {
  if (!screen_ || module_ != reader_.module()) {
    module_ = reader_.module();
    screen_.emplace(out_, module_, host_);
  }
  return *screen_;
}

void JsxScreen::on_element(std::string_view written, std::span<const ScriptMember> members, uint32_t line,
                           uint32_t column) {
  const std::string tag = tag_name(written);
  const Spot spot = spot_of(line, column);
  Attributes attributes;
  std::string_view children;
  bool required = false;
  for (const ScriptMember& member : members) {
    const bool yes = member.kind == ValueKind::kTrue || member.kind == ValueKind::kNone;
    if (is_handler(member)) {
      if (!member.text.empty() && member.kind != ValueKind::kString)
        attributes.emplace_back("@" + std::string(member.key), member.text);
    } else if (member.key == "required") {
      required |=
          member.kind != ValueKind::kFalse && !(member.kind == ValueKind::kString && member.text == "false");
    } else if (member.key == "children") {
      if (member.kind == ValueKind::kString) children = member.text;
    } else if (member.kind == ValueKind::kString || yes) {
      if (is_target(member.key)) continue;  // a literal of the script, and read as one
      attributes.emplace_back(member.key, yes ? std::string_view("true") : member.text);
    }
    required |= member.required;
    const bool name = member.key == "name" || member.key == "prop" || member.key == "field";
    if (name && member.kind == ValueKind::kString) required |= rules_.claim(member.text);
  }
  if (required) attributes.emplace_back("required", "true");
  screen().open(tag, attributes, spot);
  if (!children.empty()) on_element_text(children, line, column);
}

void JsxScreen::on_element_text(std::string_view text, uint32_t line, uint32_t column) {
  if (text == "*" || holds_han(text)) screen().text(text, spot_of(line, column), false);
}

void JsxScreen::on_element_end(std::string_view tag) {
  if (screen_) screen_->close(tag_name(tag));
}

void JsxScreen::on_element_name(std::string_view name, uint32_t line, uint32_t column) {
  if (name.size() > 1) screen().loose({"", {}, {}, {std::string(name)}}, spot_of(line, column));
}

ScreenSink::ScreenSink(evidence::Collector& out, const ScriptReader& reader, formats::js::Sink& next,
                       ScreenReader::Host host, FormRules& rules, const std::string& entry,
                       uint32_t first_line, StructureVisitor* also)
    : Relay(next),
      screen_(out, reader, std::move(host), rules, entry, first_line),
      forms_(out, reader, rules, entry, first_line),
      also_(also),
      structure_(*this) {}

void ScreenSink::on_object(const ScriptObject& object) {
  forms_.on_object(object);
  if (also_ != nullptr) also_->on_object(object);
}

void ScreenSink::on_element(std::string_view tag, std::span<const ScriptMember> attributes, uint32_t line,
                            uint32_t column) {
  screen_.on_element(tag, attributes, line, column);
  if (also_ != nullptr) also_->on_element(tag, attributes, line, column);
}

void ScreenSink::on_element_text(std::string_view text, uint32_t line, uint32_t column) {
  screen_.on_element_text(text, line, column);
}

void ScreenSink::on_element_end(std::string_view tag) {
  screen_.on_element_end(tag);
  if (also_ != nullptr) also_->on_element_end(tag);
}

void ScreenSink::on_element_name(std::string_view name, uint32_t line, uint32_t column) {
  screen_.on_element_name(name, line, column);
  if (also_ != nullptr) also_->on_element_name(name, line, column);
}

void ScreenSink::on_import(std::string_view name, std::string_view path) {
  if (also_ != nullptr) also_->on_import(name, path);
}

}  // namespace jianfu::platforms
