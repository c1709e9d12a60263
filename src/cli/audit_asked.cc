#include "cli/audit_asked.h"

#include <ostream>

#include "audit/answer_writers.h"
#include "audit/schema.h"
#include "cli/outputs.h"
#include "cli/run.h"

namespace jianfu::cli {

using report::Phrase;

std::unique_ptr<audit::Database> audit_to_read(const std::string& path, const Options& options, Streams streams) {
  Result<std::unique_ptr<audit::Database>> database = audit::Database::open(path, audit::Access::kRead);
  const Status status = database ? audit::check_schema(**database) : Status(database.error());
  if (status) return std::move(*database);
  streams.err << status.error().render(options.lang) << '\n';
  return nullptr;
}

int leave_audit(int code, Phrase why, const std::vector<std::string>& args, const Options& options, Streams streams) {
  return leave(code, report::phrase(why, options.lang, args), options, streams);
}

int refuse_audit(const std::string& why, const Options& options, Streams streams) {
  streams.err << why << '\n';
  return leave_audit(kUsage, Phrase::audit_unfinished, {}, options, streams);
}

int deliver_answer(const Result<audit::Answer>& answer, const Options& options, Streams streams) {
  if (!answer) return refuse_audit(answer.error().render(options.lang), options, streams);
  const std::optional<std::vector<Output>> outputs = outputs_of(formats_of(audit::answer_writers()), options, streams);
  if (!outputs) return leave_audit(kUsage, Phrase::exit_bad_output, {}, options, streams);
  const auto bytes = [&](const Output& output) { return audit::answer_writers()[output.format].write(*answer, options.lang); };
  const int code = deliver(*outputs, bytes, options, streams);
  if (code != kClean) return leave_audit(code, Phrase::exit_bad_output, {}, options, streams);
  return leave_audit(kClean, Phrase::audit_answered, {std::to_string(answer->rows.size())}, options, streams);
}

}  // namespace jianfu::cli
