#include "io/tree.h"

#include <algorithm>
#include <numeric>

namespace jianfu::io {
namespace {

Defect limit(std::string what, uint64_t value) {
  return {GapReason::kLimit, {Msg::limit_reached, {std::move(what), std::to_string(value)}}, 0, 0};
}

}  // namespace

Tree::Tree(const Limits& limits, Budget budget) : limits_(limits), budget_(std::move(budget)) {
  if (!budget_) budget_ = std::make_shared<std::atomic<uint64_t>>(0);
}

void Tree::index_names() {
  by_name_.resize(entries_.size());
  std::iota(by_name_.begin(), by_name_.end(), 0u);
  std::sort(by_name_.begin(), by_name_.end(), [this](uint32_t a, uint32_t b) {
    const int order = entries_[a].name.compare(entries_[b].name);
    return order != 0 ? order < 0 : a < b;
  });
}

std::optional<size_t> Tree::find(std::string_view name) const {
  const auto at = std::lower_bound(by_name_.begin(), by_name_.end(), name,
                                   [this](uint32_t i, std::string_view wanted) { return entries_[i].name < wanted; });
  return at != by_name_.end() && entries_[*at].name == name ? std::optional<size_t>(*at) : std::nullopt;
}

// Stored bytes cost nothing to hand out, and count all the same: what is counted is what readers have to look at.
Content Tree::read(size_t index, uint64_t cap) const {
  const uint64_t used = budget_->load(std::memory_order_relaxed);
  if (used >= limits_.total_bytes) return {Blob(), limit("total_bytes", limits_.total_bytes)};
  const uint64_t packed = entries_[index].packed_bytes;
  const uint64_t by_ratio = packed > UINT64_MAX / limits_.ratio ? UINT64_MAX : std::max(limits_.ratio_free_bytes, packed * limits_.ratio);
  const uint64_t most = std::min({cap, limits_.entry_bytes, limits_.total_bytes - used, by_ratio});
  // One byte more than allowed tells "just fits" from "cut".
  Content content = load(index, most == UINT64_MAX ? most : most + 1);
  if (content.bytes.size() > most) {
    const bool ratio = most == by_ratio;
    content.bytes = Blob::own(std::string(content.bytes.view().substr(0, most)));
    content.defect = limit(ratio ? "ratio" : most == cap ? "text_bytes" : "entry_bytes", ratio ? limits_.ratio : most);
  }
  budget_->fetch_add(content.bytes.size(), std::memory_order_relaxed);
  return content;
}

Content Tree::head(size_t index, uint64_t count) const {
  Content content = load(index, count);
  if (content.bytes.size() > count) content.bytes = Blob::own(std::string(content.bytes.view().substr(0, count)));
  return content;
}

}  // namespace jianfu::io
