#include "report/mask.h"

#include <optional>

namespace jianfu::report {
namespace {

constexpr size_t kPhone = 11, kIdentity = 18;
// What stays visible: a place can be found again by it, a person cannot be called or named.
constexpr size_t kPhoneFront = 3, kIdentityFront = 6, kBack = 4;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Digits with no digit beside them.
struct Run {
  size_t begin = 0, end = 0;
  size_t size() const { return end - begin; }
};

class Masker {
 public:
  explicit Masker(std::string_view text) : text_(text) {}

  std::string run() {
    for (size_t at = 0; at < text_.size();) {
      const Run digits = run_at(at);
      if (digits.size() == 0) {
        ++at;
        continue;
      }
      mask_run(digits);
      mask_groups(digits);
      at = digits.end;
    }
    return std::move(text_);
  }

 private:
  Run run_at(size_t begin) const {
    size_t end = begin;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    return {begin, end};
  }
  // The check character of an identity number may be an X.
  bool letter_follows(const Run& digits) const {
    return digits.end < text_.size() && (text_[digits.end] == 'X' || text_[digits.end] == 'x');
  }
  bool is_mobile(size_t at) const {
    return text_[at] == '1' && at + 1 < text_.size() && text_[at + 1] >= '3' && text_[at + 1] <= '9';
  }
  void hide(size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) text_[i] = '*';
  }

  void mask_run(const Run& digits) {
    const std::string_view all = std::string_view(text_).substr(digits.begin, digits.size());
    for (const std::string_view country : {"", "86", "0086"}) {
      const size_t begin = digits.begin + country.size();
      if (digits.size() == kPhone + country.size() && all.starts_with(country) && is_mobile(begin))
        return hide(begin + kPhoneFront, digits.end - kBack);
    }
    const bool letter = letter_follows(digits);
    if (digits.size() == kIdentity) hide(digits.begin + kIdentityFront, digits.end - kBack);
    if (digits.size() == kIdentity - 1 && letter) hide(digits.begin + kIdentityFront, digits.end - kBack + 1);
  }

  // The run behind one '-' or ' ' after `before`.
  std::optional<Run> next_group(const Run& before) const {
    if (before.end + 1 >= text_.size() || (text_[before.end] != '-' && text_[before.end] != ' '))
      return std::nullopt;
    const Run next = run_at(before.end + 1);
    return next.size() == 0 ? std::nullopt : std::optional<Run>(next);
  }
  void mask_groups(const Run& first) {
    if (first.size() != kPhoneFront && first.size() != kIdentityFront) return;
    const std::optional<Run> middle = next_group(first);
    const std::optional<Run> last = middle ? next_group(*middle) : std::nullopt;
    if (!last) return;
    const bool phone =
        first.size() == kPhoneFront && is_mobile(first.begin) && middle->size() == 4 && last->size() == kBack;
    const bool identity = first.size() == kIdentityFront && middle->size() == 8 &&
                          (last->size() == kBack || (last->size() == kBack - 1 && letter_follows(*last)));
    if (phone || identity) hide(middle->begin, middle->end);
  }

  std::string text_;
};

}  // namespace

std::string masked(std::string_view text) {
  return Masker(text).run();
}

}  // namespace jianfu::report
