#include "report/codequality_writer.h"

#include <nlohmann/json.hpp>
#include <set>

#include "core/sha256.h"
#include "report/phrases.h"
#include "report/problems.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

using Json = nlohmann::ordered_json;
using engine::Report;
using rules::Verdict;

// What is waived or known stays in the list, so that it is not told as solved, and weighs nothing.
const char* severity_of(const Problem& problem) {
  if (problem.standing != Standing::kCounts) return "info";
  switch (problem.verdict) {
    case Verdict::kSuspected: return problem.severity == rules::Severity::kHigh ? "blocker" : "critical";
    case Verdict::kExplain: return "major";
    case Verdict::kNotDetermined: return "minor";
    default: return "info";
  }
}

class List {
 public:
  explicit List(const WriteOptions& options) : sheet_(options) {}

  void add(const Subject& subject) {
    const Report& report = *subject.report;
    if (report.unread) {
      add({tidy_path(report.package.path), 1, 0}, "unread", sheet_.shown(*report.unread), "blocker", report.package.path);
    } else if (!assessed(report)) {
      add({tidy_path(subject.handed_in->package.path), 1, 0}, "not-assessed", phrase(Phrase::junit_not_assessed, sheet_.lang()), "blocker", subject.path);
    }
    const bool inner = subject.report != subject.handed_in;
    for (const Problem& problem : problems_of(report)) {
      const std::string said = line_of(sheet_, problem) + (inner ? sheet_.aside(sheet_.shown(subject.path)) : "");
      add(file_of(subject, problem), problem.rule_id, said, severity_of(problem), key_of(report, problem));
    }
  }
  const Json& json() const { return list_; }

 private:
  // Not the path, which may hold the number of a build.
  static std::string key_of(const Report& report, const Problem& problem) {
    return report.package.kind + "\n" + report.package.id + "\n" + problem.fingerprint;
  }
  // Of equal fingerprints GitLab shows one, so the second of two packages of one app gets another.
  std::string fingerprint(const std::string& key) {
    for (size_t number = 1;; ++number) {
      std::string out = core::sha256_hex(number == 1 ? key : key + "\n" + std::to_string(number)).substr(0, 32);
      if (used_.insert(out).second) return out;
    }
  }
  // The path is not masked: the place must be found again.
  void add(const FilePlace& place, const std::string& rule, const std::string& said, const char* severity, const std::string& key) {
    Json out = {{"description", said}, {"check_name", sheet_.shown(rule)}, {"fingerprint", fingerprint(key)}, {"severity", severity}};
    out["location"] = {{"path", text::displayable(place.path)}, {"lines", {{"begin", place.line}}}};
    list_.push_back(std::move(out));
  }

  Sheet sheet_;
  Json list_ = Json::array();
  std::set<std::string> used_;
};

}  // namespace

std::string write_codequality(const std::vector<Report>& reports, const WriteOptions& options) {
  List list(options);
  for (const Subject& subject : subjects_of(reports)) list.add(subject);
  return list.json().dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace jianfu::report
