#include "platforms/quickapp/page_screen.h"

#include <algorithm>
#include <array>

#include "platforms/shared/facts.h"
#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms::quickapp {
namespace {

// Elements whose value is what stands between their tags. Inside of each other they are one text.
constexpr std::array<std::string_view, 8> kInline = {"text",   "a",      "span",     "label",
                                                     "button", "option", "marquee", "ad-clickable-area"};
// Of inputs that are buttons.
constexpr std::array<std::string_view, 5> kButtonTypes = {"button", "submit", "reset", "eventbutton", "image"};

bool is_inline(std::string_view type) {
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

}  // namespace

PageScreen::PageScreen(evidence::Collector& out, uint32_t module, ScreenReader::Host host)
    : out_(out), module_(module), host_(host), screen_(out, module, std::move(host)) {}

void PageScreen::open(Element element, const Spot& spot) {
  const Value* type = find(element.attributes, "type");
  const bool button = element.type == "input" && type != nullptr &&
                      std::find(kButtonTypes.begin(), kButtonTypes.end(), type->text) != kButtonTypes.end();
  if (button) element.type = "button";
  const bool container = is_inline(element.type) && !button;
  const bool option = element.type == "option";  // its value is what it sends
  Attributes attributes;
  Value shown;
  for (auto& [name, value] : element.attributes) {
    const bool content = (name == "value" && !option && (button || container || element.type == "textarea")) ||
                         (name == "content" && option);
    if (content) {
      shown = std::move(value);
      continue;
    }
    show_others(value, spot);
    attributes.emplace_back(name, value.dynamic && !value.holds_text() ? "\xEF\xBF\xBC" : collapsed(value.text));
  }
  for (const auto& event : element.events) handle(event, attributes, spot);
  if (element.type == "web") note_web_view(element, spot);
  if (element.type == "share-button") {
    evidence::Evidence call;
    call.kind = evidence::Kind::kCall;
    call.text = std::string(kElementApi) + ".element.share-button";
    add(std::move(call), spot);
  }
  screen_.element(element.type == "web" ? "web-view" : element.type, attributes, spot);
  if (container) ++inline_depth_;
  if (!shown.text.empty()) text(shown, spot);
}

void PageScreen::show_others(const Value& value, const Spot& spot) {
  for (const std::string& other : value.others) screen_.text(collapsed(other), spot, true);
}

// onclick="go('/pages/Sign', '甲')": the function, pages among its arguments, and words.
void PageScreen::handle(const std::pair<std::string, Value>& event, Attributes& attributes, const Spot& spot) {
  const Value& value = event.second;
  const std::string& name = value.dynamic ? value.function : value.text;
  if (!name.empty()) attributes.emplace_back("on" + event.first, name);
  for (const std::string& argument : value.strings) {
    const uint32_t page = host_.page_of(argument);
    if (page == evidence::kNoModule && !holds_han(argument)) continue;
    evidence::Evidence item;
    item.kind = page != evidence::kNoModule ? evidence::Kind::kRoute : evidence::Kind::kLiteral;
    item.text = readable_template(text::to_valid_utf8(argument));
    add(std::move(item), spot);
    if (page != evidence::kNoModule && page != module_)
      out_.edge(evidence::EdgeKind::kOpens, module_, page, spot.entry, spot.line);
  }
}

void PageScreen::add(evidence::Evidence item, const Spot& spot) {
  item.module = module_;
  item.at.entry = spot.entry;
  item.at.line = spot.line;
  item.at.column = spot.column;
  item.at.symbol = spot.symbol;
  out_.add(std::move(item));
}

void PageScreen::note_web_view(const Element& element, const Spot& spot) {
  const Value* source = find(element.attributes, "src");
  evidence::Gap gap = gap_of(
      GapReason::kRemote,
      {Msg::gap_web_view, {source == nullptr ? "" : readable_template(text::to_valid_utf8(source->text))}},
      spot.entry);
  gap.module = module_;
  out_.gap(std::move(gap));
}

void PageScreen::text(const Value& value, const Spot& spot) {
  show_others(value, spot);
  if (inline_depth_ == 0) {
    if (value.holds_text()) screen_.text(collapsed(value.text), spot, value.dynamic);
    return;
  }
  if (inline_.text.empty()) inline_spot_ = spot;
  inline_.text += value.text;
  inline_.dynamic |= value.dynamic;
}

void PageScreen::close(std::string_view type) {
  if (!is_inline(type) || inline_depth_ == 0 || --inline_depth_ > 0) return;
  if (inline_.holds_text()) screen_.text(collapsed(inline_.text), inline_spot_, inline_.dynamic);
  inline_ = {};
}

}  // namespace jianfu::platforms::quickapp
