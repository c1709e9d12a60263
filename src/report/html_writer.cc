#include "report/html_writer.h"

#include <algorithm>
#include <array>

#include "report/html_appendix.h"
#include "report/html_assets.h"
#include "report/html_cover.h"
#include "report/html_coverage.h"
#include "report/html_declaration.h"
#include "report/html_finding.h"
#include "report/html_lists.h"
#include "report/html_policy.h"
#include "report/html_required.h"
#include "report/html_voice.h"
#include "report/profile.h"
#include "report/review.h"
#include "report/summary.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::Report;

// ---- a package ----

Html nested_note(const Spot& spot, const Report& report) {
  if (report.nested.empty()) return {};
  const Voice& voice = spot.voice;
  Html out = paragraph(voice.say(Phrase::html_nested_note, {std::to_string(report.nested.size())}));
  Html list;
  for (size_t i = 0; i < report.nested.size(); ++i) {
    const Report& inner = report.nested[i];
    Html line = element("a", {{"href", "#" + spot.id + "-" + std::to_string(i + 1)}}, voice.code(inner.package.path));
    list << element("li", line << Html::text(" ") << (inner.unread ? voice.shown(*inner.unread) : voice.verdict(inner.verdict, "small")));
  }
  return out << element("ul", {{"class", "plain"}}, list);
}

struct Chapter {
  std::string_view name = {};
  Html (*title)(const Voice&) = nullptr;
  Html (*inside)(const Spot&, const Report&) = nullptr;
};
template <Phrase id>
Html said(const Voice& voice) {
  return voice.say(id);
}
template <Msg id>
Html told(const Voice& voice) {
  return voice.say(id);
}

// Without a name where a page has none: what was read stands with what was not, and times are of no use to a reviewer.
Chapter chapter_of(Section section) {
  switch (section) {
    case Section::kPackage: return {"identity", said<Phrase::html_identity>, identity_of};
    case Section::kVerdict: return {"overall-verdict", told<Msg::report_verdict>, overall_of};
    case Section::kProvisions: return {"by-provision", told<Msg::report_by_provision>, provisions_of};
    case Section::kHeads: return {"self-check", said<Phrase::html_self_check>, self_check_of};
    case Section::kQuestions: return {"questions", said<Phrase::asked_title>, questions_of};
    case Section::kDeclaration: return {"declaration", told<Msg::report_declaration>, declaration_of};
    case Section::kFindings: return {"findings", told<Msg::report_findings>, findings_of};
    case Section::kRequired: return {"required", said<Phrase::html_required>, required_of};
    case Section::kGaps: return {"coverage", said<Phrase::html_coverage>, coverage_of};
    case Section::kInventory: return {"inventory", said<Phrase::inventory_title>, inventory_of};
    case Section::kCoverage:
    case Section::kStats: break;
  }
  return {};
}

// Behind the sections of every profile; a list that the profile has among them is not told twice.
constexpr std::array kAnnexes = {
    Chapter{"waivers", said<Phrase::html_waivers>, waivers_of},
    Chapter{"self-check", said<Phrase::html_self_check>, self_check_of},
    Chapter{"inside", told<Msg::report_nested>, nested_note},
    Chapter{"appendix", said<Phrase::html_appendix>, appendix_of},
    Chapter{"sign-off", said<Phrase::html_sign_off>, sign_off_of},
};

std::vector<Chapter> chapters_of(const Profile& profile) {
  std::vector<Chapter> out;
  for (const Section section : profile.sections)
    if (const Chapter chapter = chapter_of(section); !chapter.name.empty()) out.push_back(chapter);
  for (const Chapter& annex : kAnnexes) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const Chapter& one) { return one.name == annex.name; });
    if (!known) out.push_back(annex);
  }
  return out;
}

Attributes of_package(const Spot& spot, const platforms::Package& package) {
  return {{"class", "package"},
          {"id", spot.id},
          {"data-sha256", exported(package.sha256)},
          {"data-id", exported(package.id)},
          {"data-path", exported(package.path)}};
}

// `title`: the heading of its first leaf.
Html package_of(const Spot& spot, const Report& report, const Html& title) {
  const Voice& voice = spot.voice;
  Html contents, chapters;
  for (const Chapter& chapter : chapters_of(find_profile(voice.profile()))) {
    const Html whole = section(spot, chapter.name, chapter.title(voice), chapter.inside(spot, report));
    chapters << whole;
    if (whole.empty()) continue;
    contents << element("li", element("a", {{"href", "#" + spot.id + "-" + std::string(chapter.name)}}, chapter.title(voice)));
  }
  Html out = title;
  if (spot.level == 1) {
    Html nav = paragraph(voice.say(Phrase::html_contents), "block-title");
    out << element("nav", {{"class", "contents"}}, nav << element("ol", contents));
  }
  out << chapters;
  for (size_t i = 0; i < report.nested.size(); ++i) {
    const Report& inner = report.nested[i];
    if (inner.unread) continue;
    const Spot below{voice, spot.id + "-" + std::to_string(i + 1), spot.level + 1};
    Html inside = paragraph(voice.say(Phrase::html_inside_of), "kicker");
    out << package_of(below, inner, inside << heading(below.level, name_of(voice, inner.package), {{"class", "leaf"}}));
  }
  return element("section", of_package(spot, report.package), out);
}

// ---- the page ----

Html cover(const Voice& voice, const Html& under) {
  Html out = heading(1, voice.say(find_profile(voice.profile()).title));
  return element("div", {{"class", "cover"}}, out << under);
}

Html single(const Voice& voice, const Report& report) {
  const Html title = cover(voice, paragraph(name_of(voice, report.package), "subject"));
  return package_of({voice, "p1", 1}, report, title);
}

std::vector<Html> index_line(const Voice& voice, const Report& report, size_t number) {
  const std::string at = std::to_string(number);
  if (report.unread) {
    return {Html::text(at), Html::text("—"), voice.code(report.package.path),
            element("span", {{"class", "verdict v-unread"}}, voice.say(Msg::report_unread)), voice.shown(*report.unread)};
  }
  return {Html::text(at), element("a", {{"href", "#p" + at}}, name_of(voice, report.package)), voice.code(report.package.path),
          voice.verdict(report.verdict), report.findings.empty() ? Html() : Html::text(std::to_string(report.findings.size()))};
}

Html several(const Voice& voice, const std::vector<Report>& reports) {
  std::vector<std::vector<Html>> lines;
  const InputList inputs = inputs_listed(reports);
  for (const Report* one : inputs.listed) lines.push_back(index_line(voice, *one, static_cast<size_t>(one - reports.data()) + 1));
  const auto unread = std::count_if(reports.begin(), reports.end(), [](const Report& one) { return one.unread.has_value(); });
  const std::string all = std::to_string(reports.size());
  Html out = cover(voice, paragraph(unread == 0 ? voice.say(Msg::report_several, {all})
                                                : voice.say(Msg::report_several_unread, {all, std::to_string(unread)}), "subject"));
  Html index = heading(2, voice.say(Phrase::html_index), {{"id", "index"}, {"class", "leaf"}});
  index << table("index",
                 {voice.say(Phrase::html_number), voice.say(Msg::report_name), voice.say(Msg::report_file), voice.say(Msg::report_verdict_column),
                  voice.say(Msg::report_findings)},
                 lines);
  if (inputs.left_out > 0) index << paragraph(voice.say(Phrase::more_unread, {std::to_string(inputs.left_out)}), "note");
  out << element("section", {{"aria-labelledby", "index"}}, index);
  for (size_t i = 0; i < reports.size(); ++i) {
    if (reports[i].unread) continue;
    const Spot spot{voice, "p" + std::to_string(i + 1), 2};
    out << package_of(spot, reports[i], heading(2, name_of(voice, reports[i].package), {{"class", "leaf"}}));
  }
  return out;
}

Html labelled(const Html& label, const Html& control) {
  Html inside = element("span", label);
  return element("label", inside << control);
}

Html verdict_filter(const Voice& voice) {
  Html options = voice.swapped("option", {{"value", ""}}, Phrase::html_all);
  for (size_t v = rules::kVerdictNames.size(); v-- > static_cast<size_t>(engine::Verdict::kHint);) {
    const auto verdict = static_cast<engine::Verdict>(v);
    options << element("option",
                       {{"value", std::string(rules::kVerdictNames[v])},
                        {"data-zh", std::string(word(verdict, Lang::kZh))},
                        {"data-en", std::string(word(verdict, Lang::kEn))}},
                       Html::text(word(verdict, voice.first())));
  }
  return element("select", {{"id", "filter"}}, options);
}

// What only works with the script, and is hidden without.
Html tools(const Voice& voice) {
  Html out = element("button", {{"type", "button"}, {"id", "language"}}, voice.say(Phrase::html_switch));
  out << element("button", {{"type", "button"}, {"id", "print"}}, voice.say(Phrase::html_print));
  Html find = labelled(voice.say(Msg::report_verdict_column), verdict_filter(voice));
  find << labelled(voice.say(Phrase::html_search), lone("input", {{"type", "search"}, {"id", "search"}, {"autocomplete", "off"}}));
  Html count = voice.say(Phrase::html_now_shown);
  find << element("p", {{"role", "status"}, {"class", "count"}}, count << element("b", {{"id", "count"}}, {}));
  Html opinions = labelled(voice.say(Phrase::review_reviewer), lone("input", {{"type", "text"}, {"id", "reviewer"}, {"autocomplete", "off"}}));
  opinions << labelled(voice.say(Phrase::review_date), lone("input", {{"type", "date"}, {"id", "date"}}));
  opinions << element("button", {{"type", "button"}, {"id", "export"}}, voice.say(Phrase::html_export));
  Html answers;
  constexpr std::array<std::pair<std::string_view, Phrase>, 3> kAnswers = {
      {{"empty", Phrase::html_export_empty}, {"who", Phrase::html_export_who}, {"done", Phrase::html_exported}}};
  for (const auto& [name, id] : kAnswers)
    answers << element("span", {{"data-answer", std::string(name)}, {"hidden", "hidden"}}, voice.say(id));
  opinions << element("p", {{"role", "status"}, {"class", "answer-line"}}, answers);
  Html all = element("div", {{"class", "group page-tools"}}, out);
  all << element("div", {{"class", "group"}, {"role", "search"}}, find) << element("div", {{"class", "group"}}, opinions);
  Html header = element("div", {{"class", "tools"}, {"hidden", "hidden"}, {"id", "tools"}}, all);
  header << element("noscript", paragraph(voice.say(Phrase::html_no_script), "note"));
  return element("header", {{"class", "bar"}}, header);
}

std::string title_of(const Voice& voice, const std::vector<Report>& reports) {
  const std::string title = phrase(find_profile(voice.profile()).title, voice.first());
  if (reports.size() != 1) return title;
  const platforms::Package& package = reports.front().package;
  return title + " · " + voice.plain(package.name.empty() ? package.path : package.name);
}

Html head(const Voice& voice, const std::vector<Report>& reports) {
  Html out = lone("meta", {{"charset", "utf-8"}});
  out << lone("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", content_policy(html_style(), html_script())}});
  out << lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  out << lone("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
  out << element("title", Html::text(title_of(voice, reports)));
  return element("head", out << inline_source("style", html_style()));
}

Html footer(const Voice& voice, const std::vector<Report>& reports) {
  for (const Report& report : reports) {
    if (!report.unread) return element("footer", paragraph(voice.say(Phrase::html_footer, {voice.plain(report.tool.name), voice.plain(report.tool.version)})));
  }
  return {};
}

}  // namespace

std::string write_html(const std::vector<Report>& reports, const WriteOptions& options) {
  const Voice voice(options);
  const bool alone = reports.size() == 1 && !options.batch && !reports.front().unread;
  Html body = tools(voice);
  body << element("main", alone ? single(voice, reports.front()) : several(voice, reports));
  body << footer(voice, reports) << inline_source("script", html_script());
  Html page = head(voice, reports);
  page << element("body", body);
  return "<!DOCTYPE html>\n" + element("html", {{"lang", options.lang == Lang::kZh ? "zh-CN" : "en"}}, page).bytes() + "\n";
}

}  // namespace jianfu::report
