#include "engine/rule_tests.h"

#include <algorithm>

#include "engine/annotate.h"
#include "engine/judge.h"
#include "engine/reach.h"
#include "evidence/text_form.h"
#include "match/matches.h"

namespace jianfu::engine {
namespace {

void print(const match::Trace& trace, size_t depth, std::string& out) {
  out.append(4 + 2 * depth, ' ').append(trace.holds ? "+ " : "- ").append(trace.what);
  if (!trace.items.empty()) out.append("  (").append(std::to_string(trace.items.size())).append(")");
  out += '\n';
  for (const match::Trace& part : trace.children) print(part, depth + 1, out);
}

std::string explain(const match::Session& session, uint32_t index) {
  const rules::Rule& rule = session.matcher().rules().rules[index];
  std::string out;
  for (const match::Unit& unit : session.graph().units(rule.within)) {
    for (const auto* condition : {&rule.confirmed, &rule.probable, &rule.hint}) {
      if (!*condition) continue;
      match::Trace trace;
      match::holds(**condition, session.scope(index, unit), &trace);
      out.append("  ").append(unit.main == evidence::kNoModule ? "package" : session.set().modules[unit.main].id).append(": ");
      out.append((*condition)->source).append("\n");
      print(trace, 0, out);
    }
  }
  return out;
}

struct Outcome {
  std::string grade = "none", coercion = "none", exemption = "none";
};

Outcome outcome_of(const match::Session& session, const rules::Rule& rule) {
  Report report;
  judge(session, Audience::kInternal, report);
  Outcome out;
  for (const RequiredView& view : report.required) {
    if (view.rule_id == rule.id) out.grade = view.grade;
  }
  // A hint without coercion is no finding of a report, and still a grade.
  rules::Grade best = rules::Grade::kNone;
  for (const match::Match& match : session.matches()) {
    if (session.matcher().rules().rules[match.rule].id == rule.id) best = std::max(best, match.grade);
  }
  if (!rule.is_absence()) out.grade = rules::kGradeNames[static_cast<size_t>(best)];
  for (const Finding& finding : report.findings) {
    if (finding.rule_id != rule.id || finding.presence != best) continue;
    if (finding.coercion != Coercion::kNoneSeen) out.coercion = kCoercionNames[static_cast<size_t>(finding.coercion)];
    if (finding.exemption != Exemption::kNone) out.exemption = "claimed";
    break;
  }
  return out;
}

// "confirmed/strong": what the test asks of coercion and exemption is told with the grade.
std::string told(const rules::RuleTest& test, const Outcome& outcome) {
  std::string out = outcome.grade;
  if (!test.coercion.empty()) out += "/" + outcome.coercion;
  if (!test.exemption.empty()) out += "/" + outcome.exemption;
  return out;
}

RuleTestResult run(const match::Matcher& matcher, uint32_t index, const rules::RuleTest& test) {
  const rules::Rule& rule = matcher.rules().rules[index];
  RuleTestResult out{rule.id, rule.file, test.line, false, expected_by(test), {}, {}};
  const Result<evidence::EvidenceSet> set = evidence_of(test, matcher.rules());
  if (!set) {
    out.found = set.error().render(Lang::kEn);
    return out;
  }
  const match::Session session(matcher, *set);
  out.found = found_by(session, index, test);
  out.passed = out.found == out.expected;
  if (!out.passed) out.explanation = explain(session, index);
  return out;
}

}  // namespace

Result<evidence::EvidenceSet> evidence_of(const rules::RuleTest& test, const rules::RuleSet& rules) {
  std::string text;
  for (const std::string& line : test.evidence) text.append(line).append("\n");
  Result<evidence::EvidenceSet> set = evidence::from_text(text);
  if (!set) return set;
  annotate(*set, rules);
  find_reachable(*set);
  return set;
}

std::string expected_by(const rules::RuleTest& test) { return told(test, {test.expect, test.coercion, test.exemption}); }

std::string found_by(const match::Session& session, uint32_t rule, const rules::RuleTest& test) {
  return told(test, outcome_of(session, session.matcher().rules().rules[rule]));
}

std::vector<RuleTestResult> run_rule_tests(const rules::RuleSet& rules, const std::vector<std::string>& only) {
  const match::Matcher matcher(rules);
  std::vector<RuleTestResult> out;
  for (uint32_t r = 0; r < rules.rules.size(); ++r) {
    if (!only.empty() && std::find(only.begin(), only.end(), rules.rules[r].id) == only.end()) continue;
    for (const rules::RuleTest& test : rules.rules[r].tests) out.push_back(run(matcher, r, test));
  }
  return out;
}

}  // namespace jianfu::engine
