#include "report/text_finding.h"

#include <algorithm>

#include "report/review.h"
#include "report/text_evidence.h"
#include "report/text_gate.h"
#include "report/why.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::EvidenceView;
using engine::Finding;

constexpr size_t kIndent = 3;
// Screens of a rule that are told in full; further ones are named with their fingerprint.
constexpr size_t kShownScreens = 3, kShownHints = 1;
constexpr std::string_view kBullet = "     - ", kDeep = "         ";

void write_title(Sheet& sheet, const Finding& finding, size_t number) {
  std::string of =
      sheet.say(Msg::report_finding_of, {sheet.shown(finding.provision), sheet.shown(finding.rule_id)});
  if (!finding.head.empty())
    of = sheet.joined({of, sheet.say(Msg::report_head, {sheet.shown(finding.head)})});
  const std::string severity = sheet.aside(word(finding.severity, sheet.lang()));
  sheet.hanging(std::to_string(number) + ". " + sheet.verdict(finding.verdict) + severity + " ",
                sheet.shown(finding.title) + sheet.aside(of));
}

void write_why(Sheet& sheet, const Finding& finding) {
  sheet.line(std::string(kIndent, ' ') + sheet.say(Msg::report_list_of, {sheet.say(Msg::report_why)}));
  for (const SaidWhy& why : said_why(sheet, finding)) {
    sheet.hanging(kBullet, why.head);
    for (const SaidHeld& held : why.held)
      sheet.hanging(std::string(kDeep) + sheet.say(Msg::spoken_holds),
                    held.quote.empty() ? held.said : sheet.say(Msg::report_labelled, {held.said, held.quote}));
    if (!why.other_ways.empty()) sheet.hanging(kDeep, why.other_ways);
  }
}

void write_exemption(Sheet& sheet, const Finding& finding) {
  if (finding.exemption == engine::Exemption::kNone) return;
  std::vector<std::string> scenes;
  for (const engine::Bilingual& scene : finding.scenes) scenes.push_back(sheet.shown(scene));
  const std::string said(word(finding.exemption, sheet.lang()));
  sheet.field(kIndent, Msg::report_exemption,
              scenes.empty() ? said : said + sheet.aside(sheet.joined(scenes)));
}

// What the applicant declared of this function, or that nothing was.
void write_declared(Sheet& sheet, const Finding& finding) {
  if (!finding.declared) return;
  const engine::DeclaredView& declared = *finding.declared;
  if (declared.state == engine::DeclaredView::kUndeclared)
    return sheet.field(kIndent, Msg::report_declared, sheet.say(Msg::report_is_undeclared));
  const bool scene = finding.exemption == engine::Exemption::kDeclared;
  sheet.field(kIndent, Msg::report_declared,
              sheet.say(scene ? Msg::report_is_declared_scene : Msg::report_is_declared) +
                  sheet.aside(sheet.joined(about_declared(sheet, declared))));
}

void write_list(Sheet& sheet, Msg title, const std::vector<EvidenceView>& views, std::string_view module,
                size_t more) {
  if (views.empty()) return;
  sheet.line(std::string(kIndent, ' ') + sheet.say(Msg::report_list_of, {sheet.say(title)}));
  write_evidence(sheet, views, module, kEvidenceIndent, kShownEvidence, more);
}

}  // namespace

std::string screen_of(const Sheet& sheet, const engine::ModuleView& module) {
  if (module.id.empty()) return sheet.say(Msg::report_whole_package);
  const std::string title = module.title.empty() ? "" : sheet.quote(sheet.shown(module.title)) + " ";
  const std::string what = sheet.joined(
      {sheet.shown(module_word(module.kind, sheet.lang())), std::string(word(module.reach, sheet.lang()))});
  return title + sheet.shown(module.id) + sheet.aside(what);
}

void write_opinion(Sheet& sheet, const std::optional<engine::ReviewView>& review) {
  if (!review) return;
  const std::string who = sheet.say(Phrase::review_by, {sheet.shown(review->reviewer), sheet.shown(review->date)});
  sheet.field(kIndent, Phrase::review_opinion, decision_word(review->decision, sheet.lang()) + sheet.aside(who));
  const auto field = [&](Phrase label, std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    sheet.field(kIndent, label, sheet.shown(text));
  };
  field(Phrase::review_exemption, review->exemption);
  field(Phrase::review_remark, review->remark);
}

std::vector<std::string> about_declared(const Sheet& sheet, const engine::DeclaredView& declared) {
  std::vector<std::string> out = {
      sheet.say(declared.mandatory ? Msg::report_special_mandatory : Msg::report_special_voluntary)};
  if (!declared.scene_title.zh.empty()) out.push_back(sheet.say(Msg::report_special_scene, {sheet.shown(declared.scene_title)}));
  if (!declared.basis.empty()) out.push_back(sheet.say(Msg::report_special_basis, {sheet.shown(declared.basis)}));
  return out;
}

namespace {

// Screens from the first one on, by the names that people see.
std::string way_to(const Sheet& sheet, const engine::ModuleView& module) {
  if (module.way.empty()) return {};
  std::string out = sheet.say(Phrase::way_open);
  for (const engine::ScreenView& screen : module.way)
    out += " → " + (screen.title.empty() ? sheet.shown(screen.id) : sheet.quote(sheet.shown(screen.title)));
  return out;
}

void write_where(Sheet& sheet, const Finding& finding) {
  if (const std::string message = sheet.shown(finding.message); !message.empty())
    sheet.hanging(std::string(kIndent, ' '), message);
  sheet.field(kIndent, Msg::report_screen, screen_of(sheet, finding.module));
  sheet.field(kIndent, Phrase::way_label, way_to(sheet, finding.module));
}

// One screen's part of it: where, on what proof, and what speaks against.
void write_screen(Sheet& sheet, const Finding& finding) {
  write_where(sheet, finding);
  write_list(sheet, Msg::report_evidence, finding.evidence, finding.module.id, finding.evidence_left_out);
  write_why(sheet, finding);
  write_list(sheet, Msg::report_counter, finding.counter_evidence, finding.module.id,
             finding.counter_left_out);
  write_exemption(sheet, finding);
  write_declared(sheet, finding);
  write_marks(sheet, kIndent, finding.waiver, finding.known);
  sheet.field(kIndent, Msg::report_fingerprint, finding.fingerprint);
  write_opinion(sheet, finding.review);
}

std::string graded(const Sheet& sheet, const Finding& finding) {
  return sheet.verdict(finding.verdict) + sheet.aside(word(finding.severity, sheet.lang()));
}

void write_screens(Sheet& sheet, const std::vector<const Finding*>& findings) {
  sheet.hanging(std::string(kIndent, ' '), sheet.say(Msg::report_places, {std::to_string(findings.size())}));
  const size_t most = findings.front()->verdict > engine::Verdict::kHint ? kShownScreens : kShownHints;
  const size_t shown = std::min(findings.size(), most);
  for (size_t i = 0; i < shown; ++i) {
    sheet.line("  " + sheet.say(Msg::report_place, {std::to_string(i + 1), graded(sheet, *findings[i])}));
    write_screen(sheet, *findings[i]);
  }
  for (size_t i = shown; i < findings.size(); ++i) {
    const std::string number = sheet.say(Msg::report_place, {std::to_string(i + 1), graded(sheet, *findings[i])});
    sheet.hanging("  " + number + " ", screen_of(sheet, findings[i]->module) + " " + findings[i]->fingerprint +
                                           short_marks(sheet, findings[i]->waiver, findings[i]->known));
  }
}

}  // namespace

void write_finding_head(Sheet& sheet, const Finding& finding, size_t number) {
  sheet.blank();
  write_title(sheet, finding, number);
  write_where(sheet, finding);
}

void write_findings_of_rule(Sheet& sheet, const std::vector<const Finding*>& findings, size_t number) {
  const Finding& first = *findings.front();
  sheet.blank();
  write_title(sheet, first, number);
  if (findings.size() == 1) {
    write_screen(sheet, first);
  } else {
    write_screens(sheet, findings);
  }
  write_citations(sheet, first.citations);
  sheet.field(kIndent, Msg::report_question, sheet.shown(first.question));
  sheet.field(kIndent, Msg::report_remedy, sheet.shown(first.remedy));
}

}  // namespace jianfu::report
