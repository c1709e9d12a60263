#include "cli/audit_work.h"

#include <algorithm>
#include <csignal>
#include <ostream>
#include <thread>

#include "cli/run.h"

namespace jianfu::cli {
namespace {

volatile std::sig_atomic_t stopped = 0;
void stop(int) { stopped = 1; }

}  // namespace

std::unique_ptr<AuditWork> AuditWork::prepare(const Options& options, Streams streams) {
  std::unique_ptr<AuditWork> out(new AuditWork);
  const rules::RuleSet* const rules = rules_of(options, out->loaded_, streams);
  if (rules == nullptr) return nullptr;
  out->scanner_.emplace(*rules);
  audit::Work& work = out->work_.emplace(audit::Work{*out->scanner_, {}, {}});
  work.options.scope = scope_of(options, std::nullopt);
  work.options.scope.reasons = false;
  work.options.app_ids->given = options.app_ids;
  work.limits.seconds = std::chrono::seconds(options.audit.seconds);
  work.options.limits.seconds = 0;  // a record stands for the whole package: one that is over the time has none
  work.limits.memory = options.audit.memory << 20;
  if (!options.audit.evidence.empty()) work.evidence.emplace(options.audit.evidence, *rules, work.options);
  return out;
}

unsigned audit_jobs(const Options& options) {
  if (options.audit.jobs != 0) return static_cast<unsigned>(options.audit.jobs);
  return std::max(1U, std::thread::hardware_concurrency()) + 1;  // one waits for the disk, or for an answer
}

void listen_for_stop() {
  std::signal(SIGINT, stop);
  std::signal(SIGTERM, stop);
}

bool asked_to_stop() { return stopped != 0; }

void say_kept(const audit::Counts& counts, const Options& options, Streams streams) {
  using report::Phrase;
  if (counts.judged != 0 && !options.quiet)
    streams.err << report::phrase(Phrase::audit_judged, options.lang, {std::to_string(counts.judged)}) << '\n';
  if (counts.not_kept != 0)
    streams.err << report::phrase(Phrase::audit_not_kept, options.lang, {std::to_string(counts.not_kept), counts.why_not_kept}) << '\n';
}

int audit_complains(const Error& error, const Options& options, Streams streams) {
  streams.err << error.render(options.lang) << '\n';
  const bool usage = error.kind == ErrorKind::kUsage || error.kind == ErrorKind::kUnsupported;
  return leave_audit(usage ? kUsage : kNotAssessed, report::Phrase::audit_unfinished, {}, options, streams);
}

}  // namespace jianfu::cli
