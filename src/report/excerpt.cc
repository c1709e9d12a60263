#include "report/excerpt.h"

#include <algorithm>

#include "report/mask.h"

namespace jianfu::report {
namespace {

bool begins_character(std::string_view text, size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

// Sorted, inside the text, on character boundaries, and joined where they meet.
std::vector<std::pair<size_t, size_t>> tidy_marks(const engine::EvidenceView& view, std::string_view text) {
  std::vector<std::pair<size_t, size_t>> out;
  auto marks = view.marks;
  std::sort(marks.begin(), marks.end());
  for (const auto& mark : marks) {
    size_t begin = mark.first, end = std::min<size_t>(mark.second, text.size());
    while (begin > 0 && !begins_character(text, begin)) --begin;
    while (!begins_character(text, end)) ++end;
    if (begin >= end) continue;
    if (!out.empty() && begin <= out.back().second) {
      out.back().second = std::max(out.back().second, end);
    } else {
      out.emplace_back(begin, end);
    }
  }
  return out;
}

}  // namespace

Excerpt excerpt(const engine::EvidenceView& view, size_t most, bool unmask) {
  // Masked as a whole: half a number must not escape because a hit or a cut stands in it.
  const std::string whole = unmask ? view.item.text : masked(view.item.text);
  const auto marks = tidy_marks(view, whole);
  const size_t first = marks.empty() ? 0 : marks.front().first;
  size_t begin = 0, end = whole.size();
  if (whole.size() > most) {
    begin = first > most / 3 ? std::min(first - most / 3, whole.size() - most) : 0;
    while (!begins_character(whole, begin)) ++begin;
    end = std::min(whole.size(), begin + most);
    while (!begins_character(whole, end)) --end;
  }
  Excerpt out{whole.substr(begin, end - begin), {}, begin > 0, end < whole.size()};
  for (const auto& [from, to] : marks) {
    if (from < end && to > begin)
      out.marks.emplace_back(std::max(from, begin) - begin, std::min(to, end) - begin);
  }
  return out;
}

std::vector<size_t> in_characters(std::string_view utf8, const std::vector<size_t>& bytes) {
  std::vector<size_t> out;
  size_t at = 0, characters = 0;
  for (const size_t offset : bytes) {
    for (; at < offset && at < utf8.size(); ++at) characters += begins_character(utf8, at) ? 1u : 0u;
    out.push_back(characters);
  }
  return out;
}

}  // namespace jianfu::report
