// The entries of a tree as a platform goes through them: bytes on demand, defects as gaps, and the account of
// what was read, skipped and left opaque (evidence::Coverage), so that every entry is in the ledger once.
#pragma once

#include <string>
#include <vector>

#include "evidence/collector.h"
#include "io/tree.h"

namespace jianfu::platforms {

class Entries {
 public:
  // Counts every entry of the tree that is no folder. `prefix` stands before every name ("assets/x.zip!/").
  // All borrowed.
  Entries(const io::Tree& tree, evidence::Collector& out, std::string prefix = {});

  const io::Tree& tree() const { return tree_; }
  size_t size() const { return tree_.entries().size(); }
  const io::Entry& at(size_t index) const { return tree_.entries()[index]; }
  // The place of an entry in reports: valid UTF-8, prefix included.
  std::string name(size_t index) const;
  // The same of a path that is known by other means.
  std::string place(const std::string& path) const { return prefix_ + path; }
  // True for folders and for what load(), skip() or leave() was called for.
  bool done(size_t index) const { return done_[index]; }

  // The bytes; a defect becomes a gap. What gives no byte at all because of one counts as opaque.
  io::Content load(size_t index, uint64_t cap = UINT64_MAX);
  // The first bytes, for telling its kind; the account is not touched.
  io::Content head(size_t index, uint64_t count = 512) const { return tree_.head(index, count); }
  // Nothing in it that anybody asks for (pictures, fonts …): no gap.
  void skip(size_t index);
  // Not read, and the gap says why; its entry and bytes are filled in.
  void leave(size_t index, evidence::Gap gap);
  // What the tree itself noticed: anomalies as facts, defects as gaps.
  void report_container();

 private:
  bool settle(size_t index);

  const io::Tree& tree_;
  evidence::Collector& out_;
  std::string prefix_;
  std::vector<bool> done_;
};

}  // namespace jianfu::platforms
