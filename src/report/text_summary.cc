#include "report/text_summary.h"

#include <algorithm>
#include <array>

#include "engine/gate.h"
#include "report/summary.h"
#include "report/text_finding.h"
#include "report/text_gap.h"
#include "report/text_gate.h"
#include "report/words.h"

namespace jianfu::report {

using engine::GapView;
using engine::Report;
using engine::Verdict;

namespace {

std::string tally(const Sheet& sheet, const Report& report) {
  std::vector<std::string> counts;
  for (size_t v = rules::kVerdictNames.size(); v-- > 0;) {
    const auto verdict = static_cast<Verdict>(v);
    const auto count =
        std::count_if(report.results.begin(), report.results.end(),
                      [verdict](const engine::RuleResult& result) { return result.verdict == verdict; });
    if (count > 0)
      counts.push_back(
          sheet.say(Msg::report_counted, {std::string(word(verdict, sheet.lang())), std::to_string(count)}));
  }
  if (counts.empty()) return {};
  return sheet.say(Msg::report_tally, {std::to_string(report.results.size()), sheet.joined(counts)});
}

std::string with_aside(const Sheet& sheet, std::string_view text, const std::string& more) {
  return std::string(text) + (more.empty() ? "" : sheet.aside(more));
}

std::string titles(const Sheet& sheet, const std::vector<engine::Bilingual>& texts) {
  std::vector<std::string> out;
  for (const engine::Bilingual& text : texts) out.push_back(sheet.shown(text));
  return sheet.joined(out);
}

}  // namespace

std::vector<std::string> about_verdict(const Sheet& sheet, const Report& report) {
  std::vector<std::string> out = {meaning(report, sheet.lang(), [&](std::string_view text) { return sheet.shown(text); })};
  if (std::string counts = tally(sheet, report); !counts.empty()) out.push_back(std::move(counts));
  if (std::string marks = mark_tally(sheet, report); !marks.empty()) out.push_back(std::move(marks));
  if (report.nothing_decisive_read)
    out.push_back(sheet.say(Msg::report_nothing_decisive));
  else if (report.packed)
    out.push_back(sheet.say(Msg::report_packed));
  if (!report.package.tricks.empty()) out.push_back(sheet.say(Phrase::tricks_note, {std::to_string(report.package.tricks.size())}));
  if (engine::out_of_time(report)) out.push_back(sheet.say(Phrase::report_out_of_time));
  out.push_back(sheet.say(Msg::report_static_note));
  return out;
}

std::string provision_verdict(const Sheet& sheet, Verdict verdict) {
  return verdict == Verdict::kNotFound ? sheet.say(Msg::report_no_problem) : std::string(word(verdict, sheet.lang()));
}

std::string duty_verdict(const Sheet& sheet, Verdict verdict) {
  return verdict == Verdict::kNotFound ? sheet.say(Msg::report_in_place) : std::string(word(verdict, sheet.lang()));
}

std::string scope_text(const Sheet& sheet, const engine::ScopeView& scope) { return scope_told(scope, sheet.lang()); }

std::string coverage_text(const Sheet& sheet, const evidence::Coverage& coverage) {
  return sheet.say(Msg::report_entries, {grouped(coverage.entries), grouped(coverage.read), grouped(coverage.skipped),
                                         grouped(coverage.opaque)}) +
         (sheet.lang() == Lang::kZh ? "" : " ") +
         sheet.say(Msg::report_bytes_read, {grouped(coverage.bytes_total), grouped(coverage.bytes_read)});
}

std::string coercion_text(const Sheet& sheet, const engine::Finding& finding) {
  const std::string signs = titles(sheet, finding.signal_titles);
  const bool weak = finding.coercion == engine::Coercion::kNoneSeen && !signs.empty();
  return with_aside(sheet, coercion_word(finding.coercion, sheet.lang()), weak ? sheet.say(Phrase::weak_signs, {signs}) : signs);
}

std::string scene_text(const Sheet& sheet, const engine::Finding& finding) {
  if (finding.exemption == engine::Exemption::kNone) return {};
  return with_aside(sheet, word(finding.exemption, sheet.lang()), titles(sheet, finding.scenes));
}

std::string declared_text(const Sheet& sheet, const engine::DeclaredView& declared) {
  if (declared.state == engine::DeclaredView::kUndeclared) return sheet.say(Msg::report_is_undeclared);
  return with_aside(sheet, sheet.say(Msg::report_is_declared), sheet.joined(about_declared(sheet, declared)));
}

std::string waiver_text(const Sheet& sheet, const engine::WaiverView& waiver) {
  return sheet.say(waiver.expired ? Phrase::table_waived_expired : Phrase::table_waived,
                   {sheet.shown(waiver.basis), sheet.shown(waiver.approver), sheet.shown(waiver.expires)});
}

std::string no_findings_text(const Sheet& sheet, const Report& report) {
  const bool lacks = std::any_of(report.required.begin(), report.required.end(),
                                 [](const auto& one) { return one.verdict >= Verdict::kExplain; });
  return lacks ? sheet.say(Phrase::no_findings_but) : sheet.say(Msg::report_no_findings);
}

std::string identity_text(const Sheet& sheet, const engine::IdentityView& one) {
  const std::string field = sheet.shown(one.field), declared = sheet.shown(one.declared);
  switch (one.state) {
    case engine::IdentityView::kSame: return sheet.say(Msg::report_same, {field, declared});
    case engine::IdentityView::kDiffers: return sheet.say(Msg::report_differs, {field, declared, sheet.shown(one.found)});
    case engine::IdentityView::kUnknown: break;
  }
  return sheet.say(Msg::report_not_compared, {field, declared});
}

std::string special_text(const Sheet& sheet, const engine::SpecialView& one) {
  const std::string name = sheet.shown(one.title);
  const std::string said = one.state == engine::SpecialView::kFound
                               ? sheet.say(Msg::report_special_found, {name, std::to_string(one.findings)})
                               : sheet.say(one.state == engine::SpecialView::kNotFound ? Msg::report_special_not_found
                                                                                       : Msg::report_special_unknown,
                                           {name});
  return said + sheet.aside(sheet.joined(about_declared(sheet, one.declared)));
}

std::vector<std::string> titles_of(const Sheet& sheet, const std::vector<const engine::RuleResult*>& results) {
  std::vector<std::string> out;
  for (const engine::RuleResult* result : results) out.push_back(sheet.shown(result->title));
  return out;
}

}  // namespace jianfu::report
