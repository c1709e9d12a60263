#include "audit/show.h"

#include <algorithm>
#include <filesystem>

#include "audit/pack.h"
#include "audit/problem.h"
#include "report/json_reader.h"
#include "text/utf.h"

namespace jianfu::audit {
namespace {

constexpr size_t kLeastDigits = 8;

bool is_digits(std::string_view text) {
  return text.size() >= kLeastDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

struct Kept {
  std::string path, failure_zh, failure_en, report;
};

// A path that people type may lead over links or be relative.
std::string real_path(const std::string& path) {
  std::error_code error;
  const std::filesystem::path real = std::filesystem::weakly_canonical(path, error);
  return error ? path : real.string();
}

std::vector<Kept> find(Database& database, const std::string& which) {
  Statement rows = database.prepare(
      "SELECT (SELECT min(o.path) FROM occurrence o WHERE o.package = p.id), now.failure_zh, now.failure_en, now.report "
      "FROM now JOIN package p ON p.id = now.package WHERE (?1 <> '' AND substr(p.content, 1, length(?1)) = ?1) OR p.id IN "
      "(SELECT package FROM occurrence WHERE path IN (?2, ?3)) LIMIT 2");
  rows.bind(is_digits(which) ? which : std::string(), which, real_path(which));
  std::vector<Kept> out;
  while (rows.step()) out.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3)});
  return out;
}

}  // namespace

Result<engine::Report> report_of(Database& database, const std::string& which) {
  const std::vector<Kept> kept = find(database, which);
  if (const Status status = database.status(); !status) return status.error();
  const std::string name = text::displayable(which);
  if (kept.empty()) return problem(ErrorKind::kUsage, Phrase::audit_no_package, {}, name);
  if (kept.size() > 1) return problem(ErrorKind::kUsage, Phrase::audit_several_packages, {}, name);
  if (!kept.front().failure_zh.empty())
    return problem(ErrorKind::kUsage, Phrase::audit_no_report, {core::bilingual(kept.front().failure_zh, kept.front().failure_en)}, name);
  const Result<std::string> json = unpacked(kept.front().report);
  if (!json) return json.error();
  Result<report::ReadBack> read = report::read_json(*json, name);
  if (!read) return read.error();
  engine::Report out = std::move(read->reports.front());
  out.package.path = kept.front().path;
  return out;
}

}  // namespace jianfu::audit
