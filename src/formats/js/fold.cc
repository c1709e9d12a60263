#include "formats/js/fold.h"

#include <algorithm>
#include <charconv>

#include "text/utf.h"

namespace jianfu::formats::js {
namespace {

using Arguments = std::vector<CallArgument>;

std::optional<uint32_t> number_of(std::string_view text, int base = 10) {
  if (base == 10 && text.size() > 2 && text[0] == '0' && (text[1] | 0x20) == 'x') {
    text.remove_prefix(2);
    base = 16;
  }
  uint32_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, base);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

// Shown to nobody when it holds control characters: then it was no text.
bool readable(std::string_view text) {
  const auto control = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
  };
  return !text.empty() && text::valid_utf8(text) && std::none_of(text.begin(), text.end(), control);
}

void append_unit(std::string& out, uint32_t& high, uint32_t unit) {
  if (high != 0 && unit >= 0xDC00 && unit < 0xE000) {
    text::append_utf8(out, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
    high = 0;
    return;
  }
  if (high != 0) text::append_utf8(out, 0xFFFD);
  high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
  if (high == 0) text::append_utf8(out, unit > 0x10FFFF || (unit >= 0xDC00 && unit < 0xE000) ? 0xFFFD : unit);
}

std::optional<std::string> from_char_codes(const Arguments& arguments, size_t first) {
  std::string out;
  uint32_t high = 0;
  for (size_t i = first; i < arguments.size(); ++i) {
    const std::optional<uint32_t> unit = number_of(arguments[i].value);
    if (!unit || !arguments[i].name.empty()) return std::nullopt;
    append_unit(out, high, *unit);
  }
  if (high != 0) return std::nullopt;
  return out;
}

// %XX as bytes of UTF-8.
std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    if (text[i] != '%') {
      out += text[i++];
      continue;
    }
    const std::optional<uint32_t> value =
        text.size() - i >= 3 ? number_of(text.substr(i + 1, 2), 16) : std::nullopt;
    if (!value) return std::nullopt;
    out += static_cast<char>(*value);
    i += 3;
  }
  return out;
}

// %uXXXX and %XX as UTF-16 units; what is malformed stays.
std::optional<std::string> unescaped(std::string_view text) {
  std::string out;
  uint32_t high = 0;
  for (size_t i = 0; i < text.size();) {
    const bool wide = text[i] == '%' && i + 1 < text.size() && text[i + 1] == 'u';
    const size_t size = wide ? 6 : 3;
    std::optional<uint32_t> unit;
    if (text[i] == '%' && text.size() - i >= size)
      unit = number_of(text.substr(i + (wide ? 2 : 1), wide ? 4 : 2), 16);
    if (unit) {
      append_unit(out, high, *unit);
      i += size;
    } else {
      if (high != 0) return std::nullopt;
      out += text[i++];
    }
  }
  if (high != 0) return std::nullopt;
  return out;
}

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

std::optional<std::string> base64_decoded(std::string_view text) {
  std::string out;
  uint32_t bits = 0;
  int have = 0;
  for (const char c : text) {
    if (c == '=') break;
    const int value = base64_value(c);
    if (value < 0) return std::nullopt;
    bits = (bits << 6) | static_cast<uint32_t>(value);
    have += 6;
    if (have < 8) continue;
    have -= 8;
    out += static_cast<char>((bits >> have) & 0xFF);
  }
  return out;
}

std::string_view last_part(std::string_view callee) {
  return callee.substr(callee.rfind('.') + 1);
}

std::optional<std::string> decoded(std::string_view callee, const Arguments& arguments) {
  std::string_view name = last_part(callee);
  size_t first = 0;
  if (name == "apply" && !arguments.empty()) {  // String.fromCharCode.apply(null, [25171, 21345])
    name = last_part(callee.substr(0, callee.size() - std::string_view(".apply").size()));
    first = 1;
  }
  if (name == "fromCharCode" || name == "fromCodePoint") return from_char_codes(arguments, first);
  if (arguments.size() != 1 || !arguments[0].name.empty()) return std::nullopt;
  const std::string_view text = arguments[0].value;
  if (name == "decodeURIComponent" || name == "decodeURI") return percent_decoded(text);
  if (name == "unescape") return unescaped(text);
  if (name == "atob") return base64_decoded(text);
  return std::nullopt;
}

}  // namespace

bool is_decoder(std::string_view callee) {
  const std::string_view name = last_part(callee);
  return name == "escape" || name == "unescape" || name == "atob" || name == "decodeURI" ||
         name == "decodeURIComponent";
}

std::optional<std::string> fold_call(std::string_view callee, const Arguments& arguments) {
  if (arguments.empty() || callee.size() < 4) return std::nullopt;
  std::optional<std::string> out = decoded(callee, arguments);
  if (!out || !readable(*out) || (arguments.size() == 1 && *out == arguments[0].value)) return std::nullopt;
  return out;
}

}  // namespace jianfu::formats::js
