#include "report/html_finding.h"

#include <algorithm>

#include "report/excerpt.h"
#include "report/html_evidence.h"
#include "report/html_review.h"
#include "report/html_sketch.h"
#include "report/summary.h"
#include "report/why.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::EvidenceView;
using engine::Finding;

// What a page that opens quickly on an old machine holds of one rule.
constexpr size_t kMostEvidence = 50, kMostOfAPlace = 12;
constexpr size_t kFullPlaces = 20, kFullHints = 5;
constexpr size_t kMostWords = 8;
constexpr size_t kWordBytes = 90;

Html block(const Html& title, const Html& inside, std::string kind) {
  if (inside.empty()) return {};
  Html out = paragraph(title, "block-title");
  return element("div", {{"class", "block " + std::move(kind)}}, out << inside);
}

// ---- why it counts ----

Html held_of(const Voice& voice, const Why& why) {
  Html out;
  for (const Held& held : why.held) {
    Html line = voice.shown(held.said);
    if (held.answer) line << Html::text(" ") << quoted_shortly(voice, *held.answer);
    out << element("li", line);
  }
  if (why.other_ways > 0)
    out << element("li", {{"class", "more"}}, voice.say(Msg::report_other_ways, {std::to_string(why.other_ways)}));
  return out.empty() ? out : element("ul", {{"class", "held"}}, out);
}

Html why_of(const Voice& voice, const Finding& finding) {
  Html out;
  for (const Why& why : why_it_counts(finding)) out << paragraph(voice.shown(why.head)) << held_of(voice, why);
  return block(voice.say(Msg::report_why), out, "why");
}

// ---- by hand ----

// What a person can read there.
bool on_screen(const EvidenceView& view) {
  const evidence::Kind kind = view.item.kind;
  return kind == evidence::Kind::kText || kind == evidence::Kind::kPurpose || kind == evidence::Kind::kField;
}

Html words_to_look_for(const Voice& voice, const Finding& finding) {
  std::vector<std::string> known;
  std::vector<Html> out;
  for (const EvidenceView& view : finding.evidence) {
    const std::string text = excerpt(view, kWordBytes, voice.unmask()).text;
    if (!on_screen(view) || out.size() == kMostWords || std::find(known.begin(), known.end(), text) != known.end())
      continue;
    known.push_back(text);
    Html word = Html::text("「");
    out.push_back(word << quoted(voice, view, kWordBytes) << Html::text("」"));
  }
  return joined(out, Html::text(" "));
}

Html way_to(const Voice& voice, const engine::ModuleView& module) {
  if (module.id.empty()) return voice.say(Phrase::html_whole_package);
  if (module.way.empty()) return voice.say(Phrase::html_way_unknown);
  if (module.way.size() == 1) return voice.say(Phrase::html_start_screen);
  return voice.both([&](Lang lang) {
    std::string steps;
    for (const engine::ScreenView& screen : module.way)
      steps += (steps.empty() ? "" : " → ") + voice.plain(screen.title.empty() ? screen.id : screen.title);
    return phrase(Phrase::html_go, lang, {steps});
  });
}

Html by_hand(const Voice& voice, const engine::Report& report, const Finding& finding) {
  Html open = voice.say(Phrase::html_open_app);
  if (!report.package.name.empty()) open << Html::text("「") << voice.shown(report.package.name) << Html::text("」");
  Html look = words_to_look_for(voice, finding);
  Html steps = element("li", open);
  steps << element("li", way_to(voice, finding.module));
  if (look.empty()) {
    steps << element("li", voice.say(Phrase::html_look));
  } else {
    Html said = voice.say(Phrase::html_look_for);
    steps << element("li", said << look);
  }
  if (finding.verdict >= engine::Verdict::kExplain) steps << element("li", voice.say(Phrase::html_try_without));
  return block(voice.say(Phrase::html_by_hand), element("ol", {{"class", "steps"}}, steps), "by-hand");
}

// With the sketch of the screen beside it.
Html on_the_phone(const Spot& spot, const engine::Report& report, const Finding& finding, size_t number) {
  const Html steps = by_hand(spot.voice, report, finding);
  const std::string id = spot.id + "-" + std::to_string(number) + "-sketch";
  const Html sketch = block(spot.voice.say(Phrase::html_sketch), sketch_of(spot.voice, finding.sketch, id), "sketched");
  if (sketch.empty()) return steps;
  Html both = steps;
  return element("div", {{"class", "on-the-phone"}}, both << sketch);
}

// ---- a place ----

// The scene that is claimed, and what the declaration says.
Html exemption_of(const Voice& voice, const Finding& finding) {
  std::vector<std::pair<Html, Html>> out;
  if (finding.exemption != engine::Exemption::kNone) {
    out.emplace_back(voice.say(Msg::report_exemption), voice.both([&](Lang lang) {
      std::vector<std::string> scenes;
      for (const engine::Bilingual& scene : finding.scenes) scenes.push_back(voice.plain(scene, lang));
      const std::string said(word(finding.exemption, lang));
      return scenes.empty() ? said : said + core::render(Msg::report_aside, lang, {list_of(scenes, lang)});
    }));
  }
  if (finding.declared) {
    const engine::DeclaredView& declared = *finding.declared;
    const bool scene = finding.exemption == engine::Exemption::kDeclared;
    out.emplace_back(voice.say(Msg::report_declared), voice.both([&](Lang lang) {
      if (declared.state == engine::DeclaredView::kUndeclared) return core::render(Msg::report_is_undeclared, lang);
      return core::render(scene ? Msg::report_is_declared_scene : Msg::report_is_declared, lang) +
             core::render(Msg::report_aside, lang, {list_of(about_declared(voice, declared, lang), lang)});
    }));
  }
  return rows(out);
}

Attributes of_finding(const Finding& finding, std::string kind) {
  return {{"class", "place " + std::move(kind)}, {"data-verdict", std::string(rules::kVerdictNames[static_cast<size_t>(finding.verdict)])}};
}

Html head_of(const Spot& spot, const Finding& finding, size_t number, bool alone) {
  const Voice& voice = spot.voice;
  Html marks = state_marks(voice, finding.waiver, finding.known, finding.review);
  if (alone) return marks.empty() ? marks : paragraph(marks, "states");
  Html title = voice.say(Phrase::html_place, {std::to_string(number)});
  title << Html::text(" ") << voice.verdict(finding.verdict) << marks;
  return heading(spot.level + 3, title);
}

Html fields_of(const Voice& voice, const Finding& finding) {
  return rows({{voice.say(Msg::report_screen), screen_of(voice, finding.module)},
               {voice.say(Msg::report_fingerprint), voice.code(finding.fingerprint)}});
}

Html full_place(const Spot& spot, const engine::Report& report, const Finding& finding, size_t number, bool alone, size_t most) {
  const Voice& voice = spot.voice;
  const std::string& module = finding.module.id;
  Html out = head_of(spot, finding, number, alone);
  out << paragraph(voice.shown(finding.message), "message") << fields_of(voice, finding);
  out << block(voice.say(Msg::report_evidence), evidence_list(voice, finding.evidence, module, most, finding.evidence_left_out), "proof");
  out << why_of(voice, finding);
  out << block(voice.say(Msg::report_counter),
               evidence_list(voice, finding.counter_evidence, module, kMostOfAPlace, finding.counter_left_out), "counter");
  out << exemption_of(voice, finding) << on_the_phone(spot, report, finding, number);
  out << opinion_block(voice, {finding.fingerprint, finding.rule_id, module}, finding.review);
  return element("div", of_finding(finding, "full"), out);
}

// One of very many: named, and open to an opinion.
Html short_place(const Spot& spot, const Finding& finding, size_t number) {
  Html out = head_of(spot, finding, number, false);
  out << fields_of(spot.voice, finding) << paragraph(spot.voice.say(Phrase::html_short_place), "note");
  out << opinion_block(spot.voice, {finding.fingerprint, finding.rule_id, finding.module.id}, finding.review);
  return element("div", of_finding(finding, "short"), out);
}

// ---- a rule ----

Html title_of(const Spot& spot, const std::vector<const Finding*>& findings, size_t number) {
  const Voice& voice = spot.voice;
  const Finding& first = *findings.front();
  Html title = element("span", {{"class", "number"}}, Html::text(std::to_string(number) + "."));
  title << Html::text(" ") << voice.shown(first.title) << Html::text(" ") << voice.verdict(first.verdict);
  Html out = heading(spot.level + 2, title);
  std::vector<Html> about = {voice.say(Phrase::html_of_provision, {voice.plain(first.provision)}),
                             voice.say(Phrase::html_of_rule, {voice.plain(first.rule_id)}),
                             voice.both([&](Lang lang) { return phrase(Phrase::html_severity, lang, {std::string(word(first.severity, lang))}); })};
  if (!first.head.empty()) about.push_back(voice.say(Msg::report_head, {voice.plain(first.head)}));
  if (findings.size() > 1) about.push_back(voice.say(Phrase::html_places, {std::to_string(findings.size())}));
  return out << paragraph(joined(about, Html::text(" · ")), "about");
}

Html of_the_rule(const Voice& voice, const Finding& first) {
  Html out = block(voice.say(Msg::report_question), paragraph(voice.shown(first.question)), "question");
  out << block(voice.say(Msg::report_remedy), paragraph(voice.shown(first.remedy)), "remedy");
  return out << block(voice.say(Msg::report_citations), citation_list(voice, first.citations), "basis");
}

// `room`: how many more places may be named; what it takes of that it takes away.
Html rule_article(const Spot& spot, const engine::Report& report, const std::vector<const Finding*>& findings, size_t number,
                  size_t& room) {
  const bool alone = findings.size() == 1;
  const size_t full = findings.front()->verdict > engine::Verdict::kHint ? kFullPlaces : kFullHints;
  size_t left = kMostEvidence;
  const Spot here{spot.voice, spot.id + "-" + std::to_string(number), spot.level};
  Html out = title_of(spot, findings, number);
  for (size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = *findings[i];
    if (i >= full || left == 0) {
      if (room == 0) {
        out << paragraph(spot.voice.say(Phrase::more_places, {std::to_string(findings.size() - i)}), "note place");
        break;
      }
      --room;
      out << short_place(spot, finding, i + 1);
      continue;
    }
    const size_t most = std::min(left, kMostOfAPlace);
    out << full_place(here, report, finding, i + 1, alone, most);
    left -= std::min(left, std::min(most, finding.evidence.size()));
  }
  return element("article", {{"class", "rule"}}, out << of_the_rule(spot.voice, *findings.front()));
}

}  // namespace

Html screen_of(const Voice& voice, const engine::ModuleView& module) {
  if (module.id.empty()) return voice.say(Msg::report_whole_package);
  Html out;
  if (!module.title.empty()) out << Html::text("「") << voice.shown(module.title) << Html::text("」 ");
  out << voice.code(module.id);
  return out << voice.both([&](Lang lang) {
    const std::vector<std::string> what = {voice.plain(module_word(module.kind, lang)), std::string(word(module.reach, lang))};
    return core::render(Msg::report_aside, lang, {list_of(what, lang)});
  });
}

std::vector<std::string> about_declared(const Voice& voice, const engine::DeclaredView& declared, Lang lang) {
  std::vector<std::string> out = {
      core::render(declared.mandatory ? Msg::report_special_mandatory : Msg::report_special_voluntary, lang)};
  const auto add = [&](Msg id, const std::string& what) {
    if (!what.empty()) out.push_back(core::render(id, lang, {what}));
  };
  add(Msg::report_special_scene, voice.plain(declared.scene_title, lang));
  add(Msg::report_special_basis, voice.plain(declared.basis));
  return out;
}

Html findings_of(const Spot& spot, const engine::Report& report) {
  const Voice& voice = spot.voice;
  const bool lacks = std::any_of(report.required.begin(), report.required.end(),
                                 [](const auto& one) { return one.verdict >= engine::Verdict::kExplain; });
  Html out;
  if (report.findings.empty()) out << paragraph(lacks ? voice.say(Phrase::no_findings_but) : voice.say(Msg::report_no_findings));
  size_t number = 0, room = kMostListed;
  for (const auto& findings : findings_by_rule(report.findings)) out << rule_article(spot, report, findings, ++number, room);
  return out;
}

}  // namespace jianfu::report
