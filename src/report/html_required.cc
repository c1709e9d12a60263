#include "report/html_required.h"

#include "report/duties.h"
#include "report/html_evidence.h"
#include "report/html_review.h"
#include "report/spoken.h"

namespace jianfu::report {
namespace {

using engine::Report;
using engine::RequiredView;
using engine::Verdict;

constexpr size_t kMostEvidence = 12;

// Each step with what it asks, down to the one that holds.
Html steps_of(const Voice& voice, const RequiredView& required) {
  Html out;
  for (const RequiredView::Step& step : required.steps) {
    const bool holds = !step.part || step.part->holds;
    const std::string_view mark = !step.part ? "— " : holds ? "√ " : "× ";
    Html line = Html::text(mark);
    line << (step.title.zh.empty() ? voice.shown(step.grade) : voice.shown(step.title));
    out << element("li", {{"class", holds ? "holds" : "lacks"}}, line);
  }
  return out.empty() ? Html() : element("ul", {{"class", "ladder"}}, out);
}

Html matrix(const Voice& voice, const std::vector<RequiredView>& all) {
  std::vector<std::vector<Html>> lines;
  for (const RequiredView& one : all)
    lines.push_back({voice.shown(one.title), voice.shown(one.provision), verdict_of_duty(voice, one.verdict),
                     voice.shown(one.grade_title), steps_of(voice, one)});
  return table("required-matrix",
               {voice.say(Phrase::html_function), voice.say(Msg::report_provision), voice.say(Msg::report_verdict_column),
                voice.say(Phrase::html_grade), voice.say(Phrase::html_steps)},
               lines);
}

Html block(const Html& title, const Html& inside) {
  if (inside.empty()) return {};
  Html out = paragraph(title, "block-title");
  return element("div", {{"class", "block"}}, out << inside);
}

Html details(const Spot& spot, const RequiredView& required) {
  const Voice& voice = spot.voice;
  Html title = voice.shown(required.title);
  title << Html::text(" ") << verdict_of_duty(voice, required.verdict) << state_marks(voice, required.waiver, required.known, required.review);
  Html out = heading(spot.level + 2, title);
  const std::vector<Html> about = {voice.say(Phrase::html_of_provision, {voice.plain(required.provision)}),
                                   voice.say(Phrase::html_of_rule, {voice.plain(required.rule_id)})};
  Html place = paragraph(voice.shown(required.message), "message");
  place << block(voice.say(Msg::report_evidence), evidence_list(voice, required.evidence, "", kMostEvidence, required.evidence_left_out));
  place << block(voice.say(Msg::report_question), paragraph(voice.shown(required.question)));
  place << block(voice.say(Msg::report_remedy), paragraph(voice.shown(required.remedy)));
  place << block(voice.say(Msg::report_citations), citation_list(voice, required.citations));
  place << opinion_block(voice, {required.fingerprint, required.rule_id, ""}, required.review);
  out << paragraph(joined(about, Html::text(" · ")), "about");
  out << element("div",
                 {{"class", "place"}, {"data-verdict", std::string(rules::kVerdictNames[static_cast<size_t>(required.verdict)])}},
                 place);
  return element("article", {{"class", "rule"}}, out);
}

}  // namespace

Html verdict_of_duty(const Voice& voice, Verdict verdict, std::string_view more) {
  if (verdict != Verdict::kNotFound) return voice.verdict(verdict, more);
  return element("span", {{"class", "verdict v-not-found" + (more.empty() ? "" : " " + std::string(more))}}, voice.say(Phrase::html_in_place));
}

Html verdict_of_rule(const Voice& voice, const Report& report, const engine::RuleResult& result) {
  return is_duty(report, result.rule_id) ? verdict_of_duty(voice, result.verdict, "small") : voice.verdict(result.verdict, "small");
}

Html required_of(const Spot& spot, const engine::Report& report) {
  if (report.required.empty()) return {};
  const std::vector<RequiredView> duties = duties_told(report);
  Html out = matrix(spot.voice, duties);
  for (const RequiredView& required : duties)
    if (required.verdict > Verdict::kNotFound) out << details(spot, required);
  return out;
}

}  // namespace jianfu::report
