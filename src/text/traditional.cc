// The way back from Simplified: one character can stand for several Traditional ones (钟: 鐘, 鍾), so a term
// has as many spellings as the product of its characters' forms.
#include <algorithm>
#include <unordered_map>

#include "text/normalise.h"
#include "text/tables.h"
#include "text/utf.h"

namespace jianfu::text {
namespace {

// By Simplified character: its group's other forms, the usual one first (which may be the character itself).
using Forms = std::unordered_map<char32_t, std::u32string_view>;

const Forms& forms() {
  static const Forms all = [] {
    Forms out;
    for (size_t at = 0; at < kTraditionalGroups.size();) {
      const size_t end = std::min(kTraditionalGroups.find(U' ', at), kTraditionalGroups.size());
      if (end > at) out.emplace(kTraditionalGroups[at], kTraditionalGroups.substr(at + 1, end - at - 1));
      at = end + 1;
    }
    return out;
  }();
  return all;
}

// Place by place, the spellings a character can have: itself first, then its usual Traditional form.
std::vector<std::u32string> choices_of(std::string_view term) {
  std::vector<std::u32string> out;
  for (size_t at = 0; at < term.size();) {
    const char32_t c = next_code_point(term, at);
    std::u32string choices(1, c);
    const auto found = forms().find(c);
    if (found != forms().end()) {
      for (const char32_t form : found->second) {
        if (form != c) choices += form;
      }
    }
    out.push_back(std::move(choices));
  }
  return out;
}

std::string spelling(const std::vector<std::u32string>& choices, const std::vector<size_t>& digits) {
  std::string out;
  for (size_t i = 0; i < choices.size(); ++i) append_utf8(out, choices[i][digits[i]]);
  return out;
}

// The spelling of a wholly Traditional text: every character in its usual form.
std::string usual_traditional(std::string_view term) {
  std::string out;
  for (size_t at = 0; at < term.size();) {
    const char32_t c = next_code_point(term, at);
    const auto found = forms().find(c);
    append_utf8(out, found == forms().end() ? c : found->second[0]);
  }
  return out;
}

// Counts up in the mixed radix of the choices; false after the last number.
bool advance(const std::vector<std::u32string>& choices, std::vector<size_t>& digits) {
  for (size_t i = digits.size(); i-- > 0;) {
    if (++digits[i] < choices[i].size()) return true;
    digits[i] = 0;
  }
  return false;
}

}  // namespace

std::vector<std::string> traditional_spellings(std::string_view term, size_t most) {
  std::vector<std::string> out{std::string(term)};
  const auto add = [&out, most](std::string spelled) {
    if (out.size() < most && std::find(out.begin(), out.end(), spelled) == out.end())
      out.push_back(std::move(spelled));
  };
  add(usual_traditional(term));
  const std::vector<std::u32string> choices = choices_of(term);
  std::vector<size_t> digits(choices.size());
  while (out.size() < most && advance(choices, digits)) add(spelling(choices, digits));
  return out;
}

}  // namespace jianfu::text
