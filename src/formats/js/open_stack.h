// What is open around a place, innermost last; one byte a bracket, so the source bounds it.
#pragma once

#include <cstddef>
#include <vector>

#include "formats/js/symbols.h"

namespace jianfu::formats::js {

class OpenStack {
 public:
  bool empty() const { return end_ == kFirst; }
  size_t size() const { return end_ - kFirst; }
  Open back() const { return slots_[end_ - 1]; }
  Open& back() { return slots_[end_ - 1]; }
  Open operator[](size_t i) const { return slots_[kFirst + i]; }
  Open* begin() { return slots_.data() + kFirst; }
  Open* end() { return slots_.data() + end_; }
  void push_back(Open open) { *room(1) = open, ++end_; }
  void pop_back() { --end_; }
  void resize_down(size_t size) { end_ = kFirst + size; }

  // Where the next one goes, with room for `more`; the slot before it can be read even when nothing is open,
  // and closes with no bracket then.
  Open* room(size_t more) {
    if (slots_.size() - end_ < more) slots_.resize(2 * slots_.size() + more);
    return end();
  }
  // After writing there.
  void ends_at(const Open* end) { end_ = static_cast<size_t>(end - slots_.data()); }

 private:
  static constexpr size_t kFirst = 1;
  std::vector<Open> slots_ = std::vector<Open>(128, Open::kTag);
  size_t end_ = kFirst;
};

}  // namespace jianfu::formats::js
