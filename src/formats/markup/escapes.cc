#include "formats/markup/escapes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "formats/markup/markup.h"
#include "text/utf.h"

namespace jianfu::formats::markup {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

using Entity = std::pair<std::string_view, char32_t>;
// Those that occur in pages and templates, of the ~2,200 of HTML. Sorted by name; capitals first.
constexpr std::array kEntities = std::to_array<Entity>({
    {"AMP", '&'},       {"Aacute", 0xC1},   {"Agrave", 0xC0},  {"Alpha", 0x391},   {"Auml", 0xC4},
    {"Beta", 0x392},    {"COPY", 0xA9},     {"Ccedil", 0xC7},  {"Delta", 0x394},   {"Eacute", 0xC9},
    {"GT", '>'},        {"Gamma", 0x393},   {"LT", '<'},       {"NewLine", '\n'},  {"Ntilde", 0xD1},
    {"Omega", 0x3A9},   {"Ouml", 0xD6},     {"Prime", 0x2033}, {"QUOT", '"'},      {"REG", 0xAE},
    {"Sigma", 0x3A3},   {"Tab", '\t'},      {"Uuml", 0xDC},    {"aacute", 0xE1},   {"acute", 0xB4},
    {"agrave", 0xE0},   {"alpha", 0x3B1},   {"amp", '&'},      {"and", 0x2227},    {"apos", '\''},
    {"asymp", 0x2248},  {"auml", 0xE4},     {"bdquo", 0x201E}, {"beta", 0x3B2},    {"brvbar", 0xA6},
    {"bull", 0x2022},   {"ccedil", 0xE7},   {"cedil", 0xB8},   {"cent", 0xA2},     {"circ", 0x2C6},
    {"clubs", 0x2663},  {"colon", ':'},     {"comma", ','},    {"copy", 0xA9},     {"crarr", 0x21B5},
    {"curren", 0xA4},   {"dagger", 0x2020}, {"darr", 0x2193},  {"deg", 0xB0},      {"delta", 0x3B4},
    {"diams", 0x2666},  {"divide", 0xF7},   {"dollar", '$'},   {"eacute", 0xE9},   {"egrave", 0xE8},
    {"emsp", 0x2003},   {"ensp", 0x2002},   {"equals", '='},   {"equiv", 0x2261},  {"euro", 0x20AC},
    {"frac12", 0xBD},   {"frac14", 0xBC},   {"frac34", 0xBE},  {"frasl", 0x2044},  {"gamma", 0x3B3},
    {"ge", 0x2265},     {"gt", '>'},        {"harr", 0x2194},  {"hearts", 0x2665}, {"hellip", 0x2026},
    {"iexcl", 0xA1},    {"infin", 0x221E},  {"iquest", 0xBF},  {"lambda", 0x3BB},  {"laquo", 0xAB},
    {"larr", 0x2190},   {"lceil", 0x2308},  {"ldquo", 0x201C}, {"le", 0x2264},     {"lfloor", 0x230A},
    {"loz", 0x25CA},    {"lpar", '('},      {"lrm", 0x200E},   {"lsaquo", 0x2039}, {"lsquo", 0x2018},
    {"lt", '<'},        {"macr", 0xAF},     {"mdash", 0x2014}, {"micro", 0xB5},    {"middot", 0xB7},
    {"minus", 0x2212},  {"mu", 0x3BC},      {"nbsp", 0xA0},    {"ndash", 0x2013},  {"ne", 0x2260},
    {"not", 0xAC},      {"ntilde", 0xF1},   {"num", '#'},      {"oline", 0x203E},  {"omega", 0x3C9},
    {"or", 0x2228},     {"ordf", 0xAA},     {"ordm", 0xBA},    {"ouml", 0xF6},     {"para", 0xB6},
    {"period", '.'},    {"permil", 0x2030}, {"phi", 0x3C6},    {"pi", 0x3C0},      {"plusmn", 0xB1},
    {"pound", 0xA3},    {"prime", 0x2032},  {"prod", 0x220F},  {"quot", '"'},      {"radic", 0x221A},
    {"raquo", 0xBB},    {"rarr", 0x2192},   {"rceil", 0x2309}, {"rdquo", 0x201D},  {"reg", 0xAE},
    {"rfloor", 0x230B}, {"rlm", 0x200F},    {"rpar", ')'},     {"rsaquo", 0x203A}, {"rsquo", 0x2019},
    {"sbquo", 0x201A},  {"sect", 0xA7},     {"shy", 0xAD},     {"sigma", 0x3C3},   {"spades", 0x2660},
    {"sum", 0x2211},    {"sup1", 0xB9},     {"sup2", 0xB2},    {"sup3", 0xB3},     {"szlig", 0xDF},
    {"there4", 0x2234}, {"thinsp", 0x2009}, {"tilde", 0x2DC},  {"times", 0xD7},    {"trade", 0x2122},
    {"uacute", 0xFA},   {"uarr", 0x2191},   {"uml", 0xA8},     {"uuml", 0xFC},     {"yen", 0xA5},
    {"zwj", 0x200D},    {"zwnj", 0x200C},
});
static_assert(std::is_sorted(kEntities.begin(), kEntities.end()));

constexpr size_t kLongestEntity = 10;  // "#x0010FFFF", and every name above

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

char32_t checked(uint32_t code) {
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  return code == 0 || code > 0x10FFFF || surrogate ? kReplacement : static_cast<char32_t>(code);
}

// Something decoded: which character, and how much of the source it takes; length 0 when there is none.
struct Decoded {
  char32_t character = 0;
  size_t length = 0;
};

// "#25171;" or "#x6253;" behind an "&"; the semicolon may be missing, as browsers have it.
Decoded numeric_entity(std::string_view rest) {
  const bool hex = rest.size() > 1 && (rest[1] == 'x' || rest[1] == 'X');
  const uint32_t base = hex ? 16 : 10;
  size_t at = hex ? 2 : 1;
  const size_t first = at;
  uint32_t code = 0;
  for (; at < rest.size() && at < kLongestEntity; ++at) {
    const int digit = hex_digit(rest[at]);
    if (digit < 0 || static_cast<uint32_t>(digit) >= base) break;
    code = std::min<uint32_t>(code * base + static_cast<uint32_t>(digit), 0x110000);
  }
  if (at == first) return {};
  if (at < rest.size() && rest[at] == ';') ++at;
  return {checked(code), at};
}

// What follows an "&". Names need their semicolon, else addresses (?a=1&copy=2) would change; &nbsp alone is
// common.
Decoded entity(std::string_view rest) {
  if (rest.starts_with('#')) return numeric_entity(rest);
  const size_t end = rest.substr(0, kLongestEntity).find(';');
  if (end == std::string_view::npos) return rest.starts_with("nbsp") ? Decoded{0xA0, 4} : Decoded{};
  const std::string_view name = rest.substr(0, end);
  const auto at = std::lower_bound(kEntities.begin(), kEntities.end(), name,
                                   [](const Entity& e, std::string_view n) { return e.first < n; });
  if (at == kEntities.end() || at->first != name) return {};
  return {at->second, end + 1};
}

// Exactly `digits` hexadecimal digits; none when there are fewer.
Decoded fixed_hex(std::string_view rest, size_t digits) {
  if (rest.size() < digits) return {};
  uint32_t code = 0;
  for (size_t i = 0; i < digits; ++i) {
    const int digit = hex_digit(rest[i]);
    if (digit < 0) return {};
    code = code * 16 + static_cast<uint32_t>(digit);
  }
  return {static_cast<char32_t>(code), digits};
}

// "u6253", "u{6253}" or a pair of surrogates, behind a backslash.
Decoded unicode_escape(std::string_view rest) {
  if (rest.size() > 1 && rest[1] == '{') {
    const Decoded braces = numeric_entity(std::string("#x").append(rest.substr(2, kLongestEntity)));
    const size_t close = braces.length;  // "#x" is as long as "u{"
    return close != 0 && close < rest.size() && rest[close] == '}' ? Decoded{braces.character, close + 1}
                                                                   : Decoded{};
  }
  const Decoded high = fixed_hex(rest.substr(1), 4);
  if (high.length == 0) return {};
  if (high.character >= 0xD800 && high.character <= 0xDBFF && rest.substr(5).starts_with("\\u")) {
    const Decoded low = fixed_hex(rest.substr(7), 4);
    if (low.length != 0 && low.character >= 0xDC00 && low.character <= 0xDFFF) {
      return {0x10000 + ((high.character - 0xD800) << 10) + (low.character - 0xDC00), 11};
    }
  }
  return {high.character == 0 ? U'\0' : checked(high.character), 5};
}

// Behind a backslash, never empty. A character that needs no escape stands for itself.
Decoded js_escape(std::string_view rest) {
  static constexpr std::string_view kLetters = "bfnrtv0";
  static constexpr std::string_view kMeanings{"\b\f\n\r\t\v\0", 7};
  if (rest[0] == 'u') return unicode_escape(rest);
  if (rest[0] == 'x') {
    const Decoded hex = fixed_hex(rest.substr(1), 2);
    return hex.length == 0 ? hex : Decoded{hex.character, 3};
  }
  const size_t letter = kLetters.find(rest[0]);
  if (letter != std::string_view::npos) return {static_cast<char32_t>(kMeanings[letter]), 1};
  size_t at = 0;
  const char32_t itself = text::next_code_point(rest, at);
  return {itself, at};
}

}  // namespace

std::string decode_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const size_t mark = std::min(text.find('&'), text.size());
    out.append(text.substr(0, mark));
    text.remove_prefix(mark);
    if (text.empty()) break;
    const Decoded found = entity(text.substr(1));
    if (found.length == 0)
      out += '&';
    else
      text::append_utf8(out, found.character);
    text.remove_prefix(1 + found.length);
  }
  return out;
}

std::string unescape_js(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  while (!raw.empty()) {
    const size_t mark = std::min(raw.find('\\'), raw.size());
    out.append(raw.substr(0, mark));
    raw.remove_prefix(mark);
    if (raw.empty()) break;
    raw.remove_prefix(1);
    if (raw.empty()) break;
    if (raw[0] == '\r' || raw[0] == '\n') {  // a line that goes on
      raw.remove_prefix(raw.starts_with("\r\n") ? 2 : 1);
      continue;
    }
    const Decoded found = js_escape(raw);
    if (found.length != 0) text::append_utf8(out, found.character);
    raw.remove_prefix(found.length);  // \xZZ: the backslash goes, the rest is text
  }
  return out;
}

}  // namespace jianfu::formats::markup
