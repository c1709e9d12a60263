// jianfu audit query QUESTION | --sql STATEMENT: what the database of an audit answers.
#include "audit/questions.h"
#include "cli/audit_asked.h"
#include "cli/commands.h"
#include "cli/run.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

std::string all_questions() {
  std::string out;
  for (const audit::Question& question : audit::questions()) out += (out.empty() ? "" : " | ") + std::string(question.name);
  return out;
}

}  // namespace

int audit_query(const Options& options, Streams streams) {
  const audit::Question* const question = audit::find_question(options.audit.question);
  if ((question != nullptr) == !options.audit.sql.empty())
    return refuse_audit(report::phrase(Phrase::audit_which_question, options.lang, {all_questions()}), options, streams);
  if (question != nullptr && question->since && options.audit.since.empty())
    return refuse_audit(report::phrase(Phrase::audit_needs_since, options.lang), options, streams);
  const std::optional<std::vector<Output>> outputs = answer_outputs(options, streams);
  if (!outputs) return leave_audit(kUsage, Phrase::exit_bad_output, {}, options, streams);
  const std::unique_ptr<audit::Database> database = audit_to_read(options.audit.db, options, streams);
  if (!database) return leave_audit(kUsage, Phrase::audit_unfinished, {}, options, streams);
  return deliver_answer(question != nullptr ? audit::ask(*database, *question, options.lang, options.audit.since)
                                            : audit::ask(*database, options.audit.sql, options.lang),
                        *outputs, options, streams);
}

}  // namespace jianfu::cli
