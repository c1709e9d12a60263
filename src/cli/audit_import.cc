// jianfu audit import REGISTER: the register of apps into the database of an audit, to be joined with its packages.
#include <ostream>

#include "audit/filing.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "io/tree.h"
#include "report/phrases.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

int ends(int code, Phrase why, const std::vector<std::string>& args, const Options& options, Streams streams) {
  return leave(code, report::phrase(why, options.lang, args), options, streams);
}

int refuse(const Error& error, const Options& options, Streams streams) {
  streams.err << error.render(options.lang) << '\n';
  return ends(error.kind == ErrorKind::kIo ? kNotAssessed : kUsage, Phrase::audit_unfinished, {}, options, streams);
}

void tell(const audit::FilingList& list, const Options& options, Streams streams) {
  for (const Error& error : list.problems) streams.err << error.render(options.lang) << '\n';
  if (list.unknown_columns.empty() || options.quiet) return;
  std::string columns;
  for (const std::string& one : list.unknown_columns) columns += (columns.empty() ? "" : ", ") + text::displayable(one);
  streams.err << report::phrase(Phrase::filing_unknown_columns, options.lang, {columns}) << '\n';
}

}  // namespace

int audit_import(const Options& options, Streams streams) {
  const Limits limits;
  const std::string& path = options.paths.front();
  const Result<std::string> bytes = io::read_file(path, limits);
  if (!bytes) return refuse({ErrorKind::kUsage, bytes.error().what, path}, options, streams);
  const Result<audit::FilingList> list = audit::read_filings(*bytes, path, limits);
  if (!list) return refuse(list.error(), options, streams);
  tell(*list, options, streams);
  const Result<std::unique_ptr<audit::Store>> store = audit::Store::open(options.audit.db, options.audit.wait);
  if (!store) return refuse(store.error(), options, streams);
  audit::replace_filings(**store, *list, path);
  if (const Status status = (*store)->status(); !status) return refuse(status.error(), options, streams);
  return ends(kClean, Phrase::filing_imported, {std::to_string(list->filings.size())}, options, streams);
}

}  // namespace jianfu::cli
