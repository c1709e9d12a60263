#include "formats/carve/density.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace jianfu::formats::carve {
namespace {

constexpr double kDenseBits = 7.5;
// So many random bytes reach 7.5 bits; of fewer even noise stays below, and nothing can be said.
constexpr uint64_t kLeast = 512;

// n·log2(n) for the counts that a window can have.
double weight(uint32_t count) {
  static const std::array<double, Density::kWindow + 1> table = [] {
    std::array<double, Density::kWindow + 1> out{};
    for (size_t n = 2; n < out.size(); ++n)
      out[n] = static_cast<double>(n) * std::log2(static_cast<double>(n));
    return out;
  }();
  return table[count];
}

// Precondition: at most kWindow bytes, not none.
bool is_dense(std::string_view window) {
  std::array<uint32_t, 256> counts{};
  for (const char c : window) ++counts[static_cast<unsigned char>(c)];
  double sum = 0;
  for (const uint32_t count : counts) sum += weight(count);
  const double size = static_cast<double>(window.size());
  return std::log2(size) - sum / size > kDenseBits;
}

}  // namespace

Density::Density(std::string_view bytes)
    : size_(bytes.size()), dense_((bytes.size() + kWindow - 1) / kWindow) {
  if (size_ < kLeast) return;
  for (uint64_t at = 0; at < size_; at += kWindow) {
    const uint64_t length = std::min(kWindow, size_ - at);
    // A short last window is judged together with what stands before it.
    const uint64_t begin = length < kWindow && at > 0 ? size_ - kWindow : at;
    if (!is_dense(bytes.substr(begin, kWindow))) continue;
    dense_[at / kWindow] = true;
    dense_bytes_ += length;
  }
}

uint64_t Density::next_readable(uint64_t at) const {
  while (at < size_ && dense_at(at)) at = (at / kWindow + 1) * kWindow;
  return std::min(at, size_);
}

}  // namespace jianfu::formats::carve
