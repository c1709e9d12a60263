#include "report/html_appendix.h"

#include <algorithm>

#include "report/duties.h"
#include "report/html_finding.h"
#include "report/html_required.h"
#include "report/html_review.h"
#include "report/lists.h"
#include "report/summary.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::Report;

// What is to be mended stands in the column that the applicant fills in.
Html checks_of_head(const Spot& spot, const Report& report, const std::string& head, const Html& title, const std::vector<ToMend>& open) {
  const Voice& voice = spot.voice;
  std::vector<std::vector<Html>> lines;
  for (const engine::RuleResult& result : report.results) {
    if (result.head != head) continue;
    const auto mend = std::find_if(open.begin(), open.end(), [&](const ToMend& one) { return one.result == &result; });
    lines.push_back({voice.shown(result.title), voice.shown(result.provision), verdict_of_rule(voice, report, result),
                     element("span", {{"class", "boxes"}}, voice.say(Phrase::html_self_boxes)),
                     mend == open.end() ? Html() : voice.shown(mend->remedy)});
  }
  Html out = heading(spot.level + 2, title);
  return out << table("self",
                      {voice.say(Phrase::html_self_item), voice.say(Msg::report_provision), voice.say(Phrase::html_tool_verdict),
                       voice.say(Phrase::html_self_answer), voice.say(Phrase::html_self_note)},
                      lines);
}

std::vector<Html> waiver_line(const Voice& voice, const Html& what, const engine::WaiverView& waiver) {
  Html until = voice.shown(waiver.expires);
  if (waiver.expired) until << Html::text(" ") << state_marks(voice, waiver, false, std::nullopt);
  return {what, voice.shown(waiver.basis), voice.shown(waiver.approver), voice.shown(waiver.reason), until, voice.code(waiver.file)};
}

Html signature_line(const Voice& voice, Phrase who) {
  Html row = element("th", {{"scope", "row"}}, voice.say(who));
  row << element("td", {});
  row << element("th", {{"scope", "row"}}, voice.say(Phrase::review_date)) << element("td", {});
  return element("tr", row);
}

}  // namespace

Html kinds_of(const Voice& voice, evidence::KindSet kinds) {
  return voice.both([&](Lang lang) {
    std::vector<std::string> out;
    for (size_t i = 0; i < evidence::kKindNames.size(); ++i) {
      const auto kind = static_cast<evidence::Kind>(i);
      if (kinds.has(kind)) out.emplace_back(word(kind, lang));
    }
    return list_of(out, lang);
  });
}

Html self_check_of(const Spot& spot, const Report& report) {
  const Voice& voice = spot.voice;
  Html all;
  for (const HeadList& head : to_mend(report)) {
    const Html title = voice.both([&](Lang lang) {
      return phrase(Phrase::heads_line, lang, {voice.plain(head.title, lang), std::to_string(head.rules), std::to_string(head.open.size())});
    });
    all << checks_of_head(spot, report, head.head, title, head.open);
  }
  if (all.empty()) return {};
  Html out = paragraph(voice.say(Phrase::html_self_check_note), "note");
  return out << all;
}

Html waivers_of(const Spot& spot, const Report& report) {
  const Voice& voice = spot.voice;
  std::vector<std::vector<Html>> lines;
  for (const engine::Finding& one : report.findings) {
    if (!one.waiver) continue;
    Html what = voice.shown(one.title);
    lines.push_back(waiver_line(voice, what << element("div", {{"class", "where"}}, screen_of(voice, one.module)), *one.waiver));
  }
  for (const engine::RequiredView& one : report.required)
    if (one.waiver) lines.push_back(waiver_line(voice, voice.shown(one.title), *one.waiver));
  const size_t more = lines.size() - std::min(lines.size(), kMostListed);
  lines.resize(lines.size() - more);
  const auto is_known = [](const auto& one) { return one.known; };
  const auto known = std::count_if(report.findings.begin(), report.findings.end(), is_known) +
                     std::count_if(report.required.begin(), report.required.end(), is_known);
  Html out;
  if (known > 0) out << paragraph(voice.say(Phrase::html_known_count, {std::to_string(known)}));
  if (!lines.empty())
    out << table("waivers",
                 {voice.say(Phrase::html_function), voice.say(Phrase::html_waiver_basis), voice.say(Phrase::html_waiver_approver),
                  voice.say(Phrase::html_waiver_reason), voice.say(Phrase::html_waiver_expires), voice.say(Phrase::html_waiver_file)},
                 lines);
  if (more > 0) out << paragraph(voice.say(Phrase::more_listed, {std::to_string(more)}), "note");
  return out;
}

Html appendix_of(const Spot& spot, const Report& report) {
  const Voice& voice = spot.voice;
  if (report.results.empty()) return {};
  std::vector<std::vector<Html>> lines;
  for (const engine::RuleResult& one : report.results) {
    Html title = voice.shown(one.title);
    title << element("div", {{"class", "where"}}, voice.code(one.rule_id));
    lines.push_back({title, voice.shown(one.provision), verdict_of_rule(voice, report, one),
                     voice.both([&](Lang lang) { return std::string(word(one.severity, lang)); }), kinds_of(voice, one.needs),
                     voice.both([&](Lang lang) { return voice.plain(gaps_named(one.blocked_by, lang)); })});
  }
  return table("all-rules",
               {voice.say(Phrase::html_rule), voice.say(Msg::report_provision), voice.say(Msg::report_verdict_column),
                voice.say(Phrase::html_severity_word), voice.say(Phrase::html_needs), voice.say(Phrase::html_blocked_by)},
               lines);
}

Html sign_off_of(const Spot& spot, const Report&) {
  const Voice& voice = spot.voice;
  Html body = signature_line(voice, Phrase::html_inspector);
  body << signature_line(voice, Phrase::html_verifier);
  Html opinion = element("th", {{"scope", "row"}}, voice.say(Phrase::html_overall_opinion));
  opinion << element("td", {{"colspan", "3"}, {"class", "tall"}}, {});
  body << element("tr", opinion);
  return element("table", {{"class", "sign-off-table"}}, element("tbody", body));
}

}  // namespace jianfu::report
