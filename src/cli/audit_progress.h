// How far an audit is: on a terminal one line that is written over, elsewhere a line each half minute.
#pragma once

#include <chrono>
#include <iosfwd>

#include "audit/run.h"
#include "core/message.h"

namespace jianfu::cli {

class AuditProgress {
 public:
  AuditProgress(std::ostream& err, Lang lang, bool wanted);
  ~AuditProgress() { clear(); }
  AuditProgress(const AuditProgress&) = delete;
  AuditProgress& operator=(const AuditProgress&) = delete;

  void show(const audit::Progress& progress);
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  std::ostream& err_;
  Lang lang_;
  bool wanted_, terminal_;
  bool dirty_ = false;
  Clock::time_point begun_ = Clock::now(), last_ = begun_;
};

}  // namespace jianfu::cli
