// Which names are reserved words: a table that is asked without a branch.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "formats/js/words.h"

namespace jianfu::formats::js {

struct WordEntry {
  std::string_view text;
  Word word;
};

// "of", "async", "get" and the like are names that a place gives meaning to.
inline constexpr std::array<WordEntry, 38> kWords = {{{"await", Word::kAwait},
                                                      {"break", Word::kBreak},
                                                      {"case", Word::kCase},
                                                      {"catch", Word::kCatch},
                                                      {"class", Word::kClass},
                                                      {"const", Word::kConst},
                                                      {"continue", Word::kContinue},
                                                      {"debugger", Word::kDebugger},
                                                      {"default", Word::kDefault},
                                                      {"delete", Word::kDelete},
                                                      {"do", Word::kDo},
                                                      {"else", Word::kElse},
                                                      {"export", Word::kExport},
                                                      {"extends", Word::kExtends},
                                                      {"false", Word::kFalse},
                                                      {"finally", Word::kFinally},
                                                      {"for", Word::kFor},
                                                      {"function", Word::kFunction},
                                                      {"if", Word::kIf},
                                                      {"import", Word::kImport},
                                                      {"in", Word::kIn},
                                                      {"instanceof", Word::kInstanceof},
                                                      {"let", Word::kLet},
                                                      {"new", Word::kNew},
                                                      {"null", Word::kNull},
                                                      {"return", Word::kReturn},
                                                      {"super", Word::kSuper},
                                                      {"switch", Word::kSwitch},
                                                      {"this", Word::kThis},
                                                      {"throw", Word::kThrow},
                                                      {"true", Word::kTrue},
                                                      {"try", Word::kTry},
                                                      {"typeof", Word::kTypeof},
                                                      {"var", Word::kVar},
                                                      {"void", Word::kVoid},
                                                      {"while", Word::kWhile},
                                                      {"with", Word::kWith},
                                                      {"yield", Word::kYield}}};

// A word is found without branches in a name of fewer than 64 bytes of which eight can be read: its bytes as
// one number are multiplied to a place of their own in a table. "instanceof", which has ten, goes by the last
// five of its first eight; no shorter name begins with a zero byte as that does, but the caller has to look
// whether a name that is taken for it is it.
inline constexpr uint64_t kWordFactor = 0xED2F89D94A2F20AB;  // found by trying; checked below
inline constexpr unsigned kWordBits = 7;
constexpr size_t word_place(uint64_t key) {
  return static_cast<size_t>((key * kWordFactor) >> (64 - kWordBits));
}
// Which bytes of a name count: none when no word is as long.
constexpr std::array<uint64_t, 64> make_word_masks() {
  std::array<uint64_t, 64> out{};
  for (size_t size = 2; size <= 8; ++size) out[size] = ~uint64_t{0} >> (64 - 8 * size);
  out[10] = ~uint64_t{0} << 24;
  return out;
}
// What a token is to the one behind it: its first byte, or kFirstWord and the number of its word.
inline constexpr uint16_t kFirstWord = 256;
struct WordTable {
  std::array<uint64_t, 64> masks = make_word_masks();  // by the size of a name
  std::array<uint64_t, 1 << kWordBits> keys{};         // of the word that has the place
  std::array<uint16_t, 1 << kWordBits> sorts{};
};

constexpr uint64_t word_key(std::string_view text) {
  uint64_t out = 0;
  for (size_t i = 0; i < text.size() && i < 8; ++i)
    out |= static_cast<uint64_t>(static_cast<unsigned char>(text[i])) << (8 * i);
  return out & make_word_masks()[text.size()];
}

constexpr WordTable make_word_table() {
  WordTable out;
  for (uint64_t& key : out.keys) key = ~uint64_t{0};  // of no name
  for (const WordEntry& entry : kWords) {
    const uint64_t key = word_key(entry.text);
    out.keys[word_place(key)] = key;
    out.sorts[word_place(key)] = static_cast<uint16_t>(kFirstWord + static_cast<uint16_t>(entry.word));
  }
  return out;
}

constexpr bool each_word_has_its_place() {
  size_t taken = 0;
  for (const uint16_t sort : make_word_table().sorts) taken += sort != 0;
  return taken == kWords.size();
}
static_assert(each_word_has_its_place());

}  // namespace jianfu::formats::js
