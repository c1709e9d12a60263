#include "report/mask.h"

namespace jianfu::report {
namespace {

constexpr size_t kPhone = 11, kIdentity = 18;
// What stays visible at either end: enough to find the place again, not enough to know the number.
constexpr size_t kPhoneFront = 3, kIdentityFront = 6, kBack = 4;

bool digit(char c) { return c >= '0' && c <= '9'; }

void hide(std::string& text, size_t begin, size_t size, size_t front) {
  for (size_t i = begin + front; i < begin + size - kBack; ++i) text[i] = '*';
}

}  // namespace

std::string masked(std::string_view text) {
  std::string out(text);
  for (size_t begin = 0; begin < out.size();) {
    if (!digit(out[begin])) {
      ++begin;
      continue;
    }
    size_t end = begin;
    while (end < out.size() && digit(out[end])) ++end;
    const bool check_letter = end < out.size() && (out[end] == 'X' || out[end] == 'x');
    if (end - begin == kPhone && out[begin] == '1' && out[begin + 1] >= '3') hide(out, begin, kPhone, kPhoneFront);
    if (end - begin == kIdentity || (end - begin == kIdentity - 1 && check_letter)) hide(out, begin, kIdentity, kIdentityFront);
    begin = end;
  }
  return out;
}

}  // namespace jianfu::report
