// jianfu audit run ROOT…: all packages below the roots into a database; what is known is left alone.
#include <csignal>
#include <ostream>
#include <thread>

#include "audit/run.h"
#include "cli/audit_progress.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "report/phrases.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

volatile std::sig_atomic_t stopped = 0;
void stop(int) { stopped = 1; }

unsigned jobs_of(const Options& options) {
  if (options.audit.jobs != 0) return static_cast<unsigned>(options.audit.jobs);
  return std::max(1U, std::thread::hardware_concurrency());
}

int ends(int code, Phrase why, const std::vector<std::string>& args, const Options& options, Streams streams) {
  return leave(code, report::phrase(why, options.lang, args), options, streams);
}

int complain(const Error& error, const Options& options, Streams streams) {
  streams.err << error.render(options.lang) << '\n';
  return ends(error.kind == ErrorKind::kUsage || error.kind == ErrorKind::kUnsupported ? kUsage : kNotAssessed, Phrase::audit_unfinished, {},
              options, streams);
}

}  // namespace

int audit_run(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr) return kUsage;
  const engine::Scanner scanner(*rules);
  audit::Work work{scanner, {}, {}};
  work.options.scope = scope_of(options, std::nullopt);
  work.options.scope.reasons = false;
  work.options.app_ids->given = options.app_ids;
  work.limits.seconds = std::chrono::seconds(options.audit.seconds);
  work.limits.memory = options.audit.memory << 20;

  const Result<std::unique_ptr<audit::Store>> store = audit::Store::open(options.audit.db, options.audit.wait);
  if (!store) return complain(store.error(), options, streams);
  std::signal(SIGINT, stop);
  std::signal(SIGTERM, stop);
  AuditProgress progress(streams.err, options.lang, !options.quiet);
  const auto tell = [&](const audit::Progress& now) {
    progress.show(now);
    return stopped == 0;
  };
  const Result<audit::RunResult> done = audit::run(options.paths, work, {jobs_of(options), options.audit.retry}, **store, tell);
  progress.clear();
  if (!done) return complain(done.error(), options, streams);
  for (const Error& error : done->unread) streams.err << error.render(options.lang) << '\n';
  if (!done->complete) return ends(kNotAssessed, Phrase::audit_stopped, {}, options, streams);
  const audit::Counts& counts = done->counts;
  return ends(done->unread.empty() ? kClean : kNotAssessed, Phrase::audit_done,
              {std::to_string(counts.found), std::to_string(counts.scanned), std::to_string(counts.reused), std::to_string(counts.failed)},
              options, streams);
}

}  // namespace jianfu::cli
