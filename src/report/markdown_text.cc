#include "report/markdown_text.h"

#include <algorithm>

#include "text/utf.h"

namespace jianfu::report::markdown {
namespace {

constexpr std::string_view kReferences = "@#~$&%";  // mentions, issues, labels, formulas, entities, milestones
constexpr std::string_view kMarkup = "\\`*_{}[]<>()+|^=\"!";

bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_www(std::string_view text, size_t dot) {
  if (dot < 3) return false;
  const std::string_view front = text.substr(dot - 3, 3);
  return std::all_of(front.begin(), front.end(), [](char c) { return c == 'w' || c == 'W'; });
}

// Addresses, emoji, merge requests.
bool acts(std::string_view text, size_t at) {
  const char c = text[at], next = at + 1 < text.size() ? text[at + 1] : ' ';
  if (c == ':') return next != ' ';
  if (c == '!') return is_word(next);
  return c == '.' ? is_www(text, at) : kReferences.find(c) != std::string_view::npos;
}

void append_full_width(std::string& out, char c) {
  constexpr char32_t kFromAscii = 0xFEE0;
  text::append_utf8(out, static_cast<char32_t>(c) + kFromAscii);
}

}  // namespace

std::string code(std::string_view text) {
  if (text.empty()) return {};
  size_t longest = 0, run = 0;
  for (const char c : text) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  const std::string fence(longest + 1, '`');
  const std::string pad = text.front() == '`' || text.back() == '`' ? " " : "";
  return fence + pad + std::string(text) + pad + fence;
}

std::string prose(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    if (acts(text, at)) {
      append_full_width(out, text[at]);
      continue;
    }
    if (kMarkup.find(text[at]) != std::string_view::npos) out += '\\';
    out += text[at];
  }
  return out;
}

}  // namespace jianfu::report::markdown
