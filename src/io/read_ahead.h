// Entries of trees read on a second thread before they are asked for, so that inflating one goes on while another is
// parsed. What Tree::read() gives, and what it counts, is the same with and without: only the waiting is shorter.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "io/tree.h"

namespace jianfu::io {

class ReadAhead {
 public:
  struct Wanted {
    const Tree* tree = nullptr;  // borrowed
    size_t index = 0;
  };
  // Begins to read, in this order, where Limits::threads of the first tree allows, there is enough to read and the system
  // gives a thread; else it does nothing. Not for trees that read through another one. Made and destroyed by the one thread
  // that reads these trees, and before them.
  explicit ReadAhead(std::vector<Wanted> wanted);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

 private:
  friend class Tree;
  enum class State : uint8_t { kWaits, kIsRead, kThere, kGone };
  struct Item {
    Wanted what;
    State state = State::kWaits;
    std::optional<Content> content;
  };

  // As it was read without any bound but the tree's own. Nothing when it was not begun: who asks then reads it, and nobody
  // else does. When it is just being read, others are meanwhile.
  std::optional<Content> take(const Tree& tree, size_t index);
  void run();
  // With the mutex held; read() gives it back meanwhile.
  Item* next();
  void read(Item& item, std::unique_lock<std::mutex>& lock);

  std::vector<Item> items_;
  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t held_bytes_ = 0;  // read and not taken yet
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace jianfu::io
