// A process that scans packages for the one that keeps the store, so that a package that breaks, hangs or fills the
// memory costs nobody else anything. Letters:
//   to it    't' content: what comes next was this, and its place has not changed since
//            'o' paths, one after a NUL: open this package    's' scan it    'n' leave it
//   from it  'k' content: opened, known as this               'r' a record: scanned, or why it could not be opened or read
//            'e' it only carries packages: these, each its paths as above and an empty one
//            'j' what comes next was judged on kept evidence   'c' why evidence could not be kept, in both languages
#pragma once

#include <sys/types.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/channel.h"
#include "audit/evidence_cache.h"
#include "audit/record.h"
#include "engine/scan.h"

namespace jianfu::audit {

struct WorkLimits {
  std::chrono::seconds seconds{600};         // of one package
  uint64_t memory = uint64_t{4} << 30;       // bytes of a process; 0: no limit
};

struct Work {
  const engine::Scanner& scanner;
  engine::ScanOptions options;
  WorkLimits limits;
  std::optional<EvidenceCache> evidence = {};  // none: nothing is kept
};

// Packages as they go over the channel.
std::vector<std::vector<std::string>> packages_of(const std::string& bytes);

class Worker {
 public:
  // A copy of this process; nothing when the system has none to give.
  static std::unique_ptr<Worker> start(const Work& work);
  ~Worker();  // ends it
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  Channel& channel() { return channel_; }
  // `content`: what it was when it was last looked at, and has not changed since; empty: not known.
  bool open(const std::vector<std::string>& paths, const std::string& content);
  void kill();
  // After its channel ended: the signal that ended it, or 0. Waits for it.
  int signal();

 private:
  Worker(pid_t process, Channel channel) : process_(process), channel_(std::move(channel)) {}
  pid_t process_;
  Channel channel_;
};

}  // namespace jianfu::audit
