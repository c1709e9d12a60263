// jianfu audit import REGISTER: the register of apps into the database of an audit, to be joined with its packages.
#include <ostream>

#include "audit/filing.h"
#include "cli/audit_asked.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "io/tree.h"
#include "report/phrases.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

int refuse(const Error& error, const Options& options, Streams streams) {
  streams.err << error.render(options.lang) << '\n';
  return leave_audit(error.kind == ErrorKind::kIo ? kNotAssessed : kUsage, Phrase::audit_unfinished, {}, options, streams);
}

void tell(const audit::FilingList& list, const Options& options, Streams streams) {
  for (const Error& error : list.problems) streams.err << error.render(options.lang) << '\n';
  if (list.unknown_columns.empty() || options.quiet) return;
  std::string columns;
  for (const std::string& one : list.unknown_columns) columns += (columns.empty() ? "" : ", ") + text::displayable(one);
  streams.err << report::phrase(Phrase::filing_unknown_columns, options.lang, {columns}) << '\n';
}

}  // namespace

namespace {

// Everything is read before anything is changed.
struct Import {
  std::optional<audit::FilingList> filings;
  std::optional<engine::Waivers> waivers;
};

std::optional<engine::Waivers> waivers_of(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* const rules = rules_of(options, loaded, streams);
  const std::optional<std::string> bytes = rules == nullptr ? std::nullopt : form_file(options.waivers, options, streams);
  if (!bytes) return std::nullopt;
  engine::WaiversRead read = engine::read_waivers(*bytes, options.waivers, *rules);
  for (const Error& error : read.problems) streams.err << error.render(options.lang) << '\n';
  if (!read.problems.empty()) return std::nullopt;
  return std::move(read.waivers);
}

Result<audit::FilingList> filings_of(const std::string& path) {
  const Limits limits;
  const Result<std::string> bytes = io::read_file(path, limits);
  if (!bytes) return Error{ErrorKind::kUsage, bytes.error().what, path};
  return audit::read_filings(*bytes, path, limits);
}

std::string what_was_done(const Import& import, const Options& options) {
  std::string out;
  if (import.filings) out = report::phrase(Phrase::filing_imported, options.lang, {std::to_string(import.filings->filings.size())});
  if (!import.waivers) return out;
  const std::string waivers = report::phrase(Phrase::audit_waivers_imported, options.lang, {std::to_string(import.waivers->all.size())});
  return out.empty() ? waivers : out + (options.lang == Lang::kZh ? "；" : "; ") + waivers;
}

}  // namespace

int audit_import(const Options& options, Streams streams) {
  Import import;
  if (options.paths.empty() && options.waivers.empty()) return leave_audit(kUsage, Phrase::audit_import_nothing, {}, options, streams);
  if (!options.paths.empty()) {
    Result<audit::FilingList> list = filings_of(options.paths.front());
    if (!list) return refuse(list.error(), options, streams);
    tell(*list, options, streams);
    import.filings = std::move(*list);
  }
  if (!options.waivers.empty() && !(import.waivers = waivers_of(options, streams)))
    return leave_audit(kUsage, Phrase::audit_unfinished, {}, options, streams);
  const Result<std::unique_ptr<audit::Store>> store = audit::Store::open(options.audit.db, options.audit.wait);
  if (!store) return refuse(store.error(), options, streams);
  if (import.filings) audit::replace_filings(**store, *import.filings, options.paths.front());
  if (import.waivers) audit::replace_waivers(**store, *import.waivers);
  if (const Status status = (*store)->status(); !status) return refuse(status.error(), options, streams);
  return leave(kClean, what_was_done(import, options), options, streams);
}

}  // namespace jianfu::cli
