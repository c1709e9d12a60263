#include "report/github_writer.h"

#include <array>

#include "report/phrases.h"
#include "report/problems.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

using engine::Report;
using rules::Verdict;

enum Type : uint8_t { kError, kWarning, kNotice };
constexpr std::array<std::string_view, 3> kNames = {"error", "warning", "notice"};
// A step shows ten of each type; the last notice says how many more there are.
constexpr std::array<size_t, 3> kMost = {10, 10, 9};

Type type_of(const Problem& problem) {
  if (problem.standing != Standing::kCounts || problem.verdict == Verdict::kHint) return kNotice;
  return problem.verdict == Verdict::kSuspected ? kError : kWarning;
}

std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '%': out += "%25"; break;
      case '\r': out += "%0D"; break;
      case '\n': out += "%0A"; break;
      case ':': out += property ? "%3A" : ":"; break;
      case ',': out += property ? "%2C" : ","; break;
      default: out += c;
    }
  }
  return out;
}

class Commands {
 public:
  explicit Commands(const WriteOptions& options) : sheet_(options) {}

  void add(const Subject& subject) {
    const Report& report = *subject.report;
    const FilePlace package{tidy_path(subject.handed_in->package.path), 1, 0};
    if (report.unread) {
      add(kError, package, say(Phrase::github_unread), sheet_.shown(*report.unread));
    } else if (!assessed(report)) {
      add(kError, package, say(Phrase::github_unread), say(Phrase::junit_not_assessed));
    }
    const bool inner = subject.report != subject.handed_in;
    for (const Problem& problem : problems_of(report))
      add(type_of(problem), file_of(subject, problem), sheet_.shown(problem.title), line_of(sheet_, problem) + (inner ? sheet_.aside(sheet_.shown(subject.path)) : ""));
  }

  std::string take() {
    if (left_out_[kError] + left_out_[kWarning] + left_out_[kNotice] == 0) return std::move(out_);
    std::vector<std::string> more;
    for (const size_t count : left_out_) more.push_back(std::to_string(count));
    return out_ + "::notice title=jianfu::" + escaped(say(Phrase::github_more, more), false) + "\n";
  }

 private:
  std::string say(Phrase id, const std::vector<std::string>& args = {}) const { return phrase(id, sheet_.lang(), args); }

  void add(Type type, const FilePlace& place, const std::string& title, const std::string& text) {
    if (shown_[type] == kMost[type]) {
      ++left_out_[type];
      return;
    }
    ++shown_[type];
    // The path is not masked: the place must be found again.
    out_ += "::" + std::string(kNames[type]) + " file=" + escaped(text::displayable(place.path), true) + ",line=" + std::to_string(place.line);
    if (place.column != 0) out_ += ",col=" + std::to_string(place.column);
    out_ += ",title=" + escaped(title, true) + "::" + escaped(text, false) + "\n";
  }

  Sheet sheet_;
  std::string out_;
  std::array<size_t, 3> shown_{}, left_out_{};
};

}  // namespace

std::string write_github(const std::vector<Report>& reports, const WriteOptions& options) {
  Commands commands(options);
  for (const Subject& subject : subjects_of(reports)) commands.add(subject);
  return commands.take();
}

}  // namespace jianfu::report
