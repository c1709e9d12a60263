// Which windows of a file look compressed or encrypted: entropy above 7.5 bits a byte. Pictures, archives and
// ciphers lie above, every text and machine code below; in them only noise could be carved.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace jianfu::formats::carve {

class Density {
 public:
  static constexpr uint64_t kWindow = 4096;

  explicit Density(std::string_view bytes);

  bool dense_at(uint64_t offset) const { return dense_[offset / kWindow]; }
  // The first offset from `at` on that lies in no dense window; the size of the bytes when there is none.
  uint64_t next_readable(uint64_t at) const;
  uint64_t dense_bytes() const { return dense_bytes_; }

 private:
  uint64_t size_;
  uint64_t dense_bytes_ = 0;
  std::vector<bool> dense_;
};

}  // namespace jianfu::formats::carve
