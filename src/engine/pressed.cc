#include "engine/pressed.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>

#include "evidence/pressed.h"

namespace jianfu::engine {
namespace {

using evidence::Evidence;
using evidence::EvidenceSet;
using evidence::Kind;

// What frameworks call it when a finger or a pointer meets an element, in lower case.
constexpr std::array<std::string_view, 17> kPresses = {
    "tap",         "click",          "submit",      "press",        "confirm",    "longpress",
    "longtap",     "touchend",       "ontap",       "onclick",      "onsubmit",   "onpress",
    "onlongpress", "getphonenumber", "getuserinfo", "chooseavatar", "opensetting"};
// Words of a caption: of more an element is an area of the screen.
constexpr size_t kMostWords = 12;

std::string_view argument(const Evidence& item, std::string_view name) {
  const auto at = std::find_if(item.arguments.begin(), item.arguments.end(),
                               [&](const evidence::Argument& one) { return one.name == name; });
  return at == item.arguments.end() ? std::string_view() : std::string_view(at->value);
}

// "click", "onClick", "click.stop"
bool is_press(std::string_view event) {
  std::string name(event.substr(0, event.find('.')));
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return std::find(kPresses.begin(), kPresses.end(), name) != kPresses.end();
}

std::string key(uint32_t module, std::string_view text) {
  return std::to_string(module).append(" ").append(text);
}

// Texts that a caption is put together of, each itself of one word or more: "提交 重置".
void add_texts(uint32_t module, std::string_view caption, std::unordered_set<std::string>& out) {
  std::vector<size_t> starts = {0};
  for (size_t at = caption.find(' '); at != std::string_view::npos; at = caption.find(' ', at + 1))
    starts.push_back(at + 1);
  if (starts.size() > kMostWords) return;
  for (size_t first = 0; first < starts.size(); ++first) {
    for (size_t last = first; last < starts.size(); ++last) {
      const size_t end = last + 1 < starts.size() ? starts[last + 1] - 1 : caption.size();
      out.insert(key(module, caption.substr(starts[first], end - starts[first])));
    }
  }
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

void mark_pressed(EvidenceSet& set) {
  std::unordered_set<std::string> pressed;
  for (const Evidence& item : set.evidence) {
    if (item.kind != Kind::kIdentifier && item.kind != Kind::kRoute) continue;
    const std::string_view caption = argument(item, "text");
    if (!caption.empty() && is_press(argument(item, "event"))) add_texts(item.module, caption, pressed);
  }
  if (pressed.empty()) return;
  for (Evidence& item : set.evidence) {
    if (item.kind == Kind::kText && !evidence::is_pressed(item) &&
        pressed.count(key(item.module, trimmed(item.text))) > 0)
      item.arguments.push_back({std::string(evidence::kPressed), {}});
  }
}

}  // namespace jianfu::engine
