// Text for property tests: pieces of every class that normalise(), tokens_of() and the scanner tell apart,
// drawn by a fixed sequence, so that a failure comes again.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace jianfu::test {

class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed * 2654435761u + 1) {}
  size_t below(size_t n) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<size_t>((state_ >> 33) % n);
  }

 private:
  uint64_t state_;
};

inline constexpr std::array<std::string_view, 49> kPieces = {
    "签", "到",     "簽",       "積",       "打",       "卡",     "分",   "排",       "名",   "a",
    "B",  "sign",   "In",       "ID",       "rank",     "9",      "42",   "_",        "-",    "/",
    ".",  " ",      "\n",       "\t",       "·",        "・",     "　",   "Ａ",       "１",   "①",
    "⼾", "㈰",     "\u200b",   "\u00ad",   "\u00a0",   "\ufe0f", "é",    "<",        "<br>", "<BR />",
    "&",  "&nbsp;", "&#25171;", "&#x5361;", "&middot;", "&amp;",  "\xff", "\xe7\xad", "𝐀"};

inline std::string random_text(Dice& dice, size_t pieces) {
  std::string out;
  for (size_t i = 0; i < pieces; ++i) out += kPieces[dice.below(kPieces.size())];
  return out;
}

}  // namespace jianfu::test
