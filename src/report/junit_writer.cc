#include "report/junit_writer.h"

#include <algorithm>

#include "report/phrases.h"
#include "report/problems.h"
#include "report/words.h"
#include "report/xml_text.h"

namespace jianfu::report {
namespace {

using engine::Report;
using rules::Verdict;

struct Case {
  enum Outcome { kPassed, kSkipped, kFailed, kError } outcome = kPassed;
  std::string name, group;     // group: the provision
  std::string type, message;   // of what did not pass
  std::vector<std::string> lines;
};

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + escaped_xml(value) + "\"";
}
std::string attribute(std::string_view name, size_t value) {
  return attribute(name, std::to_string(value));
}

struct Counts {
  size_t tests = 0, failures = 0, errors = 0, skipped = 0;

  void add(const Case& one) {
    ++tests;
    failures += one.outcome == Case::kFailed ? 1 : 0;
    errors += one.outcome == Case::kError ? 1 : 0;
    skipped += one.outcome == Case::kSkipped ? 1 : 0;
  }
  void add(const Counts& other) {
    tests += other.tests;
    failures += other.failures;
    errors += other.errors;
    skipped += other.skipped;
  }
  std::string attributes() const {
    return attribute("tests", tests) + attribute("failures", failures) + attribute("errors", errors);
  }
};

class Suite {
 public:
  Suite(const Subject& subject, const WriteOptions& options) : sheet_(options), report_(*subject.report), path_(sheet_.shown(subject.path)) {
    add(reading());
    if (report_.unread) return;
    const std::vector<Problem> problems = problems_of(report_);
    for (const engine::RuleResult& result : report_.results) add(of_rule(result, problems));
    // Of a report whose rules are not listed: what it found is told all the same.
    for (const Problem& problem : problems)
      if (!is_listed(problem.rule_id)) add(of_problems(problem.rule_id, problem.title, problem.provision, {&problem}));
  }

  const Counts& counts() const { return counts_; }

  std::string xml() const {
    std::string out = "  <testsuite" + attribute("name", path_) + counts_.attributes() + attribute("skipped", counts_.skipped) + ">\n";
    for (const Case& one : cases_) out += xml(one);
    return out + "  </testsuite>\n";
  }

 private:
  void add(Case one) {
    counts_.add(one);
    cases_.push_back(std::move(one));
  }
  bool is_listed(const std::string& rule_id) const {
    return std::any_of(report_.results.begin(), report_.results.end(), [&](const auto& result) { return result.rule_id == rule_id; });
  }

  // Whether the package could be assessed at all, as a case of its own: it comes first and is always there.
  Case reading() const {
    Case out;
    out.name = phrase(Phrase::junit_reading, sheet_.lang());
    out.group = "package";
    for (const engine::GapView& gap : report_.gaps) out.lines.push_back(line_of(sheet_, gap));
    if (assessed(report_)) return out;
    out.outcome = Case::kError;
    out.type = report_.unread ? "unread" : "not-assessed";
    out.message = report_.unread ? sheet_.shown(*report_.unread) : phrase(Phrase::junit_not_assessed, sheet_.lang());
    return out;
  }

  Case of_rule(const engine::RuleResult& result, const std::vector<Problem>& problems) const {
    std::vector<const Problem*> own;
    for (const Problem& problem : problems)
      if (problem.rule_id == result.rule_id) own.push_back(&problem);
    Case out = of_problems(result.rule_id, result.title, result.provision, own);
    if (out.outcome == Case::kPassed && result.verdict != Verdict::kNotFound) {
      out.outcome = Case::kSkipped;
      out.type = rules::kVerdictNames[static_cast<size_t>(result.verdict)];
      out.message = word(result.verdict, sheet_.lang());
    }
    return out;
  }

  // Worst first. What is suspected and counts fails; anything less is told and skipped.
  Case of_problems(const std::string& rule_id, const engine::Bilingual& title, const std::string& provision, const std::vector<const Problem*>& problems) const {
    Case out;
    out.name = sheet_.shown(rule_id) + " " + sheet_.shown(title);
    out.group = sheet_.shown(provision);
    if (problems.empty()) return out;
    const auto fails = [](const Problem* one) { return one->verdict == Verdict::kSuspected && one->standing == Standing::kCounts; };
    const auto failing = std::find_if(problems.begin(), problems.end(), fails);
    const Problem& first = failing == problems.end() ? *problems.front() : **failing;
    out.outcome = failing == problems.end() ? Case::kSkipped : Case::kFailed;
    out.type = type_of(first);
    out.message = line_of(sheet_, first);
    for (const Problem* const problem : problems) {
      out.lines.push_back(line_of(sheet_, *problem));
      out.lines.push_back("  " + sheet_.say(Msg::report_labelled, {sheet_.say(Msg::report_fingerprint), sheet_.shown(problem->fingerprint)}));
    }
    add_advice(out.lines, Msg::report_question, first.question());
    add_advice(out.lines, Msg::report_remedy, first.remedy());
    return out;
  }
  static std::string type_of(const Problem& problem) {
    if (problem.standing == Standing::kWaived) return "waived";
    if (problem.standing == Standing::kKnown) return "known";
    return std::string(rules::kVerdictNames[static_cast<size_t>(problem.verdict)]);
  }
  void add_advice(std::vector<std::string>& lines, Msg label, const engine::Bilingual& words) const {
    const std::string said = sheet_.shown(words);
    if (!said.empty()) lines.push_back(sheet_.say(Msg::report_labelled, {sheet_.say(label), said}));
  }

  std::string xml(const Case& one) const {
    static constexpr std::string_view kElements[] = {"system-out", "skipped", "failure", "error"};
    const std::string element(kElements[one.outcome]);
    // Readers take what stands before the last point for the package, the rest for the class.
    std::string out = "    <testcase" + attribute("name", one.name) + attribute("classname", path_ + "." + one.group);
    if (one.outcome == Case::kPassed && one.lines.empty()) return out + "/>\n";
    out += ">\n      <" + element;
    if (one.outcome != Case::kPassed) out += attribute("message", one.message) + attribute("type", one.type);
    out += ">";
    for (const std::string& line : one.lines) out += escaped_xml(line) + "\n";
    return out + "</" + element + ">\n    </testcase>\n";
  }

  Sheet sheet_;
  const Report& report_;
  std::string path_;
  Counts counts_;
  std::vector<Case> cases_;
};

}  // namespace

std::string write_junit(const std::vector<Report>& reports, const WriteOptions& options) {
  std::string suites;
  Counts all;
  for (const Subject& subject : subjects_of(reports)) {
    const Suite suite(subject, options);
    suites += suite.xml();
    all.add(suite.counts());
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"jianfu\"" + all.attributes() + ">\n" + suites + "</testsuites>\n";
}

}  // namespace jianfu::report
