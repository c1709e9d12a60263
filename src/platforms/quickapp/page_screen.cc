#include "platforms/quickapp/page_screen.h"

#include <algorithm>
#include <array>

#include "platforms/shared/facts.h"
#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms::quickapp {
namespace {

// Elements whose value is what stands between their tags. Inside of each other they are one text.
constexpr std::array<std::string_view, 8> kInline = {"text",   "a",      "span",    "label",
                                                     "button", "option", "marquee", "ad-clickable-area"};
// Of inputs that are buttons.
constexpr std::array<std::string_view, 5> kButtonTypes = {"button", "submit", "reset", "eventbutton",
                                                          "image"};

bool is_inline_text(std::string_view type) {
  return std::find(kInline.begin(), kInline.end(), type) != kInline.end();
}

const Value* find(const std::vector<std::pair<std::string, Value>>& list, std::string_view name) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const auto& a) { return a.first == name; });
  return at == list.end() ? nullptr : &at->second;
}

// White space as the screen shows it.
std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// Elements that hold nothing: what they show stands in their attributes.
bool is_empty(std::string_view type) {
  constexpr std::array<std::string_view, 9> kEmpty = {"input", "image",  "picker",   "slider",      "switch",
                                                      "video", "camera", "progress", "share-button"};
  return std::find(kEmpty.begin(), kEmpty.end(), type) != kEmpty.end();
}

// As ScreenReader has values. What an expression gives when there is no text in it is not known.
formats::markup::Value shown_value(const Value& value) {
  formats::markup::Value out;
  out.text = collapsed(value.text);
  for (const std::string& other : value.others) out.shown.push_back(collapsed(other));
  out.names = value.names;
  return out;
}

// onclick="go('/pages/Sign', '甲')": the function, and what is handed to it.
formats::markup::Value event_value(const Value& value) {
  formats::markup::Value out;
  out.text = value.dynamic ? value.function + "()" : value.text;
  out.shown = value.strings;
  return out;
}

}  // namespace

PageScreen::PageScreen(evidence::Collector& out, uint32_t module, ScreenReader::Host host)
    : out_(out), module_(module), screen_(out, module, std::move(host)) {}

void PageScreen::open(Element element, const Spot& spot) {
  const Value* type = find(element.attributes, "type");
  const bool button = element.type == "input" && type != nullptr &&
                      std::find(kButtonTypes.begin(), kButtonTypes.end(), type->text) != kButtonTypes.end();
  const bool empty = is_empty(element.type);
  if (button) element.type = "button";
  const bool container = is_inline_text(element.type) && !button;
  const bool option = element.type == "option";  // its value is what it sends
  AttributeValues attributes;
  Value shown;
  for (auto& [name, value] : element.attributes) {
    const bool content =
        (name == "value" && !option && (button || container || element.type == "textarea")) ||
        (name == "content" && option);
    if (content)
      shown = std::move(value);
    else
      attributes.emplace_back(name, shown_value(value));
  }
  for (const auto& [name, value] : element.events) {
    if (!value.dynamic || !value.function.empty()) attributes.emplace_back("on" + name, event_value(value));
  }
  if (element.type == "share-button") {
    evidence::Evidence call;
    call.kind = evidence::Kind::kCall;
    call.text = std::string(kElementApi) + ".element.share-button";
    add(std::move(call), spot);
  }
  const std::string tag = element.type == "web" ? "web-view" : element.type;
  screen_.open(tag, attributes, spot);
  if (container) ++inline_depth_;
  if (!shown.text.empty()) text(shown, spot);
  if (empty) screen_.close(tag);
}

void PageScreen::add(evidence::Evidence item, const Spot& spot) {
  item.module = module_;
  item.at.entry = spot.entry;
  item.at.line = spot.line;
  item.at.column = spot.column;
  item.at.symbol = spot.symbol;
  out_.add(std::move(item));
}

void PageScreen::text(const Value& value, const Spot& spot) {
  if (inline_depth_ == 0) return screen_.text(shown_value(value), spot);
  if (inline_.text.empty()) inline_spot_ = spot;
  inline_.text += value.text;
  inline_.dynamic |= value.dynamic;
  inline_.others.insert(inline_.others.end(), value.others.begin(), value.others.end());
  inline_.names.insert(inline_.names.end(), value.names.begin(), value.names.end());
}

void PageScreen::close(std::string_view type) {
  if (is_empty(type)) return;
  if (is_inline_text(type) && inline_depth_ > 0 && --inline_depth_ == 0) {
    if (!inline_.text.empty()) screen_.text(shown_value(inline_), inline_spot_);
    inline_ = {};
  }
  screen_.close(type == "web" ? "web-view" : type);
}

}  // namespace jianfu::platforms::quickapp
