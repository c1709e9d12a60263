#include "io/read_ahead.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace jianfu::io {
namespace {

using Wanted = ReadAhead::Wanted;

constexpr uint64_t kMostHeld = 64 << 20;  // more is not read ahead until some of it is taken
constexpr uint64_t kWorthAThread = 512 << 10;  // of what the container claims: less is inflated before a thread begins
constexpr size_t kMostItems = 256;        // the others are read when they are asked for

bool worth_a_thread(const std::vector<Wanted>& wanted) {
  if (wanted.empty() || wanted.front().tree->limits().threads < 2) return false;
  uint64_t bytes = 0;
  for (const Wanted& what : wanted) bytes += std::min(what.tree->entries()[what.index].declared_bytes, kWorthAThread);
  return bytes >= kWorthAThread;
}

}  // namespace

ReadAhead::ReadAhead(std::vector<Wanted> wanted) {
  if (!worth_a_thread(wanted)) return;
  wanted.resize(std::min(wanted.size(), kMostItems));
  items_.reserve(wanted.size());
  for (const Wanted& what : wanted) items_.push_back({what, State::kWaits, std::nullopt});
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {
    return;  // nobody takes from it
  }
  for (const Wanted& what : wanted) what.tree->ahead_ = this;
}

ReadAhead::~ReadAhead() {
  for (const Item& item : items_) item.what.tree->ahead_ = nullptr;
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

std::optional<Content> ReadAhead::take(const Tree& tree, size_t index) {
  std::unique_lock lock(mutex_);
  const auto item = std::find_if(items_.begin(), items_.end(), [&](const Item& one) {
    return one.what.tree == &tree && one.what.index == index && one.state != State::kGone;
  });
  if (item == items_.end()) return std::nullopt;
  while (item->state == State::kIsRead) {
    if (Item* const other = next()) {
      read(*other, lock);
    } else {
      changed_.wait(lock);
    }
  }
  item->state = State::kGone;
  std::optional<Content> out = std::exchange(item->content, std::nullopt);
  if (out) held_bytes_ -= out->bytes.size();
  lock.unlock();
  changed_.notify_all();
  return out;
}

// The first that nobody began; null when there is none, or when enough is held.
ReadAhead::Item* ReadAhead::next() {
  if (stop_ || held_bytes_ >= kMostHeld) return nullptr;
  const auto item = std::find_if(items_.begin(), items_.end(), [](const Item& one) { return one.state == State::kWaits; });
  return item == items_.end() ? nullptr : &*item;
}

void ReadAhead::read(Item& item, std::unique_lock<std::mutex>& lock) {
  item.state = State::kIsRead;
  lock.unlock();
  std::optional<Content> content;
  try {
    content = item.what.tree->load_whole(item.what.index);
  } catch (...) {
    // Who asks for it meets the same, and knows what to do about it.
  }
  lock.lock();
  if (content) held_bytes_ += content->bytes.size();
  item.content = std::move(content);
  item.state = State::kThere;
  changed_.notify_all();
}

void ReadAhead::run() {
  std::unique_lock lock(mutex_);
  while (!stop_) {
    if (Item* const item = next()) {
      read(*item, lock);
    } else {
      changed_.wait(lock);
    }
  }
}

}  // namespace jianfu::io
