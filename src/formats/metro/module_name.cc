#include "formats/metro/module_name.h"

#include <algorithm>

#include "text/ascii.h"

namespace jianfu::formats::metro {
namespace {

constexpr size_t kListBytes = 64 << 10;  // of the list of dependencies; longer ones were not seen

void trim(std::string_view& text) {
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
}

// Takes `c` from the end, and the space round it.
bool take(std::string_view& text, char c) {
  trim(text);
  if (!text.ends_with(c)) return false;
  text.remove_suffix(1);
  trim(text);
  return true;
}

// Takes a quoted text from the end; its contents.
std::string_view take_quoted(std::string_view& text) {
  if (!text.ends_with('"') && !text.ends_with('\'')) return {};
  const size_t open = text.size() < 2 ? std::string_view::npos : text.rfind(text.back(), text.size() - 2);
  if (open == std::string_view::npos) return {};
  const std::string_view quoted = text.substr(open + 1, text.size() - open - 2);
  text = text.substr(0, open);
  return quoted;
}

// Takes [1, 2, 3] from the end, or {…} of newer versions inside of it.
bool take_list(std::string_view& text) {
  if (!text.ends_with(']')) return false;
  size_t depth = 0;
  const size_t least = text.size() - std::min(text.size(), kListBytes);
  for (size_t at = text.size(); at-- > least;) {
    if (text[at] == ']') ++depth;
    if (text[at] == '[' && --depth == 0) {
      text = text.substr(0, at);
      return true;
    }
  }
  return false;
}

std::string_view take_number(std::string_view& text) {
  size_t begin = text.size();
  while (begin > 0 && text::is_digit(static_cast<unsigned char>(text[begin - 1]))) --begin;
  const std::string_view number = text.substr(begin);
  text = text.substr(0, begin);
  return number;
}

}  // namespace

std::string_view module_name(std::string_view code) {
  while (take(code, ';')) {
  }
  if (!take(code, ')')) return {};
  const std::string_view name = take_quoted(code);
  if (!name.empty() && !take(code, ',')) return {};
  if (take_list(code) && !take(code, ',')) return {};
  const std::string_view number = take_number(code);
  if (number.empty() || !take(code, ',') || !code.ends_with('}')) return {};
  return name.empty() ? number : name;
}

uint64_t module_end(std::string_view source, uint64_t from) {
  const size_t next = std::min(source.find("__d(", from), source.size());
  const size_t run = source.substr(0, next).find("\n__r(", from);
  return run == std::string_view::npos ? next : run;
}

}  // namespace jianfu::formats::metro
