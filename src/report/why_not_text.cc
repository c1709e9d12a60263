#include "report/why_not_text.h"

#include <algorithm>

#include "report/text_evidence.h"
#include "report/text_finding.h"
#include "report/text_gap.h"
#include "report/text_parts.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::WhyNot;

constexpr size_t kIndent = 3, kQuestions = 5, kPieces = 2;
constexpr size_t kShownGaps = 10;

std::string grade_of(const Sheet& sheet, const WhyNot& why, const std::string& grade) {
  for (const WhyNot::Step& step : why.steps) {
    if (step.grade == grade && why.absence) return sheet.shown(step.title);
  }
  const auto at = std::find(rules::kGradeNames.begin(), rules::kGradeNames.end(), grade);
  if (at == rules::kGradeNames.end()) return grade;
  return std::string(word(static_cast<engine::Grade>(at - rules::kGradeNames.begin()), sheet.lang()));
}

void write_step(Sheet& sheet, const WhyNot& why, const WhyNot::Step& step) {
  const std::string grade = sheet.say(Msg::whynot_grade, {grade_of(sheet, why, step.grade)});
  sheet.blank();
  if (step.nearest) {
    const std::string nearest = sheet.say(Msg::whynot_nearest, {screen_of(sheet, step.nearest->module)});
    sheet.hanging("", grade + nearest);
    write_questions(sheet, step.nearest->questions, kQuestions, kPieces, step.nearest->module.id);
    return;
  }
  sheet.hanging("", grade + sheet.say(Msg::whynot_wants));
  write_condition(sheet, step.part, kQuestions);
}

void write_head(Sheet& sheet, const WhyNot& why) {
  sheet.line(sheet.say(Msg::whynot_title, {sheet.shown(why.title), why.rule_id}));
  const std::string best(word(why.best, sheet.lang()));
  if (why.found > 0)
    sheet.hanging("", sheet.say(Msg::whynot_found, {std::to_string(why.found), best, why.rule_id}));
  const bool near = std::any_of(why.steps.begin(), why.steps.end(),
                                [](const WhyNot::Step& step) { return step.nearest.has_value(); });
  if (why.steps.empty())
    sheet.hanging("", sheet.say(Msg::whynot_best_already));
  else if (!near && why.found == 0)
    sheet.hanging("", sheet.say(Msg::whynot_nothing));
}

void write_modules(Sheet& sheet, const WhyNot& why) {
  if (why.modules.size() < 2) return;
  sheet.heading(Msg::whynot_modules);
  for (const engine::NearModule& one : why.modules) {
    sheet.hanging("   - ", sheet.say(Msg::whynot_module, {screen_of(sheet, one.module),
                                                          std::to_string(one.questions.size() - one.missing),
                                                          std::to_string(one.missing),
                                                          grade_of(sheet, why, one.grade)}));
    std::vector<engine::Part> lacks;
    for (const engine::Part& question : one.questions) {
      if (!question.holds) lacks.push_back(question);
    }
    write_questions(sheet, lacks, kQuestions, 0, one.module.id);
  }
}

void write_gaps(Sheet& sheet, const WhyNot& why) {
  sheet.heading(Msg::whynot_gaps);
  sheet.hanging("", sheet.say(Msg::whynot_needs, {words_of(sheet, why.needs)}));
  if (why.gaps.empty()) return sheet.hanging("", sheet.say(Msg::whynot_no_gaps));
  for (size_t i = 0; i < why.gaps.size() && i < kShownGaps; ++i) write_gap(sheet, why.gaps[i], {});
  if (why.gaps.size() > kShownGaps)
    sheet.hanging("   - ", sheet.say(Msg::report_more_evidence, {std::to_string(why.gaps.size() - kShownGaps)}));
}

}  // namespace

std::string write_why_not(const WhyNot& why, const WriteOptions& options) {
  Sheet sheet(options);
  write_head(sheet, why);
  for (const WhyNot::Step& step : why.steps) write_step(sheet, why, step);
  write_modules(sheet, why);
  sheet.heading(Msg::whynot_cancelled);
  if (why.cancelled.empty()) sheet.line(sheet.say(Msg::whynot_nothing_cancelled));
  write_evidence(sheet, why.cancelled, "", kIndent, why.cancelled.size(), why.cancelled_left_out);
  write_gaps(sheet, why);
  return sheet.take();
}

}  // namespace jianfu::report
