// jianfu audit show PATH|DIGEST: the whole report of one package of an audit, in any format of reports.
#include "audit/show.h"
#include "cli/audit_asked.h"
#include "cli/outputs.h"
#include "cli/run.h"

namespace jianfu::cli {

int audit_show(const Options& options, Streams streams) {
  using report::Phrase;
  const std::optional<std::vector<Target>> targets = targets_of(options, streams);
  if (!targets) return leave_audit(kUsage, Phrase::exit_bad_output, {}, options, streams);
  const std::unique_ptr<audit::Database> database = audit_to_read(options.audit.db, options, streams);
  if (!database) return leave_audit(kUsage, Phrase::audit_unfinished, {}, options, streams);
  Result<engine::Report> report = audit::report_of(*database, options.audit.question);
  if (!report) return refuse_audit(report.error().render(options.lang), options, streams);
  std::vector<engine::Report> one;
  one.push_back(std::move(*report));
  report::WriteOptions write;
  write.lang = options.lang;
  write.profile = options.profile;
  const int code = deliver(one, *targets, write, options, streams);
  return leave_audit(code, code == kClean ? Phrase::audit_shown : Phrase::exit_bad_output, {}, options, streams);
}

}  // namespace jianfu::cli
