// An audit on one machine: what lies under the roots is scanned by several processes and kept in the store.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "audit/discover.h"
#include "audit/store.h"
#include "audit/worker.h"

namespace jianfu::audit {

struct RunOptions {
  unsigned jobs = 1;
  bool retry = false;  // what failed before, too
};

struct Progress {
  Counts counts;
  uint64_t waiting = 0;  // packages that are still to be scanned
  std::string current;   // path of the one that was begun last
};

// Where records go: the store of one machine, or files that are merged later.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void begin(const Occurrence&) {}  // it is given to a process now; again when that one broke off
  virtual bool has(const std::string& content) = 0;
  // The record of a package, and where it lies.
  virtual void add(const Record& record, const std::vector<Occurrence>& places) = 0;
  virtual void link(const Occurrence& at, const std::string& content) = 0;
  virtual void fail(const Occurrence& at, const Record& why) = 0;
  virtual Status status() = 0;
};

// Scans all of them, each content once, and counts what it found beyond them; `tell` hears of every step and says whether to go on. What was done stays done
// when it does not. The error is the sink's, or the system's that gives no process.
Result<Counts> scan_all(std::vector<Occurrence> packages, const Work& work, const RunOptions& options, Sink& sink,
                        const std::function<bool(const Progress&)>& tell);

// What came of keeping evidence.
void add_kept(const Counts& some, Counts& all);

struct RunResult {
  Counts counts;
  std::vector<Error> unread;  // what could not be looked at under the roots
  bool complete = false;      // false: told to stop
};

// With the store: what is known and unchanged is left alone.
Result<RunResult> run(const std::vector<std::string>& roots, const Work& work, const RunOptions& options, Store& store,
                      const std::function<bool(const Progress&)>& tell);

}  // namespace jianfu::audit
