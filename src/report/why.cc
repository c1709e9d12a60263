#include "report/why.h"

#include <algorithm>

#include "engine/parts.h"
#include "report/spoken.h"
#include "report/text_evidence.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::Bilingual;
using engine::EvidenceView;
using engine::Finding;

Bilingual in_both(Msg id, const Bilingual& argument) {
  return {core::render(id, Lang::kZh, {argument.zh}), core::render(id, Lang::kEn, {argument.en})};
}
Bilingual in_both(Phrase id, const Bilingual& argument) {
  return {phrase(id, Lang::kZh, {argument.zh}), phrase(id, Lang::kEn, {argument.en})};
}
template <typename Grade>
Bilingual worded(Grade grade) {
  return {std::string(word(grade, Lang::kZh)), std::string(word(grade, Lang::kEn))};
}

// The first piece that answered a signal.
std::optional<EvidenceView> answer_to(const Finding& finding, std::string_view because) {
  const auto found = std::find_if(finding.evidence.begin(), finding.evidence.end(),
                                  [because](const EvidenceView& view) { return view.because == because; });
  return found == finding.evidence.end() ? std::nullopt : std::optional(*found);
}

void add_condition(Why& why, const engine::Part& part) {
  const auto ways = engine::held_alternatives(part);
  for (const engine::Part& question : ways.empty() ? std::vector<engine::Part>() : ways.front()) {
    Held held{{spoken(question, Lang::kZh), spoken(question, Lang::kEn)}, {}};
    if (!question.negated && !question.evidence.empty()) held.answer = question.evidence.front();
    why.held.push_back(std::move(held));
  }
  why.other_ways = ways.empty() ? 0 : ways.size() - 1;
}

Why presence_of(const Finding& finding) {
  Why out;
  if (!finding.reasons.presence.empty()) add_condition(out, finding.reasons.presence.back().part);
  const Bilingual said = worded(finding.presence);
  out.head = out.held.empty() ? in_both(Phrase::why_presence, said) : in_both(Msg::report_presence, said);
  return out;
}

// By signals that many rules share; else by the rule's own condition.
Why coercion_of(const Finding& finding) {
  const Bilingual said = worded(finding.coercion);
  Why out;
  if (finding.signals.empty() && finding.reasons.coercion && finding.reasons.own_coercion) {
    add_condition(out, *finding.reasons.coercion);
    out.head = out.held.empty() ? said : in_both(Msg::report_own_coercion, said);
    return out;
  }
  for (size_t i = 0; i < finding.signals.size(); ++i) {
    const bool titled = i < finding.signal_titles.size();
    out.held.push_back({titled ? finding.signal_titles[i] : Bilingual{finding.signals[i], finding.signals[i]},
                        answer_to(finding, finding.signals[i])});
  }
  if (out.held.empty())
    out.head = said;
  else  // signs that the rule does not take for compulsion by themselves
    out.head = finding.coercion == engine::Coercion::kNoneSeen ? in_both(Phrase::why_weak_signs, said) : in_both(Msg::report_list_of, said);
  return out;
}

}  // namespace

std::vector<Why> why_it_counts(const Finding& finding) {
  std::vector<Why> out = {presence_of(finding)};
  if (finding.reasons.asks_coercion || finding.coercion != engine::Coercion::kNoneSeen) out.push_back(coercion_of(finding));
  return out;
}

std::vector<SaidWhy> said_why(const Sheet& sheet, const Finding& finding) {
  std::vector<SaidWhy> out;
  for (const Why& why : why_it_counts(finding)) {
    SaidWhy said{sheet.shown(why.head), {}, {}};
    for (const Held& held : why.held)
      said.held.push_back({sheet.shown(held.said), held.answer ? quoted_hit(sheet, *held.answer) : ""});
    if (why.other_ways > 0) said.other_ways = sheet.say(Msg::report_other_ways, {std::to_string(why.other_ways)});
    out.push_back(std::move(said));
  }
  return out;
}

std::string sentence(const Sheet& sheet, const SaidWhy& why) {
  std::vector<std::string> held;
  for (const SaidHeld& one : why.held) held.push_back(one.quote.empty() ? one.said : one.said + " " + one.quote);
  if (!why.other_ways.empty()) held.push_back(why.other_ways);
  if (held.empty()) return why.head;
  return why.head + (sheet.lang() == Lang::kZh ? "" : " ") + sheet.joined(held, Msg::report_semicolon);
}

}  // namespace jianfu::report
