// The plain part of a script: names, keywords, numbers, brackets, operators and strings without escapes,
// which is nearly all of it. Everything else (comments, regular expressions, templates, JSX, escapes, wide
// characters) is left to read_one().
//
// Sixty-four bytes at once are sorted into sets, one bit a byte, so that where tokens begin and end is known
// without looking at each byte in turn; then what each token is depends on its first byte and on the token
// before it.
#include <bit>
#include <cstddef>
#include <cstring>

#include "formats/js/js.h"
#include "formats/js/symbols.h"
#include "formats/js/word_table.h"
#include "text/ascii.h"

#ifdef __SSE2__
#include <immintrin.h>
#endif
#if defined(__x86_64__) && defined(__GNUC__)
#define JIANFU_NEWER [[gnu::target("avx2,bmi,bmi2")]]  // processors of the last ten years
#endif

namespace jianfu::formats::js {
namespace {

constexpr unsigned kWindow = 64;  // bytes
constexpr uint64_t kSlack = 16;   // bytes behind the window that may be looked at

// Sets of the bytes of a window; the lowest bit is the first byte.
struct Window {
  uint64_t begins = 0;  // of tokens: symbols and the first bytes of names and numbers
  uint64_t ends = 0;    // the bytes behind tokens that end in the window, as many as begin but for the last
  uint64_t behind_newline = 0;  // begins, with a line end among the spaces before them
  uint64_t newlines = 0;
};

void finish(Window& window, uint64_t name, uint64_t space) {
  window.begins = (name & ~(name << 1)) | ~(name | space);
  window.ends = ((window.begins | space) & ~(space << 1)) & ~uint64_t{1};
  // The sum carries from a line end through the spaces behind it to the byte after them.
  window.behind_newline = (space + window.newlines) & ~space;
}

#ifdef __SSE2__
struct Sorted {
  uint32_t name, space, newline;
};

Sorted sort16(const char* bytes) {
  const __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  const auto is = [all](char c) { return _mm_cmpeq_epi8(all, _mm_set1_epi8(c)); };
  const auto mask = [](__m128i found) { return static_cast<uint32_t>(_mm_movemask_epi8(found)); };
  // Bytes past ASCII are negative here, and in no range.
  const auto between = [](__m128i value, char from, char to) {
    return _mm_and_si128(_mm_cmpgt_epi8(value, _mm_set1_epi8(static_cast<char>(from - 1))),
                         _mm_cmplt_epi8(value, _mm_set1_epi8(static_cast<char>(to + 1))));
  };
  const __m128i letter = between(_mm_or_si128(all, _mm_set1_epi8(0x20)), 'a', 'z');
  const __m128i name =
      _mm_or_si128(_mm_or_si128(letter, between(all, '0', '9')), _mm_or_si128(is('_'), is('$')));
  const __m128i space = _mm_or_si128(between(all, '\t', '\r'), is(' '));
  const __m128i newline = _mm_or_si128(is('\n'), is('\r'));
  return {mask(name), mask(space), mask(newline)};
}

Window window_of(const char* bytes) {
  uint64_t name = 0, space = 0;
  Window out;
  for (unsigned i = 0; i < kWindow; i += 16) {
    const Sorted part = sort16(bytes + i);
    name |= static_cast<uint64_t>(part.name) << i;
    space |= static_cast<uint64_t>(part.space) << i;
    out.newlines |= static_cast<uint64_t>(part.newline) << i;
  }
  finish(out, name, space);
  return out;
}
#else
Window window_of(const char* bytes) {
  uint64_t name = 0, space = 0;
  Window out;
  for (unsigned i = 0; i < kWindow; ++i) {
    const uint64_t bit = uint64_t{1} << i;
    const Byte kind = byte_of(bytes[i]);
    if (kind == Byte::kLetter || kind == Byte::kDigit) name |= bit;
    if (kind == Byte::kSpace || kind == Byte::kNewline) space |= bit;
    if (kind == Byte::kNewline) out.newlines |= bit;
  }
  finish(out, name, space);
  return out;
}
#endif

#ifdef JIANFU_NEWER
// Two tables say which classes a byte can be of, by its upper and by its lower half; it is of those that both
// name. Bytes past ASCII are of none.
struct Halves {
  std::array<uint8_t, 16> upper{}, lower{};
};
constexpr uint8_t kNameClasses = 31, kSpaceClasses = 96;
constexpr Halves make_halves() {
  struct Class {
    uint8_t bit;
    std::string_view upper, lower;  // the halves, as bytes
  };
  constexpr std::string_view kLow("\0\1\2\3\4\5\6\7\x8\x9\xA\xB\xC\xD\xE\xF", 16);
  const std::array<Class, 7> classes = {{{1, "\4\6", kLow.substr(1)},                   // A–O, a–o
                                         {2, "\5\7", kLow.substr(0, 11)},               // P–Z, p–z
                                         {4, "\3", kLow.substr(0, 10)},                 // digits
                                         {8, "\2", "\4"},                               // $
                                         {16, "\5", "\xF"},                             // _
                                         {32, "\2", kLow.substr(0, 1)},                 // space
                                         {64, kLow.substr(0, 1), kLow.substr(9, 5)}}};  // tab to CR
  Halves out;
  for (const Class& each : classes) {
    for (const char half : each.upper) out.upper[static_cast<size_t>(half)] |= each.bit;
    for (const char half : each.lower) out.lower[static_cast<size_t>(half)] |= each.bit;
  }
  return out;
}
constexpr Halves kHalves = make_halves();
constexpr bool halves_agree() {
  for (size_t c = 0; c < 256; ++c) {
    const unsigned classes = c < 0x80 ? kHalves.upper[c >> 4] & kHalves.lower[c & 15] : 0;
    const bool name = kBytes[c] == Byte::kLetter || kBytes[c] == Byte::kDigit;
    const bool space = kBytes[c] == Byte::kSpace || kBytes[c] == Byte::kNewline;
    if (((classes & kNameClasses) != 0) != name || ((classes & kSpaceClasses) != 0) != space) return false;
  }
  return true;
}
static_assert(halves_agree());

JIANFU_NEWER Window window_newer(const char* bytes) {
  const __m128i upper = _mm_loadu_si128(reinterpret_cast<const __m128i*>(kHalves.upper.data()));
  const __m128i lower = _mm_loadu_si128(reinterpret_cast<const __m128i*>(kHalves.lower.data()));
  const auto mask = [](__m128i found, unsigned at) {
    return uint64_t{static_cast<uint32_t>(_mm_movemask_epi8(found))} << at;
  };
  uint64_t no_name = 0, no_space = 0;
  Window out;
  for (unsigned i = 0; i < kWindow; i += 16) {
    const __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
    const __m128i high = _mm_and_si128(_mm_srli_epi16(all, 4), _mm_set1_epi8(15));
    const __m128i classes = _mm_and_si128(_mm_shuffle_epi8(upper, high), _mm_shuffle_epi8(lower, all));
    const __m128i name = _mm_and_si128(classes, _mm_set1_epi8(kNameClasses));
    const __m128i space = _mm_and_si128(classes, _mm_set1_epi8(kSpaceClasses));
    const __m128i none = _mm_setzero_si128();
    const __m128i newline =
        _mm_or_si128(_mm_cmpeq_epi8(all, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(all, _mm_set1_epi8('\r')));
    no_name |= mask(_mm_cmpeq_epi8(name, none), i);
    no_space |= mask(_mm_cmpeq_epi8(space, none), i);
    out.newlines |= mask(newline, i);
  }
  finish(out, ~no_name, ~no_space);
  return out;
}
#endif

constexpr uint64_t below(uint64_t bit) {
  return bit >= 64 ? ~uint64_t{0} : (uint64_t{1} << bit) - 1;
}
unsigned first_of(uint64_t set) {
  return static_cast<unsigned>(std::countr_zero(set));
}

// Where in the string from `at` on its quote, a backslash or a line end stands; `end` when they do not before
// the slack.
inline uint64_t plain_string_end(std::string_view source, uint64_t at, char quote) {
  const char* const bytes = source.data();
#ifdef __SSE2__
  for (; at + kSlack <= source.size(); at += kSlack) {
    const __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + at));
    const auto is = [all](char c) { return _mm_cmpeq_epi8(all, _mm_set1_epi8(c)); };
    const int found =
        _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(is(quote), is('\\')), _mm_or_si128(is('\n'), is('\r'))));
    if (found != 0) return at + first_of(static_cast<uint64_t>(found));
  }
#endif
  while (at < source.size() && bytes[at] != quote && bytes[at] != '\\' && bytes[at] != '\n' &&
         bytes[at] != '\r')
    ++at;
  return at;
}

// ---- what a byte says ----

// Of most tokens everything is known from the first byte, the byte behind, the keyword and the token before,
// so that they need no branch: names, keywords, numbers of digits, brackets, and operators of one byte.
// Each question has a table of its own, so that one load answers it.

template <typename T>
using ByteTable = std::array<T, 256>;

constexpr size_t index(char c) {
  return static_cast<unsigned char>(c);
}

constexpr std::string_view kPlainSymbols = ",;:~@([{)]}=!+-*&|>%^?.";

// A token needs a closer look when its first byte and the byte behind it have a bit in common.
constexpr uint8_t kOperator = 1, kQuestion = 2, kDot = 4, kDigit = 8, kName = 16, kAlways = 128;

constexpr ByteTable<uint8_t> make_first() {
  ByteTable<uint8_t> out{};
  for (size_t c = 0; c < out.size(); ++c)
    out[c] = kBytes[c] == Byte::kLetter ? kName : kBytes[c] == Byte::kDigit ? kDigit : kAlways;
  for (const char c : kPlainSymbols) out[index(c)] = 0;
  for (const char c : std::string_view("=!+-*&|>%^")) out[index(c)] = kOperator;
  out[index('?')] = kQuestion;
  out[index('.')] = kDot;
  return out;
}
constexpr ByteTable<uint8_t> make_second() {
  ByteTable<uint8_t> out{};
  for (size_t c = 0; c < out.size(); ++c) {
    out[c] = kAlways;
    if (kBytes[c] == Byte::kHigh || c == '\\')
      out[c] |= kName | kDigit;  // names with these are no plain ones
    if (kBytes[c] == Byte::kDigit) out[c] |= kDot;
  }
  for (const char c : std::string_view("=>+-*&|")) out[index(c)] |= kOperator;
  for (const char c : std::string_view(".?")) out[index(c)] |= kQuestion;
  for (const char c : std::string_view(".")) out[index(c)] |= kDot;
  for (const char c : std::string_view(".+-")) out[index(c)] |= kDigit;
  return out;
}

constexpr uint32_t set_of(Open a, Open b) {
  return (1u << static_cast<unsigned>(a)) | (1u << static_cast<unsigned>(b));
}

// What has to be open before the byte: a bit each Open.
constexpr ByteTable<uint32_t> make_closes() {
  ByteTable<uint32_t> out{};
  for (uint32_t& set : out) set = ~0u;
  out[index(')')] = set_of(Open::kParen, Open::kControlParen);
  out[index(']')] = set_of(Open::kBracket, Open::kBracket);
  out[index('}')] = set_of(Open::kBrace, Open::kValueBrace);
  return out;
}

constexpr ByteTable<int8_t> make_depth() {
  ByteTable<int8_t> out{};
  for (const char c : std::string_view("([{")) out[index(c)] = 1;
  for (const char c : std::string_view(")]}")) out[index(c)] = -1;
  return out;
}

// What a token means to the next one goes by its sort: the first byte, or kFirstWord and its word.
constexpr size_t kSorts = kFirstWord + kWordCount;
// Of tokens that a byte does not tell: the byte of one that means the same to the next one.
constexpr size_t sort_of(uint32_t symbol_before, Word word_before) {
  if (word_before != Word::kNone) return kFirstWord + static_cast<size_t>(word_before);
  if (symbol_before == 0) return 'a';
  if (symbol_before == symbol("=>")) return ';';
  if (symbol_before == symbol("?.")) return '.';
  return symbol_before < 256 ? symbol_before : '=';
}
constexpr uint32_t symbol_of(size_t sort) {
  return sort < kFirstWord && kBytes[sort] == Byte::kSymbol ? static_cast<uint32_t>(sort) : 0;
}
constexpr Word word_of_sort(size_t sort) {
  return sort < kFirstWord ? Word::kNone : static_cast<Word>(sort - kFirstWord);
}

// What a bracket opens: by how the token before changes it, and by its byte.
constexpr uint16_t kControls = 256, kTakesValue = 512;
constexpr std::array<uint16_t, kSorts> make_group() {
  std::array<uint16_t, kSorts> out{};
  for (size_t sort = 0; sort < kSorts; ++sort) {
    const Word word = word_of_sort(sort);
    out[sort] = controls_paren(word) ? kControls : opens_value(symbol_of(sort), word) ? kTakesValue : 0;
  }
  return out;
}
constexpr std::array<Open, 3 * 256> make_opens() {
  std::array<Open, 3 * 256> out{};
  for (size_t group = 0; group < out.size(); group += 256) {
    out[group + '('] = group == kControls ? Open::kControlParen : Open::kParen;
    out[group + '['] = Open::kBracket;
    out[group + '{'] = group == kTakesValue ? Open::kValueBrace : Open::kBrace;
  }
  return out;
}

// Kind, piece, keyword, line end and symbol of a token, as they stand in it.
static_assert(std::endian::native == std::endian::little && offsetof(Token, kind) == 0 &&
              offsetof(Token, word) == 2 && offsetof(Token, newline_before) == 3 &&
              offsetof(Token, symbol) == 4);
constexpr uint64_t head(TokenKind kind, bool newline, uint32_t symbol) {
  return static_cast<uint64_t>(kind) | (uint64_t{newline} << 24) | (uint64_t{symbol} << 32);
}
void set_head(Token& token, uint64_t head) {
  std::memcpy(static_cast<void*>(&token), &head, sizeof head);
}

constexpr std::array<uint64_t, kSorts> make_heads() {
  std::array<uint64_t, kSorts> out{};
  for (size_t sort = 0; sort < kFirstWord; ++sort) {
    if (kBytes[sort] == Byte::kLetter) out[sort] = head(TokenKind::kIdentifier, false, 0);
    if (kBytes[sort] == Byte::kDigit) out[sort] = head(TokenKind::kNumber, false, 0);
    if (symbol_of(sort) != 0) out[sort] = head(TokenKind::kPunctuator, false, symbol_of(sort));
  }
  for (size_t word = 1; word < kWordCount; ++word)
    out[kFirstWord + word] = head(TokenKind::kKeyword, false, 0) | (word << 16);
  return out;
}

// Side by side, so that one register leads to all.
struct Tables {
  ByteTable<uint8_t> first = make_first(), second = make_second();
  ByteTable<int8_t> depth = make_depth();
  ByteTable<uint32_t> closes = make_closes();
  std::array<uint16_t, kSorts> group = make_group();
  std::array<Open, 3 * 256> opens = make_opens();
  std::array<uint64_t, kSorts> heads = make_heads();
  WordTable words = make_word_table();
};
constexpr Tables kTables;
constexpr size_t kInstanceof = kFirstWord + static_cast<size_t>(Word::kInstanceof);

// The compiler takes the value for a new one: it neither makes a branch of how it came about, nor keeps
// what it was made of.
template <typename T>
inline T opaque(T value) {
#ifdef __GNUC__
  asm("" : "+r"(value));
#endif
  return value;
}

// Without a branch: what cannot be foreseen costs more than both.
inline size_t pick(bool first, size_t one, size_t other) {
#ifdef __GNUC__
  one = opaque(one), other = opaque(other);
  return __builtin_expect_with_probability(first, 1, 0.5) ? one : other;
#else
  return first ? one : other;
#endif
}

bool is_crement(const Token& token) {
  return token.symbol == symbol("++") || token.symbol == symbol("--");
}

// Whether an operand may begin behind a plain token. `closed`: what it closed, if it did.
bool awaits_operand(const Token& token, const Token& before, Open closed, bool after_crement) {
  switch (token.kind) {
    case TokenKind::kIdentifier:
      return before.kind == TokenKind::kIdentifier && token.text == "of";
    case TokenKind::kKeyword:
      return awaits_operand(token.word);
    case TokenKind::kPunctuator:
      if (token.is(symbol(")")) || token.is(symbol("]")) || token.is(symbol("}")))
        return operand_follows(closed);
      return !is_crement(token) || after_crement;
    default:
      return false;
  }
}

// A token that the first byte and the one behind it do not tell; of no bytes when it is not plain.
struct Closer {
  uint64_t size = 0;
  TokenKind kind = TokenKind::kPunctuator;
};

inline Closer string_at(std::string_view source, uint64_t at) {
  const uint64_t close = plain_string_end(source, at + 1, source[at]);
  if (close >= source.size() || source[close] != source[at]) return {};
  return {close + 1 - at, TokenKind::kString};
}

// `run`: bytes from `at` to where the next token or space begins.
[[gnu::noinline]] Closer look_closer(std::string_view source, uint64_t at, uint64_t run, bool operand_next) {
  const char* const from = source.data() + at;
  switch (*from) {
    case '/':
      if (from[1] == '/' || from[1] == '*' || operand_next) return {};
      break;
    case '<':
      if (from[1] == '!' || operand_next) return {};
      break;
    case '-':
      if (from[1] == '-' && from[2] == '>') return {};
      break;
    case '.':
      if (is_digit(from[1])) return {};
      break;
    case '=':
    case '!':
    case '+':
    case '*':
    case '&':
    case '|':
    case '>':
    case '?':
    case '%':
    case '^':
      break;
    default: {  // 1+ and 1-, but not 1e-5 and 1.5
      const char behind = from[run];
      const bool exponent = (from[run - 1] | 0x20) == 'e';
      if (!is_digit(*from) || (behind != '+' && behind != '-') || exponent) return {};
      return {run, TokenKind::kNumber};
    }
  }
  return {symbol_size({from, 4}), TokenKind::kPunctuator};
}

}  // namespace

// Leaves when the batch may not hold the tokens of a window, at what is not plain, and near the end of the
// source.
template <typename WindowAt>
[[gnu::always_inline]] inline void Tokeniser::read_windows(WindowAt window_at) {
  if (source_.size() < kWindow + kSlack) return;
  const uint64_t last_window = source_.size() - kWindow - kSlack;
  Token* const first = &batch_[filled_];  // the last one read before
  Token* token = first;                   // the last one read
  Token* const enough = &batch_[batch_.size() - 2 - kWindowTokens];
  size_t sort = sort_of(token->symbol, token->word);  // of that one
  bool after_crement = false;
  const Tables& tables = *opaque(&kTables);
  uint64_t base = at_;
  Open* open = open_.room(0);
  constexpr uint64_t kGoesOn = UINT64_MAX;
  uint64_t stop = kGoesOn;  // at what is not plain
  while (base <= last_window && token <= enough) {
    const char* const bytes = source_.data() + base;
    const Window window = window_at(bytes);
    uint64_t begins = window.begins, ends = window.ends;
    const uint64_t behind_newline = window.behind_newline | (newline_ ? begins & (~begins + 1) : 0);
    open_.ends_at(open);
    open = open_.room(kWindow + 1);
    const Token* const before = token;
    while (ends != 0) {
      for (; ends != 0; begins &= begins - 1, ends &= ends - 1) {
        const unsigned at = first_of(begins), end = first_of(ends);
        const char* const from = bytes + at;
        const size_t byte = index(*from);
        const bool special = (tables.first[byte] & tables.second[index(bytes[end])]) != 0;
        const bool fits = ((tables.closes[byte] >> static_cast<unsigned>(open[-1])) & 1) != 0;
        if (special || !fits) [[unlikely]]
          break;
        const uint64_t size = end - at;
        uint64_t key = 0;
        std::memcpy(&key, from, sizeof key);
        key &= tables.words.masks[size];
        const size_t place = word_place(key);
        *open = tables.opens[tables.group[sort] + byte];
        open += tables.depth[byte];
        // Behind a dot words are names.
        const size_t own = pick(tables.words.keys[place] == key, tables.words.sorts[place], byte);
        sort = opaque(pick(sort == '.', byte, own));
        if (sort == kInstanceof && std::string_view(from, size) != "instanceof") [[unlikely]]
          sort = byte;
        ++token;
        set_head(*token, tables.heads[sort] | (((behind_newline >> at) & 1) << 24));
        // One by one: copying what was just written waits for it.
        token->text = std::string_view(from, size);
        token->offset = static_cast<uint32_t>(base + at);
        token->size = static_cast<uint32_t>(size);
      }
      if (ends == 0) break;
      begins = opaque(begins);
      const unsigned at = first_of(begins);
      const char* const from = bytes + at;
      const bool newline = ((behind_newline >> at) & 1) != 0;
      const bool quoted = *from == '"' || *from == '\'';
      Closer look;
      uint32_t value = 0;
      if (quoted) {
        look = string_at(source_, base + at);
      } else {
        const bool operand_next =
            token == first ? operand_next_ : awaits_operand(*token, token[-1], *open, after_crement);
        look = look_closer(source_, base + at, first_of(ends) - at, operand_next);
        if (look.kind == TokenKind::kPunctuator) value = symbol({from, look.size});
        after_crement = operand_next;
      }
      if (look.size == 0) {
        newline_ = newline;
        stop = base + at;
        break;
      }
      ++token;
      set_head(*token, head(look.kind, newline, value));
      token->text = std::string_view(from + quoted, look.size - 2 * quoted);
      token->offset = static_cast<uint32_t>(base + at);
      token->size = static_cast<uint32_t>(look.size);
      sort = sort_of(value, Word::kNone);
      const uint64_t done = at + look.size;
      begins &= ~below(done);
      ends &= ~below(done + 1);
    }
    if (stop != kGoesOn) break;
    // The next window begins behind the last token.
    uint64_t done = token == before ? 0 : token->end() - base;  // bytes of the window that are behind
    if (done == 0 && begins != 0) {                             // there was none that ends in this one
      done = first_of(begins);
      if (done == 0) break;
      newline_ = ((behind_newline >> done) & 1) != 0;
    } else if (done == 0) {  // nothing but spaces
      newline_ |= window.newlines != 0;
      done = kWindow;
    } else {
      newline_ = false;
    }
    base += done;
  }
  if (token != first) operand_next_ = awaits_operand(*token, token[-1], *open, after_crement);
  at_ = stop != kGoesOn ? stop : base;
  filled_ = static_cast<size_t>(token - batch_.data());
  open_.ends_at(open);
}

#ifdef JIANFU_NEWER
// The same compiled for newer processors: their shifts and bit scans cost less.
JIANFU_NEWER void Tokeniser::read_plain_newer() {
  read_windows(window_newer);
}

void Tokeniser::read_plain() {
  static const bool newer =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  newer ? read_plain_newer() : read_windows(window_of);
}
#else
void Tokeniser::read_plain() {
  read_windows(window_of);
}
#endif

}  // namespace jianfu::formats::js
