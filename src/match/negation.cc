#include "match/negation.h"

#include <algorithm>
#include <array>

namespace jianfu::match {
namespace {

// A negator reaches over this many characters (regulation.md §4.6: beyond that it speaks of something else).
constexpr size_t kReach = 4;
constexpr size_t kReachAfter = 8;

constexpr std::array<std::string_view, 14> kClauseEnds = {"。", "，", "；", "！", "？", "、", ",",
                                                          ";",  "!",  "?",  "\n", "：", ":",  "|"};
constexpr std::array<std::string_view, 7> kSentenceEnds = {"。", "！", "？", "；", "!", "?", "\n"};

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// Start of the clause part before `begin` that a negator may stand in.
size_t window_start(std::string_view text, size_t begin) {
  size_t at = begin;
  for (size_t characters = 0; at > 0 && characters < kReach; ++characters) {
    size_t previous = at - 1;
    while (previous > 0 && is_continuation(text[previous])) --previous;
    const std::string_view character = text.substr(previous, at - previous);
    if (std::find(kClauseEnds.begin(), kClauseEnds.end(), character) != kClauseEnds.end()) break;
    at = previous;
  }
  return at;
}

bool names_a_state(const rules::RuleSet& rules, std::string_view from_negator) {
  return std::any_of(rules.negated_states.begin(), rules.negated_states.end(),
                     [&](const std::string& state) { return from_negator.starts_with(state); });
}

}  // namespace

bool negated(const rules::RuleSet& rules, std::string_view text, size_t begin) {
  const size_t start = window_start(text, begin);
  const std::string_view window = text.substr(start, begin - start);
  for (const std::string& negator : rules.negators) {
    const size_t at = window.rfind(negator);
    if (at == std::string_view::npos) continue;
    if (!names_a_state(rules, text.substr(start + at))) return true;
  }
  return false;
}

bool closed_after(const rules::RuleSet& rules, std::string_view text, size_t end) {
  size_t at = end;
  for (size_t characters = 0; at < text.size() && characters < kReachAfter; ++characters) {
    size_t next = at + 1;
    while (next < text.size() && is_continuation(text[next])) ++next;
    const std::string_view character = text.substr(at, next - at);
    if (std::find(kClauseEnds.begin(), kClauseEnds.end(), character) != kClauseEnds.end()) return false;
    const std::string_view rest = text.substr(at);
    const bool closes = std::any_of(rules.negators_after.begin(), rules.negators_after.end(),
                                    [&](const std::string& word) { return rest.starts_with(word); });
    if (closes) return true;
    at = next;
  }
  return false;
}

bool is_policy(const rules::RuleSet& rules, std::string_view text) {
  size_t found = 0;
  for (const std::string& mark : rules.policy_marks) found += text.find(mark) != std::string_view::npos;
  return found >= 2;
}

bool quotes_norm(const rules::RuleSet& rules, std::string_view text) {
  size_t found = 0;
  for (const std::string& marker : rules.norm_quotes) found += text.find(marker) != std::string_view::npos;
  return found >= 2;
}

std::pair<size_t, size_t> sentence_around(std::string_view text, size_t at) {
  size_t begin = 0, end = text.size();
  for (const std::string_view mark : kSentenceEnds) {
    const size_t before = at == 0 ? std::string_view::npos : text.rfind(mark, at - 1);
    if (before != std::string_view::npos) begin = std::max(begin, before + mark.size());
    end = std::min(end, text.find(mark, at));
  }
  return {begin, std::max(begin, end)};
}

}  // namespace jianfu::match
