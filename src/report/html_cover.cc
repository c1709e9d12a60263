#include "report/html_cover.h"

#include <algorithm>
#include <array>

#include "engine/gate.h"
#include "report/duties.h"
#include "report/html_required.h"
#include "report/summary.h"
#include "report/text_gap.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::Report;
using engine::Verdict;

Html aside(const Voice& voice, const Html& inside) {
  if (inside.empty()) return {};
  Html out = voice.both([](Lang lang) { return std::string(lang == Lang::kZh ? "（" : " ("); });
  out << inside;
  return out << voice.both([](Lang lang) { return std::string(lang == Lang::kZh ? "）" : ")"); });
}

Html digest(const Voice& voice, std::string_view name, const std::string& value) {
  if (value.empty()) return {};
  Html line = name.empty() ? Html() : element("span", {{"class", "of"}}, Html::text(name));
  line << voice.code(value);
  return element("div", {{"class", "digest"}}, line);
}

Html signer_of(const Voice& voice, const platforms::Signer& signer) {
  Html who = voice.shown(signer.subject);
  if (!signer.valid_from.empty() || !signer.valid_until.empty()) {
    who << aside(voice, voice.say(Msg::report_valid, {voice.plain(signer.valid_from.substr(0, 10)), voice.plain(signer.valid_until.substr(0, 10))}));
  }
  Html out = element("span", {{"class", "of"}}, Html::text(voice.plain(signer.scheme)));
  out << who << digest(voice, "SHA-256", signer.sha256) << digest(voice, "SHA-1", signer.sha1) << digest(voice, "MD5", signer.md5);
  return element("div", {{"class", "signer"}}, out);
}

Html signers_of(const Voice& voice, const platforms::Package& package) {
  Html out;
  for (const platforms::Signer& signer : signers_by_key(package.signer)) out << signer_of(voice, signer);
  return out;
}

Html parts_of(const Voice& voice, const platforms::Package& package) {
  Html out;
  for (const platforms::Part& part : package.parts) {
    Html line = voice.code(part.path);
    line << aside(voice, voice.shown(part.kind)) << digest(voice, "SHA-256", part.sha256);
    out << element("div", {{"class", "signer"}}, line);
  }
  return out;
}

std::string tally(const std::vector<Verdict>& all, Lang lang) {
  std::vector<std::string> out;
  for (size_t v = rules::kVerdictNames.size(); v-- > 0;) {
    const auto verdict = static_cast<Verdict>(v);
    const auto count = std::count(all.begin(), all.end(), verdict);
    if (count > 0) out.push_back(core::render(Msg::report_counted, lang, {std::string(word(verdict, lang)), std::to_string(count)}));
  }
  return list_of(out, lang);
}

template <typename Items>
std::vector<Verdict> verdicts_of(const Items& items) {
  std::vector<Verdict> out;
  for (const auto& item : items) out.push_back(item.verdict);
  return out;
}

// ---- provisions ----

Html blocked(const Voice& voice, const std::vector<std::string>& gaps) {
  return gaps.empty() ? Html() : aside(voice, voice.both([&](Lang lang) { return voice.plain(blocked_told(gaps, lang)); }));
}

Html rule_line(const Voice& voice, const Report& report, const engine::RuleResult& result) {
  Html line = voice.verdict(result.verdict, "small");
  line << Html::text(" ") << voice.shown(result.title);
  line << aside(voice, voice.shown(grade_told(report, result.rule_id)));
  return element("li", line << blocked(voice, result.blocked_by));
}

// Rules that have nothing to tell are many, and are told together.
Html together(const Html& badge, const Voice& voice, const std::vector<const engine::RuleResult*>& all) {
  if (all.empty()) return {};
  Html line = badge;
  line << Html::text(" ") << voice.both([&](Lang lang) {
    std::vector<std::string> titles;
    for (const engine::RuleResult* one : all) titles.push_back(voice.plain(one->title, lang));
    return list_of(titles, lang, Msg::report_semicolon);
  });
  return element("li", line);
}

Html rules_of(const Voice& voice, const Report& report, const engine::ProvisionView& provision) {
  std::vector<const engine::RuleResult*> absent, in_place, outside;
  Html out;
  for (const std::string& id : provision.rules) {
    const auto result = std::find_if(report.results.begin(), report.results.end(), [&](const auto& one) { return one.rule_id == id; });
    if (result == report.results.end()) continue;
    if (result->verdict > Verdict::kNotFound)
      out << rule_line(voice, report, *result);
    else if (result->verdict == Verdict::kNotApplicable)
      outside.push_back(&*result);
    else
      (is_duty(report, id) ? in_place : absent).push_back(&*result);
  }
  out << together(element("span", {{"class", "verdict v-not-found small"}}, voice.say(Phrase::html_in_place)), voice, in_place);
  out << together(voice.verdict(Verdict::kNotFound, "small"), voice, absent);
  out << together(voice.verdict(Verdict::kNotApplicable, "small"), voice, outside);
  return out.empty() ? out : element("ul", {{"class", "rules"}}, out);
}

Html verdict_of_provision(const Voice& voice, Verdict verdict) {
  if (verdict != Verdict::kNotFound) return voice.verdict(verdict);
  return element("span", {{"class", "verdict v-not-found"}}, voice.say(Phrase::html_no_problem));
}

}  // namespace

Html name_of(const Voice& voice, const platforms::Package& package) {
  return package.name.empty() ? voice.code(package.path) : voice.shown(package.name);
}

Html identity_of(const Spot& spot, const Report& report) {
  const Voice& voice = spot.voice;
  const platforms::Package& package = report.package;
  const engine::ToolView& tool = report.tool;
  Html rules = voice.shown(tool.ruleset_name + " " + tool.ruleset_version);
  rules << digest(voice, "", tool.ruleset_digest);
  return rows({{voice.say(Msg::report_name), voice.shown(package.name)},
               {voice.say(Msg::report_id), voice.code(package.id)},
               {voice.say(Msg::report_version), voice.shown(package.version)},
               {voice.say(Phrase::html_unit), report.declaration ? voice.shown(report.declaration->unit) : Html()},
               {voice.say(Msg::report_file), voice.code(package.path)},
               {voice.say(Phrase::html_kind), voice.both([&](Lang lang) { return voice.plain(package_kind(package.kind, lang)); })},
               {voice.say(Msg::report_size), package.size == 0 ? Html() : voice.say(Msg::report_bytes, {grouped(package.size)})},
               {Html::text("SHA-256"), voice.code(package.sha256)},
               {voice.say(Msg::report_signer), signers_of(voice, package)},
               {voice.say(Msg::report_frameworks), package.frameworks.empty() ? Html() : voice.both([&](Lang lang) { return voice.plain(list_of(package.frameworks, lang)); })},
               {voice.say(Msg::report_part), parts_of(voice, package)},
               {voice.say(Msg::report_scope), voice.both([&](Lang lang) { return scope_told(report.scope, lang); })},
               {voice.say(Msg::report_ruleset), rules},
               {voice.say(Msg::report_tool), voice.shown(tool.name + " " + tool.version)}});
}

Html overall_of(const Spot& spot, const Report& report) {
  const Voice& voice = spot.voice;
  const std::string name(rules::kVerdictNames[static_cast<size_t>(report.verdict)]);
  Html box = paragraph(voice.verdict(report.verdict), "answer");
  box << paragraph(voice.both([&](Lang lang) { return meaning(report, lang, [&](std::string_view text) { return voice.plain(text); }); }));
  if (report.nothing_decisive_read || report.packed)
    box << paragraph(voice.say(report.nothing_decisive_read ? Msg::report_nothing_decisive : Msg::report_packed), "warning");
  if (!report.package.tricks.empty()) box << paragraph(voice.say(Phrase::tricks_note, {std::to_string(report.package.tricks.size())}), "warning");
  if (engine::out_of_time(report)) box << paragraph(voice.say(Phrase::report_out_of_time), "warning");
  Html out = element("div", {{"class", "overall o-" + name}}, box);
  if (!report.results.empty())
    out << paragraph(voice.both([&](Lang lang) {
      return core::render(Msg::report_tally, lang, {std::to_string(report.results.size()), tally(verdicts_of(report.results), lang)});
    }));
  if (!report.findings.empty())
    out << paragraph(voice.both([&](Lang lang) {
      return phrase(Phrase::html_finding_count, lang, {std::to_string(report.findings.size()), tally(verdicts_of(report.findings), lang)});
    }));
  return out << paragraph(voice.say(Msg::report_static_note), "note");
}

Html provisions_of(const Spot& spot, const Report& report) {
  const Voice& voice = spot.voice;
  if (report.provisions.empty()) return {};
  std::vector<std::vector<Html>> lines;
  for (const engine::ProvisionView& one : report.provisions)
    lines.push_back({voice.shown(one.provision), voice.shown(one.title), verdict_of_provision(voice, one.verdict), rules_of(voice, report, one)});
  Html out = table("provisions",
               {voice.say(Msg::report_provision), voice.say(Phrase::html_provision_text), voice.say(Msg::report_verdict_column),
                voice.say(Phrase::html_rules)},
               lines);
  return out << paragraph(voice.say(Msg::report_keys_note), "note");
}

}  // namespace jianfu::report
