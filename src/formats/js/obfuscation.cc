#include "formats/js/obfuscation.h"

#include <algorithm>
#include <array>

#include "text/common_han.h"
#include "text/utf.h"

namespace jianfu::formats::js {
namespace {

constexpr size_t kLongestElement = 64 << 10;
constexpr size_t kEnough = 4096;     // elements tell how a table is written
constexpr size_t kLeastUnsure = 16;  // elements of a table that has no other sign

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

constexpr std::array<int8_t, 256> make_values(std::string_view alphabet) {
  std::array<int8_t, 256> out{};
  for (int8_t& value : out) value = -1;
  for (size_t i = 0; i < alphabet.size(); ++i)
    out[static_cast<unsigned char>(alphabet[i])] = static_cast<int8_t>(i);
  return out;
}
constexpr std::array<int8_t, 256> kStandardValues =
    make_values("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
constexpr std::array<int8_t, 256> kSwappedValues =
    make_values("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/");

std::string_view without_padding(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  return text;
}

// Could be base64 as far as its characters and its size go.
bool has_shape(std::string_view text) {
  if (text.size() > kLongestElement) return false;
  const std::string_view body = without_padding(text);
  if (body.size() < 2 || body.size() % 4 == 1 || text.size() - body.size() > 2) return false;
  return std::all_of(body.begin(), body.end(),
                     [](char c) { return kStandardValues[static_cast<unsigned char>(c)] >= 0; });
}

std::string decoded(std::string_view text, Alphabet alphabet) {
  const std::array<int8_t, 256>& values = alphabet == Alphabet::kStandard ? kStandardValues : kSwappedValues;
  std::string out;
  uint32_t bits = 0;
  int have = 0;
  for (const char c : without_padding(text)) {
    bits = (bits << 6) | static_cast<uint32_t>(values[static_cast<unsigned char>(c)]);
    have += 6;
    if (have < 8) continue;
    have -= 8;
    out += static_cast<char>((bits >> have) & 0xFF);
  }
  return out;
}

// Text that was encrypted comes out as characters of all the first 256: control characters and Latin letters
// with accents, which texts of programs here do not have.
bool is_readable(std::string_view text) {
  if (text.empty() || !text::valid_utf8(text)) return false;
  constexpr std::u32string_view kSigns =
      U"\u00A5\u00A7\u00A9\u00AB\u00AE\u00B0\u00B1\u00B7\u00BB\u00D7\u00F7";
  for (size_t at = 0; at < text.size();) {
    const char32_t c = text::next_code_point(text, at);
    if (c < 0x20 && c != '\n' && c != '\r' && c != '\t') return false;
    if (c >= 0x7F && c < 0x100 && kSigns.find(c) == std::u32string_view::npos) return false;
  }
  return true;
}

// Encryption turns Han characters into others, of which one in six is a common one.
bool is_chinese(std::string_view text) {
  constexpr size_t kLeast = 4;
  size_t han = 0;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = text::next_code_point(text, at);
    if (!text::is_han(c)) continue;
    if (!text::is_common_han(c)) return false;
    ++han;
  }
  return han >= kLeast;
}

// Bytes that are of another class (small, capital, digit or sign) than the one before: three of five in
// base64, one of five in names of programs.
size_t changes(std::string_view text) {
  const auto kind = [](char c) { return c >= 'a' && c <= 'z' ? 0 : c >= 'A' && c <= 'Z' ? 1 : 2; };
  size_t out = 0;
  for (size_t i = 1; i < text.size(); ++i) out += kind(text[i]) != kind(text[i - 1]);
  return out;
}

// A name rather than base64: words of small letters that may begin with a capital.
bool is_word(std::string_view text) {
  if (text.find_first_of("+/=") != std::string_view::npos) return false;
  const auto small = std::count_if(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return static_cast<size_t>(small) * 10 >= text.size() * 7;
}

struct Tally {
  size_t shaped = 0;  // could be base64
  size_t words = 0;   // … and is rather a name
  size_t pairs = 0, changes = 0;
};
Tally tally(std::span<const std::string_view> elements) {
  Tally out;
  for (const std::string_view element : elements) {
    if (!has_shape(element)) continue;
    ++out.shaped;
    out.words += is_word(element);
    out.pairs += element.size() - 1;
    out.changes += changes(element);
  }
  return out;
}

}  // namespace

bool is_obfuscated_name(std::string_view name) {
  constexpr size_t kLeast = 4, kMost = 6;
  size_t digits = 0;
  while (digits < kMost && digits < name.size() && is_hex(name[name.size() - 1 - digits])) ++digits;
  return digits >= kLeast && name.substr(0, name.size() - digits).ends_with("_0x");
}

TableReading read_table(std::span<const std::string_view> elements, bool sure) {
  TableReading out;
  if (!sure) {
    if (elements.size() < kLeastUnsure) return out;
    const auto first = elements.first(kLeastUnsure);
    const auto shaped = std::count_if(first.begin(), first.end(), has_shape);
    if (static_cast<size_t>(shaped) * 10 < kLeastUnsure * 9) return out;
  }
  const Tally seen = tally(elements);
  if (seen.shaped == 0 || seen.changes * 5 < seen.pairs * 2) return out;  // words
  if (!sure && seen.shaped * 10 < elements.size() * 9) return out;

  std::array<size_t, 2> readable{};
  size_t unreadable = 0;
  for (const std::string_view element : elements.first(std::min(elements.size(), kEnough))) {
    if (!has_shape(element)) continue;
    bool any = false;
    for (const Alphabet alphabet : {Alphabet::kStandard, Alphabet::kSwapped}) {
      const bool reads = is_readable(decoded(element, alphabet));
      readable[static_cast<size_t>(alphabet)] += reads;
      any = any || reads;
    }
    unreadable += !any && !is_word(element);
  }
  out.alphabet = readable[0] >= readable[1] ? Alphabet::kStandard : Alphabet::kSwapped;
  const size_t best = std::max(readable[0], readable[1]);
  // Of what is encrypted some short elements come out readable by chance, and so would every Han character.
  const bool reads = best >= 2 * unreadable;
  out.kind = reads ? TableKind::kBase64 : TableKind::kEncrypted;
  out.encrypted = reads ? unreadable : seen.shaped - seen.words;
  return out;
}

std::optional<std::string> decode_element(std::string_view element, const TableReading& table) {
  if (!has_shape(element)) return std::nullopt;
  std::string out = decoded(element, table.alphabet);
  if (!is_readable(out) || out == element) return std::nullopt;
  if (table.kind == TableKind::kEncrypted && !is_chinese(out)) return std::nullopt;
  return out;
}

bool is_jsfuck(std::string_view code) {
  return code.find_first_not_of("[]()!+ \t\r\n") == std::string_view::npos;
}

double ObfuscationSigns::density() const {
  constexpr uint64_t kFew = 20, kMany = 500;
  if (obfuscated_names < kFew) return 0;
  if (obfuscated_names < kMany && obfuscated_names * 20 < names) return 0;
  return static_cast<double>(obfuscated_names) / static_cast<double>(names);
}

}  // namespace jianfu::formats::js
