// Tree: the same face for a folder, a zip, a container such as wxapkg and a single buffer. Entries are
// enumerated by index, with their raw names; duplicates and odd names are kept. A tree hands out bytes,
// it never writes any, and what it could not deliver it says.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "core/result.h"
#include "io/blob.h"

namespace jianfu::io {

struct Entry {
  std::string name;             // as stored, '/' between folders; not safe as a file name, may be any bytes
  uint64_t packed_bytes = 0;    // in the container
  uint64_t declared_bytes = 0;  // what the container claims; never trusted, never sizes an allocation
  bool directory = false;
  std::string unicode_name = {};  // the name in UTF-8 where the container says it beside the stored one; mostly empty
};

// Something purpose-made or broken about the container that Android or a client would read through.
struct Anomaly {
  std::string entry;   // the first of them; empty: the container as a whole
  std::string what;    // stable id: "zip-fake-encryption", "zip-unknown-method", "zip-duplicate-name", …
  std::string detail;  // a value that shows it, and ", count=N" for more than one of a kind; may be empty
};

// What an entry gave: its bytes (the head of them, when damaged) and what was wrong.
struct Content {
  Blob bytes;
  std::optional<Defect> defect;
  uint64_t work = 0;  // bytes of output that were made on the way and are not among these
};

class ReadAhead;

class Tree {
 public:
  virtual ~Tree() = default;
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  const std::vector<Entry>& entries() const { return entries_; }
  const std::vector<Anomaly>& anomalies() const { return anomalies_; }
  // Defects of the container as a whole (no directory, entries past a limit …).
  const std::vector<Defect>& defects() const { return defects_; }

  // The whole entry, at most min(cap, Limits::entry_bytes) bytes of real output; longer ones are cut with a
  // defect. Thread-safe. Counts against the budget of the package. Precondition: index < entries().size().
  Content read(size_t index, uint64_t cap = UINT64_MAX) const;

  // The first bytes of an entry (at most `count`), for telling its kind without inflating the rest.
  Content head(size_t index, uint64_t count = 512) const;

  // Index of the first entry of that exact name.
  std::optional<size_t> find(std::string_view name) const;

  // Real output so far, of this tree and every tree that shares its budget.
  uint64_t output_bytes() const { return account_->output.load(std::memory_order_relaxed); }

  // Called with the bytes of every entry that is read, of this tree and of those that share its budget, from the thread
  // that reads. To be set and taken away while nobody reads.
  using Watch = std::function<void(uint64_t bytes)>;
  void watch(Watch told) { account_->watch = std::move(told); }

  // Limits::seconds begin to count, for this tree and those that share its budget: what is read when they are over gives
  // a defect kTime in the place of its bytes. Heads are still told. To be called while nobody reads.
  void start_clock();
  // No more limit, whatever it was.
  void stop_clock();
  // Whether something was not read because the time was over.
  bool ran_out_of_time() const { return account_->late.load(std::memory_order_relaxed); }
  // The defect of what was not read then.
  Defect time_is_over() const;

  const Limits& limits() const { return limits_; }

  // The container as it lies in memory, for what stands between and behind its entries (a signing block, a
  // comment); empty for a folder.
  std::string_view container() const { return container_; }

  // The program that the container was made for, where opening it told: the app id that an encrypted package of a
  // mini-program opens with. Mostly empty.
  const std::string& program_id() const { return program_id_; }

 protected:
  // Counts against the budget of `parent`, or against a new one.
  Tree(const Limits& limits, const Tree* parent);

  // At most `cap` bytes of the entry; when there is more, a defect kLimit (its words are the caller's). Thread-safe.
  virtual Content load(size_t index, uint64_t cap) const = 0;
  // Sorts out the index by name; to be called once entries_ is complete.
  void index_names();

  std::vector<Entry> entries_;
  std::vector<Anomaly> anomalies_;
  std::vector<Defect> defects_;
  std::string_view container_;  // the caller's, or the tree's own
  std::string program_id_;

 private:
  friend class ReadAhead;
  Content load_whole(size_t index) const { return load(index, limits_.entry_bytes); }
  Content load_or_take(size_t index, uint64_t cap) const;
  void charge(const Content& content) const {
    account_->output.fetch_add(content.bytes.size() + content.work, std::memory_order_relaxed);
  }
  bool time_is_left() const;
  // Shared: nested archives count against one package.
  struct Account {
    std::atomic<uint64_t> output{0};
    Watch watch;
    std::chrono::steady_clock::time_point end = std::chrono::steady_clock::time_point::max();
    std::atomic<bool> late{false};
  };
  Limits limits_;
  std::shared_ptr<Account> account_;
  mutable ReadAhead* ahead_ = nullptr;  // that reads some of the entries; none: null
  std::vector<uint32_t> by_name_;  // entry indices, sorted by (name, index)
};

// A file as bytes in memory (not mapped: a file that shrinks must not kill us).
Result<std::string> read_file(const std::string& path, const Limits& limits);

// Every regular file below `root`, names relative to it, sorted by name; links are not followed.
Result<std::unique_ptr<Tree>> open_folder(const std::string& root, const Limits& limits);

// A zip in memory. `bytes` is borrowed. Reads what Android reads and more (formats.md §1.2, §1.3); an error
// only when no entry at all can be found. An archive inside a package hands in the tree it lies in: both
// count against one budget.
Result<std::unique_ptr<Tree>> open_zip(std::string_view bytes, const Limits& limits,
                                       const Tree* parent = nullptr);

// True when the bytes look like a zip: a local header or end record at the start, or an end record at the
// end.
bool looks_like_zip(std::string_view bytes);

// A tar (v7, ustar, GNU, pax; formats.md §8.7) in memory, `bytes` borrowed. Links and devices are entries without
// content, and said; what lies behind a broken header is searched for.
Result<std::unique_ptr<Tree>> open_tar(std::string_view bytes, const Limits& limits,
                                       const Tree* parent = nullptr);
bool looks_like_tar(std::string_view bytes);  // the first 512 are enough

// A gzip in memory, `bytes` borrowed: a tree of one entry, unpacked when it is read; of a tar in a gzip, the tar's
// entries, unpacked at once.
Result<std::unique_ptr<Tree>> open_gzip(std::string_view bytes, const Limits& limits,
                                        const Tree* parent = nullptr);
bool looks_like_gzip(std::string_view bytes);

// Named slices of `bytes` (borrowed): what a container format's index says. A slice that does not lie in
// the bytes is kept as an entry whose content is the part that does, with a defect.
struct Slice {
  std::string name;
  uint64_t offset = 0;
  uint64_t size = 0;
  std::optional<Defect> defect = std::nullopt;  // what the index knows to be unreadable: given instead of bytes
};
std::unique_ptr<Tree> open_slices(std::string_view bytes, std::vector<Slice> slices,
                                  std::vector<Defect> defects, const Limits& limits,
                                  const Tree* parent = nullptr);

// The same of bytes that the tree may own: what was decrypted or put together lives as long as the tree.
struct Slices {
  Blob bytes;
  std::vector<Slice> slices;
  std::vector<Defect> defects;
  std::vector<Anomaly> anomalies = {};
  std::string program_id = {};
};
std::unique_ptr<Tree> open_slices(Slices slices, const Limits& limits, const Tree* parent = nullptr);

// One buffer as a tree with one entry of that name.
std::unique_ptr<Tree> open_buffer(std::string name, std::string_view bytes, const Limits& limits,
                                  const Tree* parent = nullptr);

}  // namespace jianfu::io
