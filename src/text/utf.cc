// The decoders. UTF-8 is read strictly (no overlong forms, no surrogates), so that a byte sequence has one
// reading.
#include "text/utf.h"

#include <iconv.h>

#include <algorithm>
#include <cstring>
#include <iterator>

#include "text/ascii.h"
#include "text/converter.h"

namespace jianfu::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

unsigned byte_at(std::string_view bytes, size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

bool is_continuation(unsigned byte) {
  return (byte & 0xC0) == 0x80;
}
bool is_high_surrogate(char32_t c) {
  return c >= 0xD800 && c < 0xDC00;
}
bool is_low_surrogate(char32_t c) {
  return c >= 0xDC00 && c < 0xE000;
}
bool is_surrogate(char32_t c) {
  return c >= 0xD800 && c < 0xE000;
}
char32_t join(char32_t high, char32_t low) {
  return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

// A sequence of the UTF-8 pattern at `at`, whatever its value; size 0 when there is none.
struct Sequence {
  char32_t value = kReplacement;
  size_t size = 0;
};

Sequence sequence_at(std::string_view bytes, size_t at) {
  const unsigned lead = byte_at(bytes, at);
  if (lead < 0x80) return {lead, 1};
  const size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC0 || lead >= 0xF8 || size > bytes.size() - at) return {};
  char32_t value = lead & (0x7Fu >> size);
  for (size_t i = 1; i < size; ++i) {
    const unsigned byte = byte_at(bytes, at + i);
    if (!is_continuation(byte)) return {};
    value = (value << 6) | (byte & 0x3F);
  }
  return {value, size};
}

bool is_shortest(const Sequence& s) {
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  return s.size > 0 && s.value >= kLeast[s.size] && s.value <= 0x10FFFF;
}

// Strict; size 0 when the bytes at `at` are not UTF-8.
Sequence strict_at(std::string_view bytes, size_t at) {
  const Sequence s = sequence_at(bytes, at);
  return is_shortest(s) && !is_surrogate(s.value) ? s : Sequence{};
}

// DEX: 3-byte surrogates, joined when two of them make one character; U+0000 as C0 80.
Sequence mutf8_at(std::string_view bytes, size_t at) {
  const Sequence s = sequence_at(bytes, at);
  if (s.size == 2 && s.value == 0) return s;
  if (!is_shortest(s)) return {};
  if (!is_surrogate(s.value)) return s;
  if (is_high_surrogate(s.value) && at + 3 < bytes.size()) {
    const Sequence low = sequence_at(bytes, at + 3);
    if (low.size == 3 && is_low_surrogate(low.value)) return {join(s.value, low.value), 6};
  }
  return {kReplacement, s.size};
}

template <typename Unit>
void append_utf16(std::string& out, std::string_view bytes, Unit unit) {
  size_t at = 0;
  for (; at + 2 <= bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (is_high_surrogate(c) && at + 4 <= bytes.size() && is_low_surrogate(unit(at + 2))) {
      c = join(c, unit(at + 2));
      at += 2;
    }
    append_utf8(out, c);
  }
  if (at < bytes.size()) append_utf8(out, kReplacement);  // half a unit
}

std::string from_utf32(std::string_view bytes, bool little) {
  std::string out;
  size_t at = 0;
  for (; at + 4 <= bytes.size(); at += 4) {
    char32_t c = 0;
    for (size_t i = 0; i < 4; ++i) c = (c << 8) | byte_at(bytes, little ? at + 3 - i : at + i);
    append_utf8(out, c);
  }
  if (at < bytes.size()) append_utf8(out, kReplacement);
  return out;
}

class Converter {
 public:
  explicit Converter(const char* from) : handle_(iconv_open("UTF-8", from)) {}
  ~Converter() {
    if (usable()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool usable() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  // Empty when a sequence is invalid or cut off.
  std::string convert(std::string_view bytes) {
    std::string in(bytes);  // iconv takes a pointer to non-const
    // No GB18030 sequence grows by more than a factor of two (2 bytes to 3; 4 bytes to 4; 1 byte to 1).
    std::string out(bytes.size() * 2 + 8, '\0');
    char* from = in.data();
    char* to = out.data();
    size_t from_left = in.size(), to_left = out.size();
    if (iconv(handle_, &from, &from_left, &to, &to_left) == static_cast<size_t>(-1)) return {};
    out.resize(out.size() - to_left);
    return out;
  }

 private:
  iconv_t handle_;
};

// Nine in ten of the two-byte sequences are of the GB 2312 part (rows of symbols and common Hanzi): Latin-1
// and binary data decode as GB18030 too, but as rare characters.
bool looks_like_gb(std::string_view bytes) {
  size_t common = 0, other = 0;
  for (size_t at = 0; at < bytes.size(); ++at) {
    if (byte_at(bytes, at) < 0x80) continue;
    const unsigned lead = byte_at(bytes, at);
    const unsigned trail = ++at < bytes.size() ? byte_at(bytes, at) : 0;
    ++(lead >= 0xA1 && lead <= 0xF7 && trail >= 0xA1 ? common : other);
  }
  return common > 0 && other * 9 <= common;
}

bool has_mark(std::string_view bytes) {
  using namespace std::string_view_literals;
  constexpr std::string_view kMarks[] = {"\xEF\xBB\xBF"sv, "\0\0\xFE\xFF"sv, "\xFF\xFE"sv, "\xFE\xFF"sv};
  return std::any_of(std::begin(kMarks), std::end(kMarks), [bytes](std::string_view mark) { return bytes.starts_with(mark); });
}

}  // namespace

bool valid_utf8(std::string_view bytes) {
  for (size_t at = 0; at < bytes.size();) {
    at += ascii_run(bytes.substr(at));
    if (at == bytes.size()) break;
    const size_t size = strict_at(bytes, at).size;
    if (size == 0) return false;
    at += size;
  }
  return true;
}

char32_t next_code_point(std::string_view utf8, size_t& at) {
  // Most of what is not ASCII here is Han: three bytes, lead E1..EC (no overlong form, no surrogate).
  if (utf8.size() - at >= 3 && byte_at(utf8, at) - 0xE1 < 12 && is_continuation(byte_at(utf8, at + 1)) &&
      is_continuation(byte_at(utf8, at + 2))) {
    const char32_t c = ((byte_at(utf8, at) & 0xF) << 12) | ((byte_at(utf8, at + 1) & 0x3F) << 6) |
                       (byte_at(utf8, at + 2) & 0x3F);
    at += 3;
    return c;
  }
  const Sequence s = strict_at(utf8, at);
  at += s.size == 0 ? 1 : s.size;
  return s.value;
}

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || is_surrogate(c)) c = kReplacement;
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
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
  return valid_utf8(bytes);
}

std::string from_mutf8(std::string_view bytes) {
  if (mutf8_is_utf8(bytes)) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size());
  for (size_t at = 0; at < bytes.size();) {
    const Sequence s = mutf8_at(bytes, at);
    append_utf8(out, s.value);
    at += s.size == 0 ? 1 : s.size;
  }
  return out;
}

void append_utf16le(std::string& out, std::string_view bytes) {
  append_utf16(out, bytes, [bytes](size_t at) { return static_cast<char32_t>(byte_at(bytes, at) | (byte_at(bytes, at + 1) << 8)); });
}

std::string from_utf16le(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  append_utf16le(out, bytes);
  return out;
}

std::string from_utf16be(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  append_utf16(out, bytes, [bytes](size_t at) { return static_cast<char32_t>((byte_at(bytes, at) << 8) | byte_at(bytes, at + 1)); });
  return out;
}

bool has_converter(const char* encoding) {
  return Converter(encoding).usable();
}

bool looks_like_gb18030(std::string_view bytes) {
  return !has_mark(bytes) && !valid_utf8(bytes) && looks_like_gb(bytes);
}

std::string from_gb18030(std::string_view bytes) {
  Converter converter(kGb18030);
  return converter.usable() ? converter.convert(bytes) : std::string();
}

std::string decode_text(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF"sv) return to_valid_utf8(bytes.substr(3));
  if (bytes.substr(0, 4) == "\xFF\xFE\0\0"sv) return from_utf32(bytes.substr(4), true);
  if (bytes.substr(0, 4) == "\0\0\xFE\xFF"sv) return from_utf32(bytes.substr(4), false);
  if (bytes.substr(0, 2) == "\xFF\xFE"sv) return from_utf16le(bytes.substr(2));
  if (bytes.substr(0, 2) == "\xFE\xFF"sv) return from_utf16be(bytes.substr(2));
  if (valid_utf8(bytes)) return std::string(bytes);
  if (looks_like_gb(bytes)) {
    std::string decoded = from_gb18030(bytes);
    if (!decoded.empty()) return decoded;
  }
  return to_valid_utf8(bytes);
}

bool is_han(char32_t c) {
  if (c < 0x2E80) return false;
  if (c <= 0x9FFF) {
    return c >= 0x4E00 || (c >= 0x3400 && c <= 0x4DBF) || c <= 0x2FD5 || c == 0x3005 || c == 0x3007 ||
           (c >= 0x3021 && c <= 0x3029) || (c >= 0x3038 && c <= 0x303B);
  }
  return (c >= 0xF900 && c <= 0xFAD9) || (c >= 0x20000 && c <= 0x323AF);
}

size_t count_han(std::string_view utf8) {
  size_t count = 0;
  for (size_t at = 0; at < utf8.size();) {
    at += ascii_run(utf8.substr(at));
    if (at < utf8.size() && is_han(next_code_point(utf8, at))) ++count;
  }
  return count;
}

}  // namespace jianfu::text
