#include "io/tree.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <numeric>
#include <utility>

#include "io/read_ahead.h"

namespace jianfu::io {
namespace {

Defect limit_defect(std::string_view zh, std::string_view en, uint64_t limit, uint64_t kept) {
  return {GapReason::kLimit, {Msg::limit_reached, {core::bilingual(zh, en), std::to_string(limit)}}, kept, 0};
}

}  // namespace

Tree::Tree(const Limits& limits, const Tree* parent)
    : limits_(limits),
      account_(parent != nullptr ? parent->account_ : std::make_shared<Account>()) {}

void Tree::start_clock() {
  using Clock = std::chrono::steady_clock;
  constexpr double kMost = 1e6;  // more is no limit, and would not fit a duration
  if (limits_.seconds <= 0 || limits_.seconds > kMost) return;
  account_->late.store(false, std::memory_order_relaxed);
  account_->end = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(limits_.seconds));
}

void Tree::stop_clock() { account_->end = std::chrono::steady_clock::time_point::max(); }

bool Tree::time_is_left() const {
  if (account_->end == std::chrono::steady_clock::time_point::max()) return true;
  if (std::chrono::steady_clock::now() < account_->end) return true;
  account_->late.store(true, std::memory_order_relaxed);
  return false;
}

Defect Tree::time_is_over() const {
  std::array<char, 32> seconds{};
  std::snprintf(seconds.data(), seconds.size(), "%g", limits_.seconds);
  return {GapReason::kTime, {Msg::limit_reached, {core::bilingual("读取安装包的秒数", "seconds of reading the package"), seconds.data()}}, 0, 0};
}

Content Tree::read(size_t index, uint64_t cap) const {
  if (!time_is_left()) return {{}, time_is_over()};
  const uint64_t spent = output_bytes();
  const uint64_t left = limits_.total_bytes > spent ? limits_.total_bytes - spent : 0;
  const uint64_t allowed = std::min({cap, limits_.entry_bytes, left});
  Content out = left == 0 ? Content{{}, Defect{GapReason::kLimit, {}, 0, 0}} : load_or_take(index, allowed);
  charge(out);
  if (account_->watch) account_->watch(out.bytes.size());
  // A tree that stopped for a reason of its own (the ratio) has said so; a plain cut is named here.
  if (out.defect && out.defect->why == GapReason::kLimit && out.defect->what.id == Msg::none) {
    const uint64_t kept = out.bytes.size();
    if (allowed == left) {
      out.defect =
          limit_defect("包内读出的总字节数", "bytes read from the package", limits_.total_bytes, kept);
    } else {
      out.defect = limit_defect("单个文件读出的字节数", "bytes read from one file", allowed, kept);
    }
  }
  return out;
}

// What was read ahead and came to a bound may not be what would have been read now.
Content Tree::load_or_take(size_t index, uint64_t cap) const {
  if (ahead_ != nullptr) {
    std::optional<Content> out = ahead_->take(*this, index);
    const bool bounded = out && out->defect && out->defect->why == GapReason::kLimit;
    if (out && !bounded && out->bytes.size() <= cap) return std::move(*out);
  }
  return load(index, cap);
}

Content Tree::head(size_t index, uint64_t count) const {
  Content out = load(index, count);
  account_->output.fetch_add(out.work, std::memory_order_relaxed);
  if (out.defect && out.defect->why == GapReason::kLimit) out.defect.reset();
  return out;
}

std::optional<size_t> Tree::find(std::string_view name) const {
  const auto at = std::lower_bound(by_name_.begin(), by_name_.end(), name,
                                   [this](uint32_t i, std::string_view n) { return entries_[i].name < n; });
  if (at == by_name_.end() || entries_[*at].name != name) return std::nullopt;
  return *at;
}

void Tree::index_names() {
  by_name_.resize(std::min<size_t>(entries_.size(), std::numeric_limits<uint32_t>::max()));
  std::iota(by_name_.begin(), by_name_.end(), 0U);
  std::sort(by_name_.begin(), by_name_.end(), [this](uint32_t a, uint32_t b) {
    const int order = entries_[a].name.compare(entries_[b].name);
    return order != 0 ? order < 0 : a < b;
  });
}

}  // namespace jianfu::io
