// The plain part of a script: names, keywords, numbers, brackets, operators and strings without escapes, which is nearly all
// of it. Everything else (comments, regular expressions, templates, JSX, escapes, wide characters) is left to read_one().
//
// Sixty-four bytes at once are sorted into sets, one bit a byte, so that where tokens begin and end is known without looking
// at each byte in turn; then what each token is depends on its first byte and on the token before it.
#include <bit>

#include "formats/js/js.h"
#include "formats/js/symbols.h"
#include "text/ascii.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace jianfu::formats::js {
namespace {

constexpr unsigned kWindow = 64;
constexpr uint64_t kSlack = 16;  // bytes behind the window that may be looked at

// Sets of the bytes of a window; the lowest bit is the first byte.
struct Window {
  uint64_t begins = 0;    // of tokens: symbols and the first bytes of names and numbers
  uint64_t bounds = 0;    // begins, and the first bytes of spaces: where the token before ends
  uint64_t newlines = 0;
  uint64_t odd = 0;       // bytes past ASCII, and backslashes: names with these are not plain
};

#ifdef __SSE2__
struct Sorted {
  uint32_t name, space, newline, odd;
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
  const __m128i name = _mm_or_si128(_mm_or_si128(letter, between(all, '0', '9')), _mm_or_si128(is('_'), is('$')));
  const __m128i space = _mm_or_si128(between(all, '\t', '\r'), is(' '));
  const __m128i newline = _mm_or_si128(is('\n'), is('\r'));
  const uint32_t high = mask(all);
  return {mask(name) | high, mask(space), mask(newline), high | mask(is('\\'))};
}

Window window_at(const char* bytes) {
  uint64_t name = 0, space = 0;
  Window out;
  for (unsigned i = 0; i < kWindow; i += 16) {
    const Sorted part = sort16(bytes + i);
    name |= static_cast<uint64_t>(part.name) << i;
    space |= static_cast<uint64_t>(part.space) << i;
    out.newlines |= static_cast<uint64_t>(part.newline) << i;
    out.odd |= static_cast<uint64_t>(part.odd) << i;
  }
  out.begins = (name & ~(name << 1)) | ~(name | space);
  out.bounds = out.begins | (space & ~(space << 1));
  return out;
}
#else
Window window_at(const char* bytes) {
  uint64_t name = 0, space = 0;
  Window out;
  for (unsigned i = 0; i < kWindow; ++i) {
    const uint64_t bit = uint64_t{1} << i;
    const Byte kind = byte_of(bytes[i]);
    if (kind >= Byte::kLetter) name |= bit;
    if (kind == Byte::kSpace || kind == Byte::kNewline) space |= bit;
    if (kind == Byte::kNewline) out.newlines |= bit;
    if (kind == Byte::kHigh || bytes[i] == '\\') out.odd |= bit;
  }
  out.begins = (name & ~(name << 1)) | ~(name | space);
  out.bounds = out.begins | (space & ~(space << 1));
  return out;
}
#endif

constexpr uint64_t below(unsigned bit) {
  return bit >= 64 ? ~uint64_t{0} : (uint64_t{1} << bit) - 1;
}
unsigned first_of(uint64_t set) {
  return static_cast<unsigned>(std::countr_zero(set));
}

// Where in the string from `at` on its quote, a backslash or a line end stands; `end` when they do not before the slack.
uint64_t plain_string_end(std::string_view source, uint64_t at, char quote) {
  const char* const bytes = source.data();
#ifdef __SSE2__
  for (; at + kSlack <= source.size(); at += kSlack) {
    const __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + at));
    const auto is = [all](char c) { return _mm_cmpeq_epi8(all, _mm_set1_epi8(c)); };
    const int found = _mm_movemask_epi8(
        _mm_or_si128(_mm_or_si128(is(quote), is('\\')), _mm_or_si128(is('\n'), is('\r'))));
    if (found != 0) return at + first_of(static_cast<uint64_t>(found));
  }
#endif
  while (at < source.size() && bytes[at] != quote && bytes[at] != '\\' && bytes[at] != '\n' && bytes[at] != '\r') ++at;
  return at;
}

enum class Plain : uint8_t { kNot, kName, kDigit, kSingle, kOpen, kClose, kOperator, kDot, kQuote, kLess, kSlash, kMinus };

constexpr std::array<Plain, 256> make_plain() {
  std::array<Plain, 256> out{};
  for (size_t c = 0; c < out.size(); ++c) {
    if (kBytes[c] == Byte::kLetter || kBytes[c] == Byte::kHigh) out[c] = Plain::kName;
    if (kBytes[c] == Byte::kDigit) out[c] = Plain::kDigit;
  }
  const auto set = [&out](std::string_view bytes, Plain plain) {
    for (const char c : bytes) out[static_cast<unsigned char>(c)] = plain;
  };
  set(",;:~@", Plain::kSingle);
  set("([{", Plain::kOpen);
  set(")]}", Plain::kClose);
  set("=!+*&|>?%^", Plain::kOperator);
  set("\"'", Plain::kQuote);
  set(".", Plain::kDot);
  set("<", Plain::kLess);
  set("/", Plain::kSlash);
  set("-", Plain::kMinus);
  return out;
}
constexpr std::array<Plain, 256> kPlain = make_plain();

}  // namespace

// Leaves when the batch is full, at what is not plain, and near the end of the source.
void Tokeniser::read_plain() {
  if (source_.size() < kWindow + kSlack) return;
  const uint64_t last_window = source_.size() - kWindow - kSlack;
  bool newline = newline_;
  bool operand_next = operand_next_;
  uint64_t base = at_;
  Token* token = &batch_[filled_];  // the last one read
  Token* const last_token = &batch_[kBatch];
  unsigned done = 0;  // bytes of the window that are behind
  const auto leave = [&](uint64_t at) {
    at_ = at;
    newline_ = newline;
    operand_next_ = operand_next;
    filled_ = static_cast<size_t>(token - batch_.data());
  };
  while (base <= last_window) {
    const char* const bytes = source_.data() + base;
    const Window window = window_at(bytes);
    uint64_t begins = window.begins;
    done = 0;
    while (begins != 0) {
      if (token == last_token) return leave(base + done);
      const unsigned at = first_of(begins);
      const char* const from = bytes + at;
      const char c = *from;
      newline |= ((window.newlines & below(at)) >> done) != 0;
      const auto put = [&](TokenKind kind, Word word, uint32_t symbol, size_t size) {
        ++token;
        token->kind = kind;
        token->piece = Piece::kWhole;
        token->word = word;
        token->newline_before = newline;
        token->symbol = symbol;
        token->raw = token->text = {from, size};
        token->offset = base + at;
        newline = false;
        done = at + static_cast<unsigned>(size);
        begins &= begins - 1;
      };
      const auto put_single = [&] {
        put(TokenKind::kPunctuator, Word::kNone, static_cast<unsigned char>(c), 1);
        operand_next = true;
      };
      const auto put_operator = [&](size_t size) {
        const uint32_t value = symbol({from, size});
        const bool operand_before = !operand_next;
        put(TokenKind::kPunctuator, Word::kNone, value, size);
        operand_next = !((value == symbol("++") || value == symbol("--")) && operand_before);
        begins &= ~below(done);
      };
      switch (kPlain[static_cast<unsigned char>(c)]) {
        case Plain::kName: {
          const uint64_t bounds = window.bounds & (~uint64_t{1} << at);
          if (bounds == 0) {
            if (at == 0) return leave(base);  // longer than a window
            done = at;
            begins = 0;
            continue;
          }
          const unsigned end = first_of(bounds);
          if (((window.odd & below(end + 1)) >> at) != 0) return leave(base + at);
          const size_t size = end - at;
          const bool member = token->symbol == symbol(".") || token->symbol == symbol("?.");
          const bool of = token->kind == TokenKind::kIdentifier && size == 2 && from[0] == 'o' && from[1] == 'f';
          const Word word = member ? Word::kNone : word_at(from, size);
          put(word == Word::kNone ? TokenKind::kIdentifier : TokenKind::kKeyword, word, 0, size);
          operand_next = awaits_operand(word) || of;
          continue;
        }
        case Plain::kDigit: {
          const uint64_t bounds = window.bounds & (~uint64_t{1} << at);
          if (bounds == 0) {
            if (at == 0) return leave(base);
            done = at;
            begins = 0;
            continue;
          }
          const unsigned end = first_of(bounds);
          const char behind = bytes[end];
          const bool signed_exponent = (bytes[end - 1] | 0x20) == 'e' && (behind == '+' || behind == '-');
          if (((window.odd & below(end + 1)) >> at) != 0 || behind == '.' || signed_exponent) return leave(base + at);
          put(TokenKind::kNumber, Word::kNone, 0, end - at);
          operand_next = false;
          continue;
        }
        case Plain::kSingle:
          put_single();
          continue;
        case Plain::kOpen:
          open_.push_back(opened_by(c, token->symbol, token->word));
          put_single();
          continue;
        case Plain::kClose: {
          const Open open = open_.empty() ? Open::kTag : open_.back();
          // What follows the others is no code, or the rest of a template.
          if (open >= Open::kTemplate || !closes(c, open)) return leave(base + at);
          open_.pop_back();
          put_single();
          operand_next = operand_follows(open);
          continue;
        }
        case Plain::kDot:
          if (is_digit(from[1])) return leave(base + at);
          if (from[1] == '.') {
            put_operator(symbol_size({from, 4}));
          } else {
            put_single();
          }
          continue;
        case Plain::kQuote: {
          const uint64_t end = plain_string_end(source_, base + at + 1, c);
          if (end >= source_.size() || source_[end] != c) return leave(base + at);
          put(TokenKind::kString, Word::kNone, 0, static_cast<size_t>(end + 1 - base - at));
          token->text = source_.substr(base + at + 1, end - base - at - 1);
          operand_next = false;
          begins &= ~below(done);
          continue;
        }
        case Plain::kSlash:
          if (operand_next || from[1] == '/' || from[1] == '*') return leave(base + at);
          put_operator(symbol_size({from, 4}));
          continue;
        case Plain::kLess:
          if (operand_next || from[1] == '!') return leave(base + at);
          put_operator(symbol_size({from, 4}));
          continue;
        case Plain::kMinus:
          if (from[1] == '-' && from[2] == '>') return leave(base + at);
          put_operator(symbol_size({from, 4}));
          continue;
        case Plain::kOperator:
          put_operator(symbol_size({from, 4}));
          continue;
        case Plain::kNot:
          return leave(base + at);
      }
    }
    // Nothing but spaces is left in the window, or a token that does not end in it (then `done` stands on it).
    if (done == 0 && window.begins == 0) {
      newline |= window.newlines != 0;
      done = kWindow;
    }
    base += done;
  }
  leave(base);
}

}  // namespace jianfu::formats::js
