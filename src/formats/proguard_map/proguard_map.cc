#include "formats/proguard_map/proguard_map.h"

#include <algorithm>

namespace jianfu::formats::proguard_map {
namespace {

constexpr std::string_view kArrow = " -> ";

// The next line, without its end; moves past it.
std::string_view take_line(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// "com.x.Sign -> a.b:"; both empty when the line is of no class.
Renamed class_line(std::string_view line) {
  if (line.empty() || line.front() == ' ' || line.front() == '\t' || line.front() == '#' ||
      !line.ends_with(':'))
    return {};
  const size_t arrow = line.find(kArrow);
  if (arrow == std::string_view::npos || arrow == 0) return {};
  line.remove_suffix(1);
  return {line.substr(arrow + kArrow.size()), line.substr(0, arrow)};
}

// A member line that is a method's: "    1:3:void sign(int):20:22 -> a". `range`: "1:3:", where inlined code
// is told apart by; empty without line numbers.
struct MethodLine {
  Renamed name;
  std::string_view range;
};

MethodLine method_line(std::string_view line) {
  const size_t open = line.find('('), arrow = line.rfind(kArrow);
  const size_t first = line.find_first_not_of(" \t");
  if (open == std::string_view::npos || arrow == std::string_view::npos || arrow < open || line[first] == '#')
    return {};
  const std::string_view head = line.substr(first, open - first);  // "1:3:void sign"
  const size_t space = head.rfind(' ');
  if (space == std::string_view::npos) return {};
  const size_t colon = head.substr(0, space).rfind(':');
  MethodLine out;
  out.name = {line.substr(arrow + kArrow.size()), head.substr(space + 1)};
  if (colon != std::string_view::npos) out.range = head.substr(0, colon + 1);
  return out;
}

bool by_now(const Renamed& a, const Renamed& b) {
  return a.now != b.now ? a.now < b.now : a.before < b.before;
}

}  // namespace

Map::Map(std::string_view text, const Limits& limits) {
  const char* end_of_members = nullptr;
  const auto close = [&] {
    if (classes_.empty() || end_of_members == nullptr) return;
    const char* begin = classes_.back().members.data();
    classes_.back().members = {begin, static_cast<size_t>(end_of_members - begin)};
  };
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const Renamed found = class_line(line);
    if (found.now.empty()) continue;
    end_of_members = line.data();
    close();
    if (classes_.size() >= limits.items) {
      cut_ = true;
      end_of_members = nullptr;
      text = {};
      break;
    }
    classes_.push_back({found.now, found.before, text});
  }
  std::stable_sort(classes_.begin(), classes_.end(),
                   [](const Class& a, const Class& b) { return a.now < b.now; });
}

const Map::Class* Map::find(std::string_view now) const {
  const auto at =
      std::lower_bound(classes_.begin(), classes_.end(), now,
                       [](const Class& row, std::string_view wanted) { return row.now < wanted; });
  return at != classes_.end() && at->now == now ? &*at : nullptr;
}

std::string_view Map::class_before(std::string_view now) const {
  const Class* found = find(now);
  return found == nullptr ? std::string_view{} : found->before;
}

std::vector<Renamed> Map::methods_of(std::string_view now) const {
  std::vector<Renamed> out;
  const Class* found = find(now);
  if (found == nullptr) return out;
  std::string_view last_range;
  for (std::string_view rest = found->members; !rest.empty();) {
    const MethodLine method = method_line(take_line(rest));
    if (method.name.now.empty()) continue;
    // Of lines with one range, those before the last are code that was inlined into it.
    const bool same_place = !out.empty() && !method.range.empty() && method.range == last_range &&
                            out.back().now == method.name.now;
    last_range = method.range;
    if (same_place)
      out.back() = method.name;
    else
      out.push_back(method.name);
  }
  std::erase_if(out, [](const Renamed& name) { return name.before.find('.') != std::string_view::npos; });
  std::sort(out.begin(), out.end(), by_now);
  out.erase(
      std::unique(out.begin(), out.end(),
                  [](const Renamed& a, const Renamed& b) { return a.now == b.now && a.before == b.before; }),
      out.end());
  std::vector<Renamed> clear;
  for (size_t i = 0; i < out.size(); ++i) {
    const bool shared =
        (i > 0 && out[i - 1].now == out[i].now) || (i + 1 < out.size() && out[i + 1].now == out[i].now);
    if (!shared) clear.push_back(out[i]);
  }
  return clear;
}

bool looks_like(std::string_view text) {
  constexpr size_t kHead = 4096;
  text = text.substr(0, kHead);
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty() || line.front() == '#') continue;
    return !class_line(line).now.empty();
  }
  return false;
}

}  // namespace jianfu::formats::proguard_map
