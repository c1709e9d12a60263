// jianfu audit run ROOT…: all packages below the roots into a database; what is known is left alone. With --plan it is
// one shard of an audit on many machines: audit_shard.cc.
#include <ostream>

#include "audit/run.h"
#include "cli/audit_progress.h"
#include "cli/audit_work.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "report/phrases.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

// An option of the other way; empty: none.
std::string only_with_plan(const AuditOptions& audit) {
  if (!audit.store.empty()) return "--store";
  if (!audit.shard.empty()) return "--shard";
  return audit.shards != 0 ? "--shards" : "";
}

int refuse(Phrase why, const std::vector<std::string>& args, const Options& options, Streams streams) {
  streams.err << report::phrase(why, options.lang, args) << '\n';
  return leave_audit(kUsage, Phrase::audit_unfinished, {}, options, streams);
}

}  // namespace

int audit_run(const Options& options, Streams streams) {
  if (options.paths.empty() == options.audit.plan.empty()) return refuse(Phrase::audit_roots_or_plan, {}, options, streams);
  if (!options.audit.plan.empty()) return audit_shard(options, streams);
  if (const std::string other = only_with_plan(options.audit); !other.empty())
    return refuse(Phrase::audit_only_with_plan, {other}, options, streams);
  const std::unique_ptr<AuditWork> with = AuditWork::prepare(options, streams);
  if (!with) return kUsage;
  const Result<std::unique_ptr<audit::Store>> store = audit::Store::open(options.audit.db, options.audit.wait);
  if (!store) return audit_complains(store.error(), options, streams);
  listen_for_stop();
  AuditProgress progress(streams.err, options.lang, !options.quiet);
  const auto tell = [&](const audit::Progress& now) {
    progress.show(now);
    return !asked_to_stop();
  };
  const Result<audit::RunResult> done = audit::run(options.paths, with->work(), {audit_jobs(options), options.audit.retry}, **store, tell);
  progress.clear();
  if (!done) return audit_complains(done.error(), options, streams);
  for (const Error& error : done->unread) streams.err << error.render(options.lang) << '\n';
  if (!done->complete) return leave_audit(kNotAssessed, Phrase::audit_stopped, {}, options, streams);
  const audit::Counts& counts = done->counts;
  say_kept(counts, options, streams);
  return leave_audit(done->unread.empty() ? kClean : kNotAssessed, Phrase::audit_done,
                    {std::to_string(counts.found), std::to_string(counts.scanned), std::to_string(counts.reused), std::to_string(counts.failed)},
                    options, streams);
}

}  // namespace jianfu::cli
