// jianfu audit plan ROOT… -o plan.jsonl: what there is to scan, for many machines.
#include <ostream>

#include "audit/plan.h"
#include "cli/audit_progress.h"
#include "cli/audit_work.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "io/file_write.h"
#include "report/phrases.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

Status deliver(const audit::Plan& plan, const std::string& path, Streams streams) {
  const std::string lines = audit::to_json_lines(plan);
  if (!path.empty()) return io::write_file(path, lines);
  streams.out << lines << std::flush;
  return streams.out ? Status(Done{}) : Status(Error{ErrorKind::kIo, {Msg::io_cannot_write, {"stdout"}}, {}});
}

}  // namespace

int audit_plan(const Options& options, Streams streams) {
  if (!options.output.empty()) {
    if (const Status may = io::can_write_file(options.output); !may) return audit_complains(may.error(), options, streams);
  }
  const std::unique_ptr<AuditWork> with = AuditWork::prepare(options, streams);
  if (!with) return kUsage;
  listen_for_stop();
  AuditProgress progress(streams.err, options.lang, !options.quiet);
  const auto tell = [&](const audit::Progress& now) {
    progress.show(now);
    return !asked_to_stop();
  };
  const Result<audit::Planned> made = audit::make_plan(options.paths, with->work(), audit_jobs(options), tell);
  progress.clear();
  if (!made) return audit_complains(made.error(), options, streams);
  if (!made->complete) return leave_audit(kNotAssessed, Phrase::audit_plan_stopped, {}, options, streams);
  const audit::Plan& plan = made->plan;
  if (const Status written = deliver(plan, options.output, streams); !written) return audit_complains(written.error(), options, streams);
  const bool english = options.lang == Lang::kEn;
  for (const audit::Unopened& one : plan.unopened)
    streams.err << text::displayable(one.at.path) << ": " << (english ? one.why.en : one.why.zh) << '\n';
  for (const audit::Unread& one : plan.unread) streams.err << text::displayable(one.where) << ": " << (english ? one.why.en : one.why.zh) << '\n';
  return leave_audit(plan.unread.empty() ? kClean : kNotAssessed, Phrase::audit_plan_done,
                    {std::to_string(plan.contents.size()), std::to_string(plan.places()), std::to_string(plan.unopened.size()),
                     std::to_string(plan.unread.size())},
                    options, streams);
}

}  // namespace jianfu::cli
