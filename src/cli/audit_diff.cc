// jianfu audit diff OLD.db NEW.db: what came, what went, and which apps are new or gone.
#include "audit/compare.h"
#include "cli/audit_asked.h"
#include "cli/run.h"

namespace jianfu::cli {

int audit_diff(const Options& options, Streams streams) {
  const std::optional<std::vector<Output>> outputs = answer_outputs(options, streams);
  if (!outputs) return leave_audit(kUsage, report::Phrase::exit_bad_output, {}, options, streams);
  const std::unique_ptr<audit::Database> later = audit_to_read(options.paths.at(1), options, streams);
  if (!later) return leave_audit(kUsage, report::Phrase::audit_unfinished, {}, options, streams);
  if (const Status status = audit::attach_earlier(*later, options.paths.front()); !status)
    return refuse_audit(status.error().render(options.lang), options, streams);
  return deliver_answer(audit::changes(*later, options.lang), *outputs, options, streams);
}

}  // namespace jianfu::cli
