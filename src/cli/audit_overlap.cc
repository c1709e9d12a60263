// jianfu audit overlap: which apps of an audit do the same.
#include <ostream>

#include "audit/overlap_answers.h"
#include "cli/audit_asked.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "report/phrases.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

int tell(const audit::Overlap& overlap, const Options& options, Streams streams) {
  if (overlap.cut) streams.err << report::phrase(Phrase::overlap_cut, options.lang, {std::to_string(audit::kMostListed)}) << '\n';
  const std::string apps = std::to_string(overlap.apps.size()), versions = std::to_string(overlap.versions), thin = std::to_string(overlap.thin);
  if (options.audit.templates)
    return leave_audit(kClean, Phrase::overlap_done_templates, {apps, std::to_string(overlap.by_template.size()), versions, thin}, options, streams);
  return leave_audit(kClean, Phrase::overlap_done,
              {apps, std::to_string(overlap.pairs.size()), std::to_string(overlap.clusters.size()), versions, thin}, options, streams);
}

}  // namespace

int audit_overlap(const Options& options, Streams streams) {
  const AuditOptions& asked = options.audit;
  if (asked.clusters && asked.templates) return refuse_audit(report::phrase(Phrase::overlap_one_view, options.lang), options, streams);
  const std::optional<std::vector<Output>> outputs = answer_outputs(options, streams);
  if (!outputs) return leave_audit(kUsage, Phrase::exit_bad_output, {}, options, streams);
  const std::unique_ptr<audit::Database> database = audit_to_read(asked.db, options, streams);
  if (!database) return leave_audit(kUsage, Phrase::audit_unfinished, {}, options, streams);
  const Result<audit::Overlap> overlap =
      audit::overlap_of(*database, {asked.threshold, asked.templates}, audit::Words::built_in(), options.lang);
  if (!overlap) return refuse_audit(overlap.error().render(options.lang), options, streams);
  const audit::Answer answer = asked.templates  ? audit::by_template_of(*overlap, options.lang)
                               : asked.clusters ? audit::clusters_of(*overlap, options.lang)
                                                : audit::pairs_of(*overlap, options.lang);
  const Result<Delivered> done = deliver_rows(audit::rows_of(answer), *outputs, options, streams);
  if (!done) return refuse_audit(done.error().render(options.lang), options, streams);
  if (done->code != kClean) return leave_audit(done->code, Phrase::exit_bad_output, {}, options, streams);
  return tell(*overlap, options, streams);
}

}  // namespace jianfu::cli
