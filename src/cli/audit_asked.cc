#include "cli/audit_asked.h"

#include <algorithm>
#include <ostream>

#include "audit/answer_writers.h"
#include "audit/schema.h"
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

std::optional<std::vector<Output>> answer_outputs(const Options& options, Streams streams) {
  return outputs_of(formats_of(audit::answer_writers()), options, streams);
}

namespace {

// An output and what writes to it.
struct Destination {
  Destination(const Output& output, const std::vector<std::string>& columns, const Options& options, Streams streams)
      : file(output, options, streams),
        rows(audit::answer_writers()[output.format].begin(columns, options.lang, [this](std::string_view bytes) { file.write(bytes); })) {}

  OutputWriter file;
  std::unique_ptr<audit::RowWriter> rows;
};

}  // namespace

Result<Delivered> deliver_rows(const audit::Rows& rows, const std::vector<Output>& outputs, const Options& options, Streams streams) {
  std::vector<std::unique_ptr<Destination>> all;
  for (const Output& output : outputs) all.push_back(std::make_unique<Destination>(output, rows.columns, options, streams));
  const auto good = [](const std::unique_ptr<Destination>& one) { return one->file.good(); };
  Delivered out;
  while (std::any_of(all.begin(), all.end(), good)) {  // a reader that went away wants no more rows
    const Result<const audit::Row*> row = rows.next();
    if (!row) return row.error();
    if (*row == nullptr) break;
    ++out.rows;
    for (const auto& one : all) {
      if (good(one)) one->rows->row(**row);
    }
  }
  for (const auto& one : all) {
    if (good(one)) one->rows->end();
    out.code = std::max(out.code, one->file.finish());
  }
  return out;
}

int deliver_answer(const Result<audit::Rows>& rows, const std::vector<Output>& outputs, const Options& options, Streams streams) {
  const Result<Delivered> done = rows ? deliver_rows(*rows, outputs, options, streams) : Result<Delivered>(rows.error());
  if (!done) return refuse_audit(done.error().render(options.lang), options, streams);
  if (done->code != kClean) return leave_audit(done->code, Phrase::exit_bad_output, {}, options, streams);
  return leave_audit(kClean, Phrase::audit_answered, {std::to_string(done->rows)}, options, streams);
}

}  // namespace jianfu::cli
