// Texts that are not in the source as such (escapes resolved, pieces joined) and have to stay where they are.
// Their sum is bounded by the source: no escape is shorter than what it stands for.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace jianfu::formats::js {

class Arena {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > left_) grow(text.size());
    char* const out = next_;
    std::memcpy(out, text.data(), text.size());
    next_ += text.size();
    left_ -= text.size();
    return {out, text.size()};
  }

 private:
  void grow(size_t wanted) {
    // Most sources need little; each block is twice as large as the one before.
    constexpr size_t kFirst = 256, kMost = 64 << 10;
    block_ = std::min(block_ == 0 ? kFirst : 2 * block_, kMost);
    left_ = std::max(wanted, block_);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    next_ = blocks_.back().get();
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  size_t left_ = 0, block_ = 0;
};

}  // namespace jianfu::formats::js
