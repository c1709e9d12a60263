#include "report/explanation.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "engine/parts.h"
#include "report/text_evidence.h"
#include "report/text_finding.h"
#include "report/text_parts.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::Coercion;
using engine::EvidenceView;
using engine::Finding;
using engine::Part;
using engine::Report;
using engine::RequiredView;

constexpr size_t kIndent = 3, kInner = 5, kQuestions = 7;
constexpr size_t kPieces = 3;  // of evidence below a question
constexpr size_t kWays = 3;    // conditions that are told when several hold

std::string front(size_t indent) { return std::string(indent, ' '); }

// Headings of one explanation, counted as they come: not every one has all of them.
class Headings {
 public:
  explicit Headings(Sheet& sheet) : sheet_(sheet) {}

  void next(Msg title, std::string_view answer = {}) {
    sheet_.blank();
    const std::string number(numeral(++count_, sheet_.lang()));
    sheet_.hanging(front(kIndent), sheet_.say(title, {std::string(answer), number}));
  }

 private:
  Sheet& sheet_;
  size_t count_ = 0;
};

void write_ways(Sheet& sheet, const std::vector<std::vector<Part>>& ways, std::string_view module) {
  if (ways.size() == 1) {
    sheet.hanging(front(kInner), sheet.say(Msg::explain_all));
    write_questions(sheet, ways.front(), kQuestions, kPieces, module);
    return;
  }
  sheet.hanging(front(kInner), sheet.say(Msg::explain_ways, {std::to_string(ways.size())}));
  for (size_t i = 0; i < ways.size() && i < kWays; ++i) {
    sheet.line(front(kInner) +
               sheet.say(Msg::report_list_of, {sheet.say(Msg::explain_way, {std::to_string(i + 1)})}));
    write_questions(sheet, ways[i], kQuestions, kPieces, module);
  }
  if (ways.size() > kWays)
    sheet.hanging(front(kInner), sheet.say(Msg::explain_more_ways, {std::to_string(ways.size() - kWays)}));
}

std::vector<Part> missing(const std::vector<Part>& questions) {
  std::vector<Part> out;
  std::copy_if(questions.begin(), questions.end(), std::back_inserter(out),
               [](const Part& question) { return !question.holds; });
  return out;
}

void write_lacks(Sheet& sheet, Msg what, std::string_view grade, const Part& part, std::string_view module) {
  sheet.hanging(front(kInner), sheet.say(Msg::report_list_of, {sheet.say(what, {std::string(grade)})}));
  write_questions(sheet, missing(engine::nearest_alternative(part)), kQuestions, kPieces, module);
}

void write_presence(Sheet& sheet, Headings& headings, const Finding& finding) {
  headings.next(Msg::explain_presence, word(finding.presence, sheet.lang()));
  const std::vector<engine::GradeReason>& grades = finding.reasons.presence;
  if (grades.empty()) return;
  write_ways(sheet, engine::held_alternatives(grades.back().part), finding.module.id);
  if (grades.size() < 2) return;
  const engine::GradeReason& better = grades[grades.size() - 2];
  write_lacks(sheet, Msg::explain_not_better, word(better.grade, sheet.lang()), better.part, finding.module.id);
}

// Counter-evidence is of three kinds: what was never counted, signals that speak against compulsion, and words of a
// special scene.
enum class Counter { kUncounted, kLowers, kScene };
std::vector<EvidenceView> counter(const Finding& finding, Counter wanted) {
  std::vector<EvidenceView> out;
  for (const EvidenceView& view : finding.counter_evidence) {
    const bool scene = std::any_of(finding.scenes.begin(), finding.scenes.end(),
                                   [&](const engine::Bilingual& title) { return title.zh == view.reason.zh; });
    const Counter kind = view.because.empty() ? Counter::kUncounted : scene ? Counter::kScene : Counter::kLowers;
    if (kind == wanted) out.push_back(view);
  }
  return out;
}

void write_coercion(Sheet& sheet, Headings& headings, const Finding& finding) {
  headings.next(Msg::explain_coercion, word(finding.coercion, sheet.lang()));
  if (!finding.reasons.asks_coercion && finding.coercion == Coercion::kNoneSeen) {
    sheet.hanging(front(kInner), sheet.say(Msg::rules_no_coercion));
  } else if (finding.coercion == Coercion::kNoneSeen || !finding.reasons.coercion) {
    sheet.hanging(front(kInner), sheet.say(Msg::explain_no_coercion));
  } else {
    sheet.hanging(front(kInner), sheet.say(finding.reasons.own_coercion ? Msg::explain_own : Msg::explain_common));
    write_ways(sheet, engine::held_alternatives(*finding.reasons.coercion), finding.module.id);
  }
  std::vector<std::string> signals;
  for (size_t i = 0; i < finding.signals.size() && i < finding.signal_titles.size(); ++i)
    signals.push_back(sheet.shown(finding.signal_titles[i]));
  if (!signals.empty()) sheet.hanging(front(kInner), sheet.say(Msg::explain_signals, {sheet.joined(signals)}));
  const std::vector<EvidenceView> lowering = counter(finding, Counter::kLowers);
  if (lowering.empty()) {
    if (!signals.empty()) sheet.hanging(front(kInner), sheet.say(Msg::explain_no_lowering));
    return;
  }
  sheet.hanging(front(kInner), sheet.say(Msg::explain_lowering));
  write_evidence(sheet, lowering, finding.module.id, kQuestions);
}

void write_verdict(Sheet& sheet, Headings& headings, const Finding& finding) {
  const auto verdict = [&](engine::Verdict which) { return std::string(word(which, sheet.lang())); };
  headings.next(Msg::explain_verdict, verdict(finding.verdict));
  const std::string presence(word(finding.presence, sheet.lang()));
  const std::string coercion(coercion_word(finding.coercion, sheet.lang()));
  const engine::Verdict by_matrix = finding.reasons.by_matrix;
  sheet.hanging(front(kInner), sheet.say(Msg::explain_matrix, {presence, coercion, verdict(by_matrix)}));
  if (finding.verdict != by_matrix)
    sheet.hanging(front(kInner), sheet.say(finding.reasons.dormant ? Msg::explain_dormant : Msg::explain_changed,
                                           {verdict(finding.verdict)}));
  std::vector<std::string> scenes;
  for (const engine::Bilingual& scene : finding.scenes) scenes.push_back(sheet.shown(scene));
  if (finding.exemption == engine::Exemption::kClaimed) {
    sheet.hanging(front(kInner), sheet.say(Msg::explain_exemption, {sheet.joined(scenes)}));
    write_evidence(sheet, counter(finding, Counter::kScene), finding.module.id, kQuestions);
  }
  if (finding.verdict == engine::Verdict::kSuspected)
    sheet.hanging(front(kInner), sheet.say(Msg::explain_suspicion));
}

void write_counter(Sheet& sheet, Headings& headings, const Finding& finding) {
  headings.next(Msg::explain_counter);
  const std::vector<EvidenceView> views = counter(finding, Counter::kUncounted);
  if (views.empty()) sheet.hanging(front(kInner), sheet.say(Msg::explain_no_counter));
  write_evidence(sheet, views, finding.module.id);
}

// What the marks behind the citations mean, each once.
void write_marks(Sheet& sheet, const std::vector<engine::CitationView>& citations) {
  struct Mark {
    std::string_view mark;
    Msg means;
  };
  constexpr std::array<Mark, 4> kMarks = {{{"V", Msg::explain_mark_v},
                                           {"F", Msg::explain_mark_f},
                                           {"S", Msg::explain_mark_s},
                                           {"M", Msg::explain_mark_m}}};
  std::vector<std::string> said;
  for (const Mark& mark : kMarks) {
    const bool used = std::any_of(citations.begin(), citations.end(),
                                  [&](const engine::CitationView& one) { return one.confidence == mark.mark; });
    if (used) said.push_back(sheet.say(mark.means));
  }
  if (!said.empty())
    sheet.hanging(front(kInner), sheet.say(Msg::explain_marks, {sheet.joined(said, Msg::report_semicolon)}));
}

void write_basis(Sheet& sheet, Headings& headings, const std::vector<engine::CitationView>& citations) {
  if (citations.empty()) return;
  headings.next(Msg::explain_basis);
  write_citation_list(sheet, citations);
  write_marks(sheet, citations);
}

void write_next(Sheet& sheet, Headings& headings, const engine::Bilingual& question, const engine::Bilingual& remedy) {
  headings.next(Msg::explain_next);
  sheet.field(kInner, Msg::report_question, sheet.shown(question));
  sheet.field(kInner, Msg::report_remedy, sheet.shown(remedy));
}

void explain(Sheet& sheet, const Finding& finding, size_t number) {
  write_finding_head(sheet, finding, number);
  sheet.field(kIndent, Msg::report_fingerprint, finding.fingerprint);
  Headings headings(sheet);
  write_presence(sheet, headings, finding);
  write_coercion(sheet, headings, finding);
  write_verdict(sheet, headings, finding);
  write_counter(sheet, headings, finding);
  write_basis(sheet, headings, finding.citations);
  write_next(sheet, headings, finding.question, finding.remedy);
}

void explain(Sheet& sheet, const RequiredView& required) {
  sheet.blank();
  sheet.hanging("", sheet.say(Msg::explain_required, {sheet.shown(required.title)}) +
                        sheet.aside(sheet.say(Msg::report_finding_of,
                                              {sheet.shown(required.provision), sheet.shown(required.rule_id)})));
  Headings headings(sheet);
  headings.next(Msg::explain_required_grade, sheet.shown(required.grade_title));
  for (const RequiredView::Step& step : required.steps) {
    const std::string title = sheet.shown(step.title);
    if (!step.part) {
      sheet.hanging(front(kInner), sheet.say(Msg::explain_step_else, {title}));
    } else if (!step.part->holds) {
      write_lacks(sheet, Msg::explain_step_lacks, title, *step.part, "");
    } else {
      sheet.hanging(front(kInner), sheet.say(Msg::report_list_of, {sheet.say(Msg::explain_step_holds, {title})}));
      write_ways(sheet, engine::held_alternatives(*step.part), "");
    }
  }
  if (required.verdict <= engine::Verdict::kNotFound) return;
  const std::string verdict(word(required.verdict, sheet.lang()));
  headings.next(Msg::explain_verdict, verdict);
  if (required.verdict == engine::Verdict::kNotDetermined)
    sheet.hanging(front(kInner), sheet.say(Msg::explain_blocked, {verdict}));
  if (required.verdict == engine::Verdict::kSuspected)
    sheet.hanging(front(kInner), sheet.say(Msg::explain_suspicion));
  write_basis(sheet, headings, required.citations);
  write_next(sheet, headings, required.question, required.remedy);
}

bool chosen(const Finding& finding, const ExplainChoice& choice) {
  return (choice.rule.empty() || finding.rule_id == choice.rule) &&
         (choice.fingerprint.empty() || finding.fingerprint == choice.fingerprint);
}
// What is as it should be is explained only when asked for.
bool chosen(const RequiredView& required, const ExplainChoice& choice) {
  if (!choice.fingerprint.empty()) return false;
  return choice.rule.empty() ? required.verdict > engine::Verdict::kNotFound : required.rule_id == choice.rule;
}
template <typename Views>
bool any_chosen(const Views& views, const ExplainChoice& choice) {
  return std::any_of(views.begin(), views.end(), [&](const auto& view) { return chosen(view, choice); });
}

}  // namespace

bool has_explanation(const Report& report, const ExplainChoice& choice) {
  return any_chosen(report.findings, choice) || any_chosen(report.required, choice) ||
         std::any_of(report.nested.begin(), report.nested.end(),
                     [&](const Report& inner) { return has_explanation(inner, choice); });
}

std::string write_explanation(const Report& report, const ExplainChoice& choice, const WriteOptions& options) {
  Sheet sheet(options);
  sheet.heading(Msg::explain_title, '=');
  sheet.field(0, Msg::report_file, sheet.shown(report.package.path));
  size_t number = 0;
  for (const Finding& finding : report.findings) {
    ++number;  // as the report counts them
    if (chosen(finding, choice)) explain(sheet, finding, number);
  }
  for (const RequiredView& required : report.required) {
    if (chosen(required, choice)) explain(sheet, required);
  }
  if (!any_chosen(report.findings, choice) && !any_chosen(report.required, choice))
    sheet.line(sheet.say(Msg::explain_none));
  std::string out = sheet.take();
  for (const Report& inner : report.nested) {
    if (has_explanation(inner, choice)) out += "\n" + write_explanation(inner, choice, options);
  }
  return out;
}

}  // namespace jianfu::report
