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
#include "text/ascii.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace jianfu::formats::js {
namespace {

constexpr unsigned kWindow = 64;  // bytes
constexpr uint64_t kSlack = 16;   // bytes behind the window that may be looked at

// Sets of the bytes of a window; the lowest bit is the first byte.
struct Window {
  uint64_t begins = 0;          // of tokens: symbols and the first bytes of names and numbers
  uint64_t bounds = 0;          // begins, and the first bytes of spaces: where the token before ends
  uint64_t behind_newline = 0;  // begins, with a line end among the spaces before them
  uint64_t newlines = 0;
};

void finish(Window& window, uint64_t name, uint64_t space) {
  window.begins = (name & ~(name << 1)) | ~(name | space);
  window.bounds = window.begins | (space & ~(space << 1));
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

Window window_at(const char* bytes) {
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
Window window_at(const char* bytes) {
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

constexpr uint64_t below(uint64_t bit) {
  return bit >= 64 ? ~uint64_t{0} : (uint64_t{1} << bit) - 1;
}
unsigned first_of(uint64_t set) {
  return static_cast<unsigned>(std::countr_zero(set));
}

// Where in the string from `at` on its quote, a backslash or a line end stands; `end` when they do not before
// the slack.
uint64_t plain_string_end(std::string_view source, uint64_t at, char quote) {
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
//
// A row is one word, so that one load brings all of it. Kind and symbol stand where set_head() has them.
struct Row {
  static constexpr uint8_t kOperator = 1, kQuestion = 2, kDot = 4, kDigit = 8, kName = 16, kAlways = 128;

  uint8_t kind = 0;         // TokenKind; one more for keywords
  uint8_t first = kAlways;  // together with `second` of the byte behind: the token needs a closer look
  uint8_t second = kAlways;
  uint8_t opens = 0;   // Open, and times 16 the bit of kAfter that makes it the next Open
  uint8_t symbol = 0;  // the byte, of punctuators
  int8_t depth = 0;
  uint16_t closes = 0xFFFF;  // set of what has to be open: a bit each Open

  constexpr uint64_t word() const {
    return kind | (uint64_t{first} << 8) | (uint64_t{second} << 16) | (uint64_t{opens} << 24) |
           (uint64_t{symbol} << 32) | (uint64_t{static_cast<uint8_t>(depth)} << 40) |
           (uint64_t{closes} << 48);
  }
};
constexpr uint64_t kKindAndSymbol = 0x000000FF000000FF;

constexpr uint8_t kControls = 1, kTakesValue = 2, kTakesMember = 4;

constexpr uint16_t set_of(Open a, Open b) {
  return static_cast<uint16_t>((1u << static_cast<unsigned>(a)) | (1u << static_cast<unsigned>(b)));
}

constexpr std::array<Row, 256> make_rows() {
  std::array<Row, 256> out{};
  for (Row& row : out)
    row = Row{};  // GCC 12 forgets the initial values of members that are not written later
  const auto row = [&out](char c) -> Row& { return out[static_cast<unsigned char>(c)]; };
  for (size_t c = 0; c < out.size(); ++c) {
    if (kBytes[c] == Byte::kLetter)
      out[c].first = Row::kName, out[c].kind = static_cast<uint8_t>(TokenKind::kIdentifier);
    // Names with these are no plain ones.
    if (kBytes[c] == Byte::kHigh || c == '\\') out[c].second |= Row::kName | Row::kDigit;
    if (kBytes[c] == Byte::kDigit)
      out[c].first = Row::kDigit, out[c].kind = static_cast<uint8_t>(TokenKind::kNumber);
    if (kBytes[c] == Byte::kDigit) out[c].second |= Row::kDot;
  }
  const auto punctuators = [&](std::string_view bytes, uint8_t first) {
    for (const char c : bytes) {
      row(c).first = first;
      row(c).kind = static_cast<uint8_t>(TokenKind::kPunctuator);
      row(c).symbol = static_cast<uint8_t>(c);
    }
  };
  punctuators(",;:~@([{)]}", 0);
  punctuators("=!+-*&|>%^", Row::kOperator);
  punctuators("?", Row::kQuestion);
  punctuators(".", Row::kDot);
  for (const char c : std::string_view("=>+-*&|")) row(c).second |= Row::kOperator;
  for (const char c : std::string_view(".?")) row(c).second |= Row::kQuestion;
  for (const char c : std::string_view(".")) row(c).second |= Row::kDot;
  for (const char c : std::string_view(".+-")) row(c).second |= Row::kDigit;
  row('(').opens = static_cast<uint8_t>(Open::kParen);
  row('(').opens |= kControls << 4;
  row('[').opens = static_cast<uint8_t>(Open::kBracket);
  row('{').opens = static_cast<uint8_t>(Open::kBrace);
  row('{').opens |= kTakesValue << 4;
  for (const char c : std::string_view("([{")) row(c).depth = 1;
  for (const char c : std::string_view(")]}")) row(c).depth = -1;
  row(')').closes = set_of(Open::kParen, Open::kControlParen);
  row(']').closes = set_of(Open::kBracket, Open::kBracket);
  row('}').closes = set_of(Open::kBrace, Open::kValueBrace);
  return out;
}

constexpr std::array<uint64_t, 256> make_row_words() {
  std::array<uint64_t, 256> out{};
  const std::array<Row, 256> rows = make_rows();
  for (size_t c = 0; c < out.size(); ++c) out[c] = rows[c].word();
  return out;
}
constexpr std::array<uint64_t, 256> kRows = make_row_words();
static_assert(kRows['a'] ==
              Row{.kind = static_cast<uint8_t>(TokenKind::kIdentifier), .first = Row::kName}.word());
static_assert(static_cast<int>(Open::kControlParen) == static_cast<int>(Open::kParen) + 1);
static_assert(static_cast<int>(Open::kValueBrace) == static_cast<int>(Open::kBrace) + 1);
static_assert(static_cast<int>(TokenKind::kKeyword) == static_cast<int>(TokenKind::kIdentifier) + 1);

constexpr uint8_t after(uint32_t symbol_before, Word word_before) {
  return static_cast<uint8_t>(
      (controls_paren(word_before) ? kControls : 0) |
      (opens_value(symbol_before, word_before) ? kTakesValue : 0) |
      (symbol_before == symbol(".") || symbol_before == symbol("?.") ? kTakesMember : 0));
}

// What a token means to the next one: by its first byte, or behind 256 by its keyword.
constexpr std::array<uint8_t, 256 + kWordCount> make_after() {
  std::array<uint8_t, 256 + kWordCount> out{};
  const std::array<Row, 256> rows = make_rows();
  for (uint32_t c = 0; c < 256; ++c) out[c] = after(rows[c].symbol, Word::kNone);
  for (size_t word = 1; word < kWordCount; ++word) out[256 + word] = after(0, static_cast<Word>(word));
  return out;
}
constexpr std::array<uint8_t, 256 + kWordCount> kAfter = make_after();

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

// `run`: bytes from `at` to where the next token or space begins.
[[gnu::noinline]] Closer look_closer(std::string_view source, uint64_t at, uint64_t run, bool operand_next) {
  const char* const from = source.data() + at;
  switch (*from) {
    case '"':
    case '\'': {
      const uint64_t close = plain_string_end(source, at + 1, *from);
      if (close >= source.size() || source[close] != *from) return {};
      return {close + 1 - at, TokenKind::kString};
    }
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
[[gnu::always_inline]] inline void Tokeniser::read_windows() {
  if (source_.size() < kWindow + kSlack) return;
  const uint64_t last_window = source_.size() - kWindow - kSlack;
  Token* const first = &batch_[filled_];  // the last one read before
  Token* token = first;                   // the last one read
  Token* const enough = &batch_[kBatch - kWindowTokens];
  unsigned next = after(token->symbol, token->word);
  bool after_crement = false;
  uint64_t base = at_;
  Open* open = open_.room(0);
  constexpr uint64_t kGoesOn = UINT64_MAX;
  uint64_t stop = kGoesOn;  // at what is not plain
  while (base <= last_window && token <= enough) {
    const char* const bytes = source_.data() + base;
    const Window window = window_at(bytes);
    uint64_t begins = window.begins;
    const uint64_t behind_newline = window.behind_newline | (newline_ ? begins & (~begins + 1) : 0);
    open_.ends_at(open);
    open = open_.room(kWindow + 1);
    uint64_t done = 0;  // bytes of the window that are behind
    while (begins != 0) {
      const unsigned at = first_of(begins);
      const uint64_t rest = window.bounds & (~uint64_t{1} << at);
      if (rest == 0) break;  // it may go on behind the window
      const unsigned end = first_of(rest);
      const char* const from = bytes + at;
      const uint64_t size = end - at;
      const auto byte = static_cast<unsigned char>(*from);
      const uint64_t row = kRows[byte];
      const uint64_t newline = (behind_newline >> at) & 1;
      const uint64_t behind = kRows[static_cast<unsigned char>(bytes[end])];
      const auto special = static_cast<uint8_t>((row >> 8) & (behind >> 16));
      const bool fits = ((row >> (48 + static_cast<unsigned>(open[-1]))) & 1) != 0;
      if (special == 0 && fits) [[likely]] {
        const uint64_t member = next / kTakesMember;
        const uint64_t word = word_at(from, size) & (member - 1);
        ++token;
        set_head(*token, ((row & kKindAndSymbol) | (word << 16) | (newline << 24)) + (word != 0 ? 1u : 0u));
        // One by one: copying what was just written waits for it.
        token->raw = std::string_view(from, size);
        token->text = std::string_view(from, size);
        token->offset = base + at;
        *open = static_cast<Open>(((row >> 24) & 15) + (((row >> 28) & next & 15) != 0 ? 1 : 0));
        open += static_cast<int8_t>(row >> 40);
        next = kAfter[word != 0 ? 256 + word : byte];
        done = end;
        begins &= begins - 1;
        continue;
      }
      newline_ = newline != 0;
      const bool operand_next =
          token == first ? operand_next_ : awaits_operand(*token, token[-1], *open, after_crement);
      const Closer look = look_closer(source_, base + at, size, operand_next);
      if (look.size == 0) {
        stop = base + at;
        break;
      }
      ++token;
      const uint32_t value = look.kind == TokenKind::kPunctuator ? symbol({from, look.size}) : 0;
      const bool quoted = look.kind == TokenKind::kString;
      set_head(*token, head(look.kind, newline != 0, value));
      token->raw = std::string_view(from, look.size);
      token->text = std::string_view(from + quoted, look.size - 2 * quoted);
      token->offset = base + at;
      next = after(value, Word::kNone);
      after_crement = operand_next;
      done = at + look.size;
      begins &= ~below(done);
    }
    if (stop != kGoesOn) break;
    // The next window begins behind the last token.
    if (done == 0 && begins != 0) {  // there was none that ends in this one
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

#if defined(__x86_64__) && defined(__GNUC__)
// The same compiled for processors of the last ten years: their shifts and bit scans cost less.
[[gnu::target("avx2,bmi,bmi2")]] void Tokeniser::read_plain_newer() {
  read_windows();
}

void Tokeniser::read_plain() {
  static const bool newer =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  newer ? read_plain_newer() : read_windows();
}
#else
void Tokeniser::read_plain() {
  read_windows();
}
#endif

}  // namespace jianfu::formats::js
