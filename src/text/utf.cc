#include "text/utf.h"

#include <iconv.h>

#include <array>
#include <cstdio>

namespace jianfu::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_continuation(unsigned char c) { return (c & 0xC0) == 0x80; }
bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }
unsigned char byte_at(std::string_view text, size_t at) { return static_cast<unsigned char>(text[at]); }

// Length of the well-formed sequence at `at`, 0 when it is not well-formed; the code point goes to `out`.
size_t decode(std::string_view text, size_t at, char32_t& out, bool surrogates_allowed) {
  const unsigned char first = byte_at(text, at);
  if (first < 0x80) {
    out = first;
    return 1;
  }
  const size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (size == 0 || first > 0xF4 || at + size > text.size()) return 0;
  char32_t value = first & (0xFF >> (size + 1));
  for (size_t i = 1; i < size; ++i) {
    if (!is_continuation(byte_at(text, at + i))) return 0;
    value = (value << 6) | (byte_at(text, at + i) & 0x3Fu);
  }
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  if (value < kLeast[size] || value > 0x10FFFF || (is_surrogate(value) && !surrogates_allowed)) return 0;
  out = value;
  return size;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string out;
  const auto unit = [&](size_t i) {
    const unsigned a = byte_at(bytes, 2 * i), b = byte_at(bytes, 2 * i + 1);
    return static_cast<char32_t>(big_endian ? (a << 8 | b) : (b << 8 | a));
  };
  const size_t units = bytes.size() / 2;
  for (size_t i = 0; i < units; ++i) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c <= 0xDBFF && i + 1 < units && unit(i + 1) >= 0xDC00 && unit(i + 1) <= 0xDFFF) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(++i) - 0xDC00);
    }
    append_utf8(out, is_surrogate(c) ? kReplacement : c);
  }
  return out;
}

// Characters that change how the text around them is shown (Trojan Source), beside the control characters.
bool is_bidi_control(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

}  // namespace

bool valid_utf8(std::string_view bytes) {
  for (size_t at = 0; at < bytes.size();) {
    if (byte_at(bytes, at) < 0x80) {
      ++at;
      continue;
    }
    char32_t c = 0;
    const size_t size = decode(bytes, at, c, false);
    if (size == 0) return false;
    at += size;
  }
  return true;
}

char32_t next_code_point(std::string_view utf8, size_t& at) {
  char32_t c = 0;
  const size_t size = decode(utf8, at, c, false);
  at += size == 0 ? 1 : size;
  return size == 0 ? kReplacement : c;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::string to_valid_utf8(std::string_view bytes) {
  if (valid_utf8(bytes)) return std::string(bytes);
  std::string out;
  for (size_t at = 0; at < bytes.size();) append_utf8(out, next_code_point(bytes, at));
  return out;
}

bool mutf8_is_utf8(std::string_view bytes) {
  for (size_t at = 0; at < bytes.size(); ++at) {
    const unsigned char c = byte_at(bytes, at);
    if (c == 0xC0 || c == 0xED) return false;  // U+0000, or perhaps a surrogate
  }
  return valid_utf8(bytes);
}

std::string from_mutf8(std::string_view bytes) {
  if (mutf8_is_utf8(bytes)) return std::string(bytes);
  std::string out;
  for (size_t at = 0; at < bytes.size();) {
    if (byte_at(bytes, at) == 0xC0 && at + 1 < bytes.size() && byte_at(bytes, at + 1) == 0x80) {
      out += '\0';
      at += 2;
      continue;
    }
    char32_t c = 0;
    size_t size = decode(bytes, at, c, true);
    if (size == 0) {
      append_utf8(out, kReplacement);
      ++at;
      continue;
    }
    at += size;
    char32_t low = 0;
    if (c >= 0xD800 && c <= 0xDBFF && at < bytes.size() && decode(bytes, at, low, true) == 3 && low >= 0xDC00 && low <= 0xDFFF) {
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      at += 3;
    }
    append_utf8(out, is_surrogate(c) ? kReplacement : c);
  }
  return out;
}

std::string from_utf16le(std::string_view bytes) { return from_utf16(bytes, false); }
std::string from_utf16be(std::string_view bytes) { return from_utf16(bytes, true); }

std::string from_gb18030(std::string_view bytes) {
  const iconv_t converter = iconv_open("UTF-8", "GB18030");
  // iconv_open's failure value is (iconv_t)-1 by definition.
  if (converter == reinterpret_cast<iconv_t>(-1)) return {};  // NOLINT
  std::string out(bytes.size() * 2 + 16, '\0');
  std::string in(bytes);
  char* from = in.data();
  char* to = out.data();
  size_t left = in.size(), room = out.size();
  const bool ok = iconv(converter, &from, &left, &to, &room) != static_cast<size_t>(-1) && left == 0;
  iconv_close(converter);
  if (!ok) return {};
  out.resize(out.size() - room);
  return out;
}

std::string decode_text(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return to_valid_utf8(bytes.substr(3));
  if (bytes.starts_with("\xFF\xFE")) return from_utf16le(bytes.substr(2));
  if (bytes.starts_with("\xFE\xFF")) return from_utf16be(bytes.substr(2));
  if (valid_utf8(bytes)) return std::string(bytes);
  std::string chinese = from_gb18030(bytes);
  return chinese.empty() ? to_valid_utf8(bytes) : chinese;
}

std::string displayable(std::string_view bytes) {
  std::string out;
  for (size_t at = 0; at < bytes.size();) {
    char32_t c = 0;
    const size_t size = decode(bytes, at, c, false);
    std::array<char, 16> escape{};
    if (size == 0) {
      std::snprintf(escape.data(), escape.size(), "\\x%02X", byte_at(bytes, at));
      out += escape.data();
      ++at;
      continue;
    }
    if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0)) {
      std::snprintf(escape.data(), escape.size(), "\\x%02X", static_cast<unsigned>(c));
      out += escape.data();
    } else if (is_bidi_control(c)) {
      std::snprintf(escape.data(), escape.size(), "\\u{%X}", static_cast<unsigned>(c));
      out += escape.data();
    } else {
      out.append(bytes.substr(at, size));
    }
    at += size;
  }
  return out;
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF) ||
         c == 0x3007;
}

size_t count_han(std::string_view utf8) {
  size_t count = 0;
  for (size_t at = 0; at < utf8.size();) count += is_han(next_code_point(utf8, at)) ? size_t{1} : size_t{0};
  return count;
}

}  // namespace jianfu::text
