#include "formats/elf/jni.h"

#include <algorithm>
#include <cctype>

#include "text/utf.h"

namespace jianfu::formats::elf {
namespace {

constexpr std::string_view kPrefix = "Java_";
constexpr size_t kHexDigits = 4;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;  // the mangling writes lower case
}

std::optional<char32_t> unicode_escape(std::string_view digits) {
  if (digits.size() < kHexDigits) return std::nullopt;
  char32_t out = 0;
  for (const char c : digits.substr(0, kHexDigits)) {
    const int digit = hex_digit(c);
    if (digit < 0) return std::nullopt;
    out = out * 16 + static_cast<char32_t>(digit);
  }
  return out;
}

// One run of a mangled name: '_' is '/', the escapes are what they stand for.
std::optional<std::string> unescape(std::string_view mangled) {
  std::string out;
  for (size_t at = 0; at < mangled.size(); ++at) {
    if (mangled[at] != '_') {
      out += mangled[at];
      continue;
    }
    const char next = at + 1 < mangled.size() ? mangled[at + 1] : '\0';
    if (next == '0') {
      const std::optional<char32_t> unit = unicode_escape(mangled.substr(at + 2));
      if (!unit) return std::nullopt;
      text::append_utf8(out, *unit);
      at += 1 + kHexDigits;
    } else if (next >= '1' && next <= '3') {
      out += next == '1' ? '_' : next == '2' ? ';' : '[';
      ++at;
    } else {
      out += '/';
    }
  }
  return out;
}

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$';
}

}  // namespace

std::optional<JniMethod> demangle_jni(std::string_view symbol) {
  if (!symbol.starts_with(kPrefix)) return std::nullopt;
  symbol.remove_prefix(kPrefix.size());
  // "__" separates the arguments, unless it begins an escape ("___1": '/', then '_').
  size_t end = symbol.find("__");
  while (end != std::string_view::npos && end + 2 < symbol.size() && symbol[end + 2] >= '0' &&
         symbol[end + 2] <= '3') {
    end = symbol.find("__", end + 2);
  }
  const std::optional<std::string> path = unescape(symbol.substr(0, end));
  if (!path) return std::nullopt;
  const size_t slash = path->rfind('/');
  if (slash == std::string::npos || slash == 0 || slash + 1 == path->size()) return std::nullopt;
  JniMethod out{path->substr(0, slash), path->substr(slash + 1), {}};
  std::replace(out.class_name.begin(), out.class_name.end(), '/', '.');
  if (end != std::string_view::npos) out.signature = unescape(symbol.substr(end + 2)).value_or(std::string());
  return out;
}

bool looks_like_class_path(std::string_view text) {
  const size_t slash = text.rfind('/');
  if (slash == std::string_view::npos || text.size() < 5 || text.size() > 200 || text.find('/') == slash)
    return false;
  const char first = text.front(), last = text.substr(slash + 1).empty() ? '\0' : text[slash + 1];
  if (first < 'a' || first > 'z' || last < 'A' || last > 'Z') return false;
  return text.find("//") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_word(c) || c == '/'; });
}

bool looks_like_method_signature(std::string_view text) {
  const size_t close = text.find(')');
  if (!text.starts_with('(') || close == std::string_view::npos || close + 1 >= text.size()) return false;
  constexpr std::string_view kTypes = "VZBCSIJFDL[";
  if (kTypes.find(text[close + 1]) == std::string_view::npos) return false;
  return std::all_of(text.begin() + 1, text.end(),
                     [](char c) { return is_word(c) || c == '/' || c == ';' || c == '[' || c == ')'; });
}

}  // namespace jianfu::formats::elf
