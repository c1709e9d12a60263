// jianfu audit query QUESTION | --sql STATEMENT: what the database of an audit answers.
#include <ostream>

#include "audit/answer_writers.h"
#include "audit/questions.h"
#include "audit/schema.h"
#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/run.h"
#include "report/phrases.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

std::string all_questions() {
  std::string out;
  for (const audit::Question& question : audit::questions()) out += (out.empty() ? "" : " | ") + std::string(question.name);
  return out;
}

int ends(int code, Phrase why, const std::vector<std::string>& args, const Options& options, Streams streams) {
  return leave(code, report::phrase(why, options.lang, args), options, streams);
}

int refuse(const std::string& why, const Options& options, Streams streams) {
  streams.err << why << '\n';
  return ends(kUsage, Phrase::audit_unfinished, {}, options, streams);
}

}  // namespace

int audit_query(const Options& options, Streams streams) {
  const audit::Question* const question = audit::find_question(options.audit.question);
  if ((question != nullptr) == !options.audit.sql.empty())
    return refuse(report::phrase(Phrase::audit_which_question, options.lang, {all_questions()}), options, streams);
  if (question != nullptr && question->since && options.audit.since.empty())
    return refuse(report::phrase(Phrase::audit_needs_since, options.lang), options, streams);
  const auto formats = formats_of(audit::answer_writers());
  const std::optional<std::vector<Output>> outputs = outputs_of(formats, options, streams);
  if (!outputs) return ends(kUsage, Phrase::exit_bad_output, {}, options, streams);
  const Result<std::unique_ptr<audit::Database>> database = audit::Database::open(options.audit.db, audit::Access::kRead);
  if (!database) return refuse(database.error().render(options.lang), options, streams);
  if (const Status status = audit::check_schema(**database); !status) return refuse(status.error().render(options.lang), options, streams);
  const Result<audit::Answer> answer = question != nullptr ? audit::ask(**database, *question, options.lang, options.audit.since)
                                                           : audit::ask(**database, options.audit.sql, options.lang);
  if (!answer) return refuse(answer.error().render(options.lang), options, streams);
  const auto bytes = [&](const Output& output) { return audit::answer_writers()[output.format].write(*answer, options.lang); };
  if (const int code = deliver(*outputs, bytes, options, streams); code != kClean) return ends(code, Phrase::exit_bad_output, {}, options, streams);
  return ends(kClean, Phrase::audit_answered, {std::to_string(answer->rows.size())}, options, streams);
}

}  // namespace jianfu::cli
