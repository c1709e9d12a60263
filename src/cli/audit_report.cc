// jianfu audit report: an audit as one web page, and its packages as one each.
#include <filesystem>
#include <ostream>

#include "audit/compare.h"
#include "audit/page.h"
#include "audit/show.h"
#include "cli/audit_asked.h"
#include "cli/run.h"
#include "io/file_write.h"
#include "report/writers.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

// One after the other: reports of a hundred thousand packages are no matter of memory.
Result<uint64_t> write_pages(audit::Database& database, const std::string& folder, const Options& options) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return Error{ErrorKind::kUsage, {Msg::io_cannot_write, {error.message()}}, folder};
  const report::Writer* const page = report::find_writer("html");
  report::WriteOptions write;
  write.lang = options.lang;
  uint64_t written = 0;
  audit::Statement all = database.prepare(
      "SELECT p.content FROM now JOIN package p ON p.id = now.package WHERE now.failure_zh = '' AND "
      "EXISTS (SELECT 1 FROM occurrence o WHERE o.package = p.id AND NOT o.gone) ORDER BY p.content");
  for (; all.step(); ++written) {
    const std::string content = all.text(0);
    Result<engine::Report> report = audit::report_of(database, content);
    if (!report) return report.error();
    std::vector<engine::Report> one;
    one.push_back(std::move(*report));
    const Status status = io::write_file((std::filesystem::path(folder) / (content + ".html")).string(), page->write(one, write));
    if (!status) return status.error();
  }
  if (const Status status = database.status(); !status) return status.error();
  return written;
}

// As a link from the page.
std::string link_of(const std::string& folder, const std::string& page) {
  if (folder.empty()) return {};
  std::error_code error;
  const std::filesystem::path from = std::filesystem::absolute(page, error).parent_path();
  return std::filesystem::absolute(folder, error).lexically_relative(from).string();
}

}  // namespace

int audit_report(const Options& options, Streams streams) {
  const std::string page = options.output.empty() ? "audit.html" : options.output;
  if (const Status may = io::can_write_file(page); !may) return refuse_audit(may.error().render(options.lang), options, streams);
  const std::unique_ptr<audit::Database> database = audit_to_read(options.audit.db, options, streams);
  if (!database) return leave_audit(kUsage, Phrase::audit_unfinished, {}, options, streams);
  const AuditOptions& asked = options.audit;
  if (!asked.before.empty()) {
    if (const Status status = audit::attach_earlier(*database, asked.before); !status)
      return refuse_audit(status.error().render(options.lang), options, streams);
  }
  uint64_t pages = 0;
  if (!asked.reports.empty()) {
    const Result<uint64_t> written = write_pages(*database, asked.reports, options);
    if (!written) return refuse_audit(written.error().render(options.lang), options, streams);
    pages = *written;
  }
  const Result<std::string> bytes = audit::page_of(*database, {options.lang, !asked.before.empty(), link_of(asked.reports, page)});
  if (!bytes) return refuse_audit(bytes.error().render(options.lang), options, streams);
  if (const Status status = io::write_file(page, *bytes); !status) return refuse_audit(status.error().render(options.lang), options, streams);
  if (asked.reports.empty()) return leave_audit(kClean, Phrase::audit_page_written, {page}, options, streams);
  return leave_audit(kClean, Phrase::audit_pages_written, {page, std::to_string(pages)}, options, streams);
}

}  // namespace jianfu::cli
