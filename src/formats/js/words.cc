#include "formats/js/words.h"

#include <algorithm>
#include <bit>

#include "formats/js/word_table.h"
#include "text/utf.h"

namespace jianfu::formats::js {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// `digits` hex digits at `at`, or -1.
int32_t hex_at(std::string_view body, size_t at, size_t digits) {
  if (body.size() < digits || at > body.size() - digits) return -1;
  int32_t out = 0;
  for (size_t i = 0; i < digits; ++i) {
    const int value = hex_value(body[at + i]);
    if (value < 0) return -1;
    out = out * 16 + value;
  }
  return out;
}

char32_t braced_escape(std::string_view body, size_t& at) {
  constexpr size_t kDigits = 8;  // leading zeros allowed; U+10FFFF needs six
  char32_t out = 0;
  size_t i = at + 3;
  for (; i < body.size() && i < at + 3 + kDigits && hex_value(body[i]) >= 0; ++i) {
    out = out * 16 + static_cast<char32_t>(hex_value(body[i]));
  }
  if (i == at + 3 || i >= body.size() || body[i] != '}' || out > 0x10FFFF) {
    ++at;
    return 0xFFFD;
  }
  at = i + 1;
  return out;
}

bool is_high(char32_t c) {
  return c >= 0xD800 && c < 0xDC00;
}
bool is_low(char32_t c) {
  return c >= 0xDC00 && c < 0xE000;
}

void append_unicode(std::string& out, std::string_view body, size_t& at) {
  const size_t begin = at;
  char32_t c = unicode_escape(body, at);
  if (at == begin + 1) return;  // malformed: the backslash goes, the rest stays
  if (is_high(c) && at + 1 < body.size() && body[at] == '\\' && body[at + 1] == 'u') {
    size_t after = at;
    const char32_t low = unicode_escape(body, after);
    if (is_low(low)) {
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      at = after;
    }
  }
  text::append_utf8(out, is_high(c) || is_low(c) ? 0xFFFD : c);
}

void append_octal(std::string& out, std::string_view body, size_t& at) {
  char32_t value = 0;
  for (size_t digits = 0; digits < 3 && at < body.size() && body[at] >= '0' && body[at] <= '7'; ++digits) {
    const char32_t more = value * 8 + static_cast<char32_t>(body[at] - '0');
    if (more > 0xFF) break;
    value = more;
    ++at;
  }
  text::append_utf8(out, value);
}

// The escape whose backslash stands at `at`; moves past it.
void append_escape(std::string& out, std::string_view body, size_t& at) {
  if (at + 1 >= body.size()) {
    ++at;
    return;
  }
  const char c = body[at + 1];
  switch (c) {
    case 'u':
      return append_unicode(out, body, at);
    case 'x': {
      const int32_t value = hex_at(body, at + 2, 2);
      if (value < 0) break;
      text::append_utf8(out, static_cast<char32_t>(value));
      at += 4;
      return;
    }
    case '\r':
      at += at + 2 < body.size() && body[at + 2] == '\n' ? 3u : 2u;
      return;
    case '\n':
      at += 2;
      return;
    default:
      break;
  }
  if (c >= '0' && c <= '7') return append_octal(out, body, ++at);
  if (is_wide_newline(body.substr(at + 1))) {
    at += 4;
    return;
  }
  constexpr std::string_view kFrom = "nrtbfv";
  constexpr std::string_view kTo = "\n\r\t\b\f\v";
  const size_t known = kFrom.find(c);
  out += known == std::string_view::npos ? c : kTo[known];
  at += 2;
}

}  // namespace

static_assert(std::endian::native == std::endian::little);
constexpr WordTable kWordTable = make_word_table();

Word word_of(std::string_view name) {
  if (name.size() < 2 || name.size() > 10) return Word::kNone;
  const uint64_t key = word_key(name);
  const size_t place = word_place(key);
  if (kWordTable.keys[place] != key || (name.size() > 8 && name != "instanceof")) return Word::kNone;
  return static_cast<Word>(kWordTable.sorts[place] - kFirstWord);
}

size_t wide_space(std::string_view text) {
  if (text.size() < 2) return 0;
  if (text[0] == '\xC2') return text[1] == '\xA0' ? 2 : 0;
  if (text.size() < 3) return 0;
  const std::string_view c = text.substr(0, 3);
  if (c == "\xEF\xBB\xBF" || c == "\xE3\x80\x80" || c == "\xE1\x9A\x80" || c == "\xE2\x81\x9F") return 3;
  if (c[0] != '\xE2' || c[1] != '\x80') return 0;
  const auto last = static_cast<unsigned char>(c[2]);
  return (last >= 0x80 && last <= 0x8A) || last == 0xA8 || last == 0xA9 || last == 0xAF ? 3 : 0;
}

bool is_wide_newline(std::string_view text) {
  return text.size() >= 3 && text[0] == '\xE2' && text[1] == '\x80' &&
         (text[2] == '\xA8' || text[2] == '\xA9');
}

bool is_name(std::string_view text) {
  if (text.empty() || is_digit(text[0])) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return byte_of(c) >= Byte::kLetter; });
}

char32_t unicode_escape(std::string_view body, size_t& at) {
  if (at + 2 < body.size() && body[at + 2] == '{') return braced_escape(body, at);
  const int32_t value = hex_at(body, at + 2, 4);
  if (value < 0) {
    ++at;
    return 0xFFFD;
  }
  at += 6;
  return static_cast<char32_t>(value);
}

void append_cooked(std::string& out, std::string_view body) {
  for (size_t at = 0; at < body.size();) {
    const size_t begin = at;
    while (at < body.size() && body[at] != '\\' && body[at] != '\r') ++at;
    out.append(body, begin, at - begin);
    if (at == body.size()) return;
    if (body[at] == '\\') {
      append_escape(out, body, at);
    } else {
      out += '\n';
      at += at + 1 < body.size() && body[at + 1] == '\n' ? 2u : 1u;
    }
  }
}

}  // namespace jianfu::formats::js
