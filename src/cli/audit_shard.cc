// jianfu audit run --plan P --shard i/n --store DIR: a shard of a plan. Findings are no failure here: the exit code is for
// the engine that runs it. 0: all of the shard has results; 2: the call is wrong, and would be again; 3: run it again.
#include <cstdlib>
#include <ostream>

#include "audit/run_shard.h"
#include "cli/audit_progress.h"
#include "cli/audit_work.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "report/phrases.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

std::string number(uint64_t value) { return std::to_string(value); }

int usage(const Error& error, const Options& options, Streams streams) {
  streams.err << error.render(options.lang) << '\n';
  return leave_audit(kUsage, Phrase::audit_unfinished, {}, options, streams);
}

}  // namespace

int audit_shard(const Options& options, Streams streams) {
  const AuditOptions& asked = options.audit;
  if (asked.store.empty()) {
    streams.err << report::phrase(Phrase::audit_needs_store, options.lang) << '\n';
    return leave_audit(kUsage, Phrase::audit_unfinished, {}, options, streams);
  }
  const Result<audit::Shard> shard = audit::shard_of(asked.shard.empty() ? "0/1" : asked.shard, asked.shards, environment);
  if (!shard) return usage(shard.error(), options, streams);
  const Result<audit::Plan> plan = audit::read_plan(asked.plan);
  if (!plan) return usage(plan.error(), options, streams);
  const std::unique_ptr<AuditWork> with = AuditWork::prepare(options, streams);
  if (!with) return kUsage;
  const audit::Work& work = with->work();
  if (Status fits = audit::fits(*plan, audit::context_of(work.scanner.rules(), work.options)); !fits) return usage(fits.error(), options, streams);
  if (Status there = audit::check_results(asked.store); !there) return usage(there.error(), options, streams);

  listen_for_stop();
  audit::Results results(asked.store, plan->context.key);
  AuditProgress progress(streams.err, options.lang, !options.quiet);
  const auto tell = [&](const audit::Progress& now) {
    progress.show(now);
    return !asked_to_stop();
  };
  const Result<audit::ShardResult> done = audit::run_shard(*plan, *shard, work, {audit_jobs(options), asked.retry}, results, tell);
  progress.clear();
  if (!done) return audit_complains(done.error(), options, streams);
  if (asked_to_stop()) return leave_audit(kNotAssessed, Phrase::audit_stopped, {}, options, streams);
  say_kept(done->kept, options, streams);
  const std::string index = number(shard->index), count = number(shard->count);
  if (!done->complete()) return leave_audit(kNotAssessed, Phrase::audit_shard_open, {index, count, number(done->missing)}, options, streams);
  return leave_audit(kClean, Phrase::audit_shard_done,
                    {index, count, number(done->contents), number(done->scanned), number(done->known), number(done->failed)}, options, streams);
}

}  // namespace jianfu::cli
