#include "text/scanner.h"

#include <algorithm>
#include <cstring>
#include <map>

#include "text/normalise.h"

namespace jianfu::text {
namespace {

constexpr unsigned kBits = 17;  // of the bitmap: 16 KiB, lies in the first-level cache
constexpr uint32_t kFold = 0x20202020;

// Folding by OR-ing 0x20 maps more than letters together; candidates are compared exactly afterwards.
uint32_t load4(const char* at) {
  uint32_t out = 0;
  std::memcpy(&out, at, 4);
  return out | kFold;
}
uint32_t hash4(uint32_t value) { return (value * 0x9E3779B1u) >> (32 - kBits); }
uint32_t load2(const char* at) {
  uint16_t out = 0;
  std::memcpy(&out, at, 2);
  return static_cast<uint32_t>(out) | 0x2020u;
}
bool bit(const std::vector<uint64_t>& bits, uint32_t at) { return (bits[at / 64] >> (at % 64)) & 1; }
void set_bit(std::vector<uint64_t>& bits, uint32_t at) { bits[at / 64] |= uint64_t{1} << (at % 64); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}
bool equals_folded(const char* text, const std::string& pattern) {
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (lower(text[i]) != pattern[i]) return false;
  }
  return true;
}

// How common a window is: among the literals themselves, and where names usually begin.
size_t cost_of(const std::map<uint32_t, size_t>& counts, const std::string& pattern, size_t window) {
  const size_t shared = counts.at(load4(pattern.data() + window));
  const bool ascii = static_cast<unsigned char>(pattern[window]) < 0x80;
  return shared * 4 + (ascii ? 2 : 0) + (window == 0 ? 1 : 0);
}

}  // namespace

Scanner::Scanner(const std::vector<std::string>& literals)
    : bitmap4_((1u << kBits) / 64), bitmap2_((1u << 16) / 64), bucket_start_((1u << kBits) + 1), short_start_((1u << 16) + 1) {
  std::map<std::string, uint32_t> first;
  for (const std::string& literal : literals) {
    patterns_.push_back(lowered(literal));
    first.emplace(patterns_.back(), static_cast<uint32_t>(patterns_.size() - 1));
  }
  std::map<uint32_t, size_t> counts;
  for (const auto& [pattern, index] : first) {
    for (size_t w = 0; w + 4 <= pattern.size(); ++w) ++counts[load4(pattern.data() + w)];
  }
  std::vector<std::pair<uint32_t, Slot>> slots;
  std::vector<std::pair<uint32_t, uint32_t>> shorts;
  for (const auto& [pattern, index] : first) {
    if (pattern.size() < 2) continue;
    if (pattern.size() < 4) {
      shorts.emplace_back(load2(pattern.data()), index);
      continue;
    }
    size_t best = 0;
    for (size_t w = 1; w + 4 <= pattern.size(); ++w) {
      if (cost_of(counts, pattern, w) < cost_of(counts, pattern, best)) best = w;
    }
    slots.push_back({hash4(load4(pattern.data() + best)), {index, static_cast<uint32_t>(best)}});
  }
  std::stable_sort(slots.begin(), slots.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::stable_sort(shorts.begin(), shorts.end());
  for (const auto& [hash, slot] : slots) {
    set_bit(bitmap4_, hash);
    ++bucket_start_[hash + 1];
    bucket_.push_back(slot);
  }
  for (const auto& [pair, pattern] : shorts) {
    set_bit(bitmap2_, pair);
    ++short_start_[pair + 1];
    short_.push_back(pattern);
  }
  for (size_t i = 1; i < bucket_start_.size(); ++i) bucket_start_[i] += bucket_start_[i - 1];
  for (size_t i = 1; i < short_start_.size(); ++i) short_start_[i] += short_start_[i - 1];
}

template <typename Found>
bool Scanner::each(std::string_view item, Found found) const {
  const char* text = item.data();
  const size_t size = item.size();
  for (size_t at = 0; at + 4 <= size; ++at) {
    const uint32_t hash = hash4(load4(text + at));
    if (!bit(bitmap4_, hash)) continue;
    for (uint32_t s = bucket_start_[hash]; s < bucket_start_[hash + 1]; ++s) {
      const Slot& slot = bucket_[s];
      const std::string& pattern = patterns_[slot.pattern];
      if (slot.window > at || pattern.size() > size - (at - slot.window)) continue;
      if (equals_folded(text + at - slot.window, pattern) && found(slot.pattern, at - slot.window)) return true;
    }
  }
  if (short_.empty()) return false;
  for (size_t at = 0; at + 2 <= size; ++at) {
    const uint32_t pair = load2(text + at);
    if (!bit(bitmap2_, pair)) continue;
    for (uint32_t s = short_start_[pair]; s < short_start_[pair + 1]; ++s) {
      const std::string& pattern = patterns_[short_[s]];
      if (pattern.size() <= size - at && equals_folded(text + at, pattern) && found(short_[s], at)) return true;
    }
  }
  return false;
}

bool Scanner::hit_raw(std::string_view item) const {
  return each(item, [](uint32_t, size_t) { return true; });
}

bool Scanner::hit(std::string_view item) const {
  if (hit_raw(item)) return true;
  return has_carrier(item) && hit_raw(normal_form(item));
}

void Scanner::find_all(std::string_view item, std::vector<Hit>& out) const {
  const size_t before = out.size();
  each(item, [&](uint32_t literal, size_t offset) {
    out.push_back({literal, static_cast<uint32_t>(offset)});
    return false;
  });
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(),
            [](const Hit& a, const Hit& b) { return a.offset != b.offset ? a.offset < b.offset : a.literal < b.literal; });
}

}  // namespace jianfu::text
