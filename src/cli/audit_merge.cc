// jianfu audit status and jianfu audit merge: how much of a plan is done, and all of it into a database.
#include <ostream>

#include "audit/merge.h"
#include "cli/audit_work.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "report/phrases.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

constexpr size_t kMostNamed = 20;  // of those without a result; the count tells of the rest

std::string number(uint64_t value) { return std::to_string(value); }

bool going(uint64_t) { return !asked_to_stop(); }

void show(const audit::PlanStatus& status, const Options& options, std::ostream& to) {
  to << report::phrase(Phrase::audit_status_line, options.lang,
                       {number(status.done), number(status.failed), number(status.missing), number(status.torn), number(status.begun)})
     << '\n';
  if (status.foreign != 0) to << report::phrase(Phrase::audit_status_foreign, options.lang, {number(status.foreign)}) << '\n';
}

void name_open(const audit::PlanStatus& status, const Options& options, Streams streams) {
  const size_t named = std::min(status.open.size(), kMostNamed);
  for (size_t i = 0; i < named; ++i) {
    const audit::PlannedContent& one = *status.open[i];
    streams.err << report::phrase(Phrase::audit_open_line, options.lang, {text::displayable(one.places.front().path), one.content}) << '\n';
  }
  if (const size_t more = status.open.size() - named; more != 0)
    streams.err << report::phrase(Phrase::audit_open_more, options.lang, {number(more)}) << '\n';
}

// Folders that the plan could not look into are no shard's to scan: said again, so that the end does not hide them.
void name_unread(const audit::Plan& plan, const Options& options, Streams streams) {
  for (const audit::Unread& one : plan.unread)
    streams.err << text::displayable(one.where) << ": " << (options.lang == Lang::kEn ? one.why.en : one.why.zh) << '\n';
}

// Nothing after a complaint was printed.
std::optional<audit::Plan> plan_of(const Options& options, Streams streams) {
  Result<audit::Plan> plan = audit::read_plan(options.audit.plan);
  Status there = audit::check_results(options.audit.store);
  if (plan && there) return std::move(*plan);
  streams.err << (plan ? there.error() : plan.error()).render(options.lang) << '\n';
  leave_audit(kUsage, Phrase::audit_unfinished, {}, options, streams);
  return std::nullopt;
}

}  // namespace

int audit_status(const Options& options, Streams streams) {
  const std::optional<audit::Plan> plan = plan_of(options, streams);
  if (!plan) return kUsage;
  listen_for_stop();
  const audit::PlanStatus status = audit::status_of(*plan, audit::Results(options.audit.store, plan->context.key), going);
  if (asked_to_stop()) return leave_audit(kNotAssessed, Phrase::audit_unfinished, {}, options, streams);
  show(status, options, streams.out);
  if (status.complete()) return leave_audit(kClean, Phrase::audit_complete, {}, options, streams);
  name_open(status, options, streams);
  return leave_audit(kNotAssessed, Phrase::audit_incomplete, {}, options, streams);
}

int audit_merge(const Options& options, Streams streams) {
  const std::optional<audit::Plan> plan = plan_of(options, streams);
  if (!plan) return kUsage;
  listen_for_stop();
  audit::Results results(options.audit.store, plan->context.key);
  const Result<audit::MergeResult> done =
      audit::merge(*plan, results, {options.audit.db, options.audit.wait, options.audit.incomplete}, going);
  if (!done) return audit_complains(done.error(), options, streams);
  if (done->stopped) return leave_audit(kNotAssessed, Phrase::audit_merge_stopped, {}, options, streams);
  show(done->status, options, streams.err);
  name_open(done->status, options, streams);
  name_unread(*plan, options, streams);
  if (done->refused && done->status.open.empty()) return leave_audit(kNotAssessed, Phrase::audit_incomplete, {}, options, streams);
  if (done->refused) return leave_audit(kNotAssessed, Phrase::audit_merge_refused, {number(done->status.open.size())}, options, streams);
  if (const uint64_t open = plan->contents.size() - done->merged; open != 0)
    return leave_audit(kNotAssessed, Phrase::audit_merge_part, {number(done->merged), number(open)}, options, streams);
  return leave_audit(plan->unread.empty() ? kClean : kNotAssessed, Phrase::audit_merge_done, {number(done->merged), number(plan->places())},
                    options, streams);
}

}  // namespace jianfu::cli
