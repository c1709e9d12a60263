// What the commands of an audit share: what to scan with, how to be stopped.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/store.h"
#include "audit/worker.h"
#include "cli/audit_asked.h"
#include "cli/commands.h"
#include "engine/scan.h"
#include "report/phrases.h"

namespace jianfu::cli {

class AuditWork {
 public:
  // Rules, scope and limits as the options say; null after a complaint was printed (then the exit code is kUsage).
  static std::unique_ptr<AuditWork> prepare(const Options& options, Streams streams);
  AuditWork(const AuditWork&) = delete;
  AuditWork& operator=(const AuditWork&) = delete;

  const audit::Work& work() const { return *work_; }

 private:
  AuditWork() = default;
  rules::RuleSet loaded_;
  std::optional<engine::Scanner> scanner_;
  std::optional<audit::Work> work_;
};

unsigned audit_jobs(const Options& options);

// From now on Ctrl-C and SIGTERM ask to stop; true once they did.
void listen_for_stop();
bool asked_to_stop();

// What came of keeping evidence, if anything is to be said.
void say_kept(const audit::Counts& counts, const Options& options, Streams streams);

// "not finished", after the error.
int audit_complains(const Error& error, const Options& options, Streams streams);

}  // namespace jianfu::cli
