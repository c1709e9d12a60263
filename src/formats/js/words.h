// Reserved words and punctuators as numbers, and what a byte can be the beginning of.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace jianfu::formats::js {

enum class Word : uint8_t {
  kNone,
  kAwait,
  kBreak,
  kCase,
  kCatch,
  kClass,
  kConst,
  kContinue,
  kDebugger,
  kDefault,
  kDelete,
  kDo,
  kElse,
  kExport,
  kExtends,
  kFalse,
  kFinally,
  kFor,
  kFunction,
  kIf,
  kImport,
  kIn,
  kInstanceof,
  kLet,
  kNew,
  kNull,
  kReturn,
  kSuper,
  kSwitch,
  kThis,
  kThrow,
  kTrue,
  kTry,
  kTypeof,
  kVar,
  kVoid,
  kWhile,
  kWith,
  kYield
};

inline constexpr size_t kWordCount = static_cast<size_t>(Word::kYield) + 1;

// kNone when `name` is an ordinary identifier.
Word word_of(std::string_view name);

// A punctuator of at most four bytes as one number, for switch.
constexpr uint32_t symbol(std::string_view text) {
  uint32_t out = 0;
  for (size_t i = 0; i < text.size(); ++i)
    out |= static_cast<uint32_t>(static_cast<unsigned char>(text[i])) << (8 * i);
  return out;
}

enum class Byte : uint8_t { kSymbol, kSpace, kNewline, kLetter, kDigit, kHigh };

constexpr std::array<Byte, 256> make_byte_table() {
  std::array<Byte, 256> out{};
  for (size_t c = 0; c < out.size(); ++c) {
    if (c == ' ' || c == '\t' || c == '\v' || c == '\f') out[c] = Byte::kSpace;
    if (c == '\n' || c == '\r') out[c] = Byte::kNewline;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$') out[c] = Byte::kLetter;
    if (c >= '0' && c <= '9') out[c] = Byte::kDigit;
    if (c >= 0x80) out[c] = Byte::kHigh;
  }
  return out;
}
inline constexpr std::array<Byte, 256> kBytes = make_byte_table();

constexpr Byte byte_of(char c) {
  return kBytes[static_cast<unsigned char>(c)];
}
constexpr bool is_letter(char c) {
  return byte_of(c) == Byte::kLetter;
}
constexpr bool is_digit(char c) {
  return byte_of(c) == Byte::kDigit;
}

// Bytes of the Unicode space or line separator at the start of `text`, 0 when there is none: U+00A0, U+1680,
// U+2000–U+200A, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF.
size_t wide_space(std::string_view text);
bool is_wide_newline(std::string_view text);  // begins with U+2028 or U+2029

// True for names that need no quotes; every byte past ASCII counts as a letter.
bool is_name(std::string_view text);
// Names a file or a place among files: the key of a module.
inline bool is_path(std::string_view text) {
  return text.find('/') != std::string_view::npos || text.ends_with(".js");
}
// The key of a module in a bundle whose paths were hashed: four to eight hexadecimal digits, not all letters,
// as webpack makes them.
inline bool is_hashed_id(std::string_view text) {
  if (text.size() < 4 || text.size() > 8) return false;
  bool digit = false;
  for (const char c : text) {
    const bool is_digit_here = c >= '0' && c <= '9';
    if (!is_digit_here && !(c >= 'a' && c <= 'f')) return false;
    digit = digit || is_digit_here;
  }
  return digit;
}

// Escapes of strings and templates (formats.md §11.1) resolved, appended to `out`. A line of a template ends
// in LF.
void append_cooked(std::string& out, std::string_view body);
// \uXXXX or \u{…} at `at` (which stands on the backslash): the code point, and `at` moves past it; U+FFFD and
// one byte when it is malformed. Surrogates come as they are.
char32_t unicode_escape(std::string_view body, size_t& at);

inline constexpr std::string_view kPlaceholder =
    "\xEF\xBF\xBC";  // U+FFFC, where an expression stands in joined text

}  // namespace jianfu::formats::js
