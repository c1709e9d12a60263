#include "report/problems.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>

#include "core/sha256.h"
#include "report/excerpt.h"
#include "report/phrases.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::Bilingual;
using engine::EvidenceView;
using engine::Report;
using rules::Verdict;

constexpr size_t kShownBytes = 120;  // of a quoted text: 40 Han characters
constexpr size_t kShownGaps = 3;     // in one line

std::string said(const Sheet& sheet, Phrase id, const std::vector<std::string>& args) {
  return phrase(id, sheet.lang(), args);
}

Standing standing_of(const engine::WaiverView* waiver, bool known) {
  if (waiver != nullptr && !waiver->expired) return Standing::kWaived;
  return known ? Standing::kKnown : Standing::kCounts;
}

const engine::RuleResult* result_of(const Report& report, const std::string& rule_id) {
  const auto found = std::find_if(report.results.begin(), report.results.end(), [&](const engine::RuleResult& result) { return result.rule_id == rule_id; });
  return found == report.results.end() ? nullptr : &*found;
}

// What findings and required functions have in common.
template <typename View>
Problem problem_of(const View& view) {
  Problem out;
  out.verdict = view.verdict;
  out.rule_id = view.rule_id;
  out.provision = view.provision;
  out.feature = view.feature;
  out.fingerprint = view.fingerprint;
  out.title = view.title;
  out.message = view.message.zh.empty() && view.message.en.empty() ? view.title : view.message;
  out.standing = standing_of(view.waiver ? &*view.waiver : nullptr, view.known);
  return out;
}

Problem problem_of(const Report& report, const engine::RequiredView& required) {
  Problem out = problem_of(required);
  out.required = &required;
  if (const engine::RuleResult* result = result_of(report, required.rule_id)) out.severity = result->severity;
  return out;
}

std::string open_message(const Report& report, const engine::RuleResult& result, Lang lang) {
  std::string gaps;
  size_t named = 0;
  for (const engine::GapView& gap : report.gaps) {
    if (std::find(result.blocked_by.begin(), result.blocked_by.end(), gap.id) == result.blocked_by.end()) continue;
    if (named++ == kShownGaps) break;
    const std::string& what = gap.what.in(lang);
    const std::string why(word(gap.gap.why, lang));
    gaps += (gaps.empty() ? "" : phrase(Phrase::problem_and, lang)) + (what.empty() ? why : what);
  }
  return gaps.empty() ? phrase(Phrase::problem_open, lang, {result.title.in(lang)})
                      : phrase(Phrase::problem_open_because, lang, {result.title.in(lang), gaps});
}

Problem problem_of(const Report& report, const engine::RuleResult& result) {
  Problem out;
  out.verdict = result.verdict;
  out.severity = result.severity;
  out.rule_id = result.rule_id;
  out.provision = result.provision;
  out.feature = result.feature;
  out.title = result.title;
  out.message = {open_message(report, result, Lang::kZh), open_message(report, result, Lang::kEn)};
  out.fingerprint = core::sha256_hex(result.rule_id + "\nnot-determined").substr(0, 16);  // a package leaves a rule open once
  out.undecided = &result;
  return out;
}

bool is_reported(const std::vector<Problem>& problems, const engine::RuleResult& result) {
  return std::any_of(problems.begin(), problems.end(), [&](const Problem& one) { return one.rule_id == result.rule_id && one.verdict == result.verdict; });
}

void add_subjects(const Report& report, const Report& handed_in, std::vector<Subject>& out) {
  const bool outer = &report == &handed_in;
  const std::string joint = is_source(handed_in) && is_source(report) ? "/" : "!/";
  out.push_back({&report, &handed_in, outer ? report.package.path : handed_in.package.path + joint + report.package.path});
  for (const Report& inner : report.nested) add_subjects(inner, handed_in, out);
}

}  // namespace

std::vector<Subject> subjects_of(std::span<const Report> reports) {
  std::vector<Subject> out;
  for (const Report& report : reports) add_subjects(report, report, out);
  return out;
}

bool is_source(const Report& report) {
  return report.package.kind.ends_with("-source") && !report.package.path.ends_with(".zip");
}

std::string tidy_path(const std::string& path) {
  std::string out = std::filesystem::path(path).lexically_normal().string();
  if (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out;
}

const std::vector<EvidenceView>& Problem::evidence() const {
  static const std::vector<EvidenceView> none;
  return finding != nullptr ? finding->evidence : required != nullptr ? required->evidence : none;
}
const std::vector<engine::CitationView>& Problem::citations() const {
  static const std::vector<engine::CitationView> none;
  return finding != nullptr ? finding->citations : required != nullptr ? required->citations : none;
}
const engine::WaiverView* Problem::waiver() const {
  if (finding != nullptr) return finding->waiver ? &*finding->waiver : nullptr;
  return required != nullptr && required->waiver ? &*required->waiver : nullptr;
}
bool Problem::known() const {
  return finding != nullptr ? finding->known : required != nullptr && required->known;
}
Bilingual Problem::question() const {
  return finding != nullptr ? finding->question : required != nullptr ? required->question : Bilingual{};
}
Bilingual Problem::remedy() const {
  return finding != nullptr ? finding->remedy : required != nullptr ? required->remedy : Bilingual{};
}

std::vector<Problem> problems_of(const Report& report) {
  std::vector<Problem> out;
  for (const engine::Finding& finding : report.findings) {
    if (finding.verdict < Verdict::kHint) continue;
    Problem problem = problem_of(finding);
    problem.severity = finding.severity;
    problem.finding = &finding;
    out.push_back(std::move(problem));
  }
  for (const engine::RequiredView& required : report.required)
    if (required.verdict >= Verdict::kExplain) out.push_back(problem_of(report, required));
  for (const engine::RuleResult& result : report.results)
    if (result.verdict == Verdict::kNotDetermined && !is_reported(out, result)) out.push_back(problem_of(report, result));
  std::stable_sort(out.begin(), out.end(), [](const Problem& a, const Problem& b) { return a.verdict > b.verdict; });
  return out;
}

std::string place_in_words(const Sheet& sheet, const evidence::Location& at) {
  std::string out = sheet.shown(at.entry);
  if (at.line != 0) out += ":" + std::to_string(at.line);
  if (at.line != 0 && at.column != 0) out += ":" + std::to_string(at.column);
  if (!at.offset) return out;
  std::array<char, 24> offset{};
  std::snprintf(offset.data(), offset.size(), "+0x%llx", static_cast<unsigned long long>(*at.offset));
  return out + offset.data();
}

std::string quoted(const Sheet& sheet, const EvidenceView& view) {
  const Excerpt cut = excerpt(view, kShownBytes, sheet.unmask());
  return sheet.quote((cut.cut_front ? "…" : "") + sheet.shown(cut.text) + (cut.cut_back ? "…" : ""));
}

std::string standing_in_words(const Sheet& sheet, const Problem& problem) {
  if (problem.standing == Standing::kKnown) return said(sheet, Phrase::problem_known, {});
  if (problem.standing == Standing::kWaived) return said(sheet, Phrase::problem_waived, {sheet.shown(problem.waiver()->basis)});
  const engine::WaiverView* const waiver = problem.waiver();
  return waiver == nullptr ? "" : said(sheet, Phrase::problem_waiver_expired, {sheet.shown(waiver->expires)});
}

std::string line_of(const Sheet& sheet, const Problem& problem) {
  std::string out = sheet.say(Msg::report_labelled, {std::string(word(problem.verdict, sheet.lang())), sheet.shown(problem.message)});
  if (!problem.evidence().empty()) {
    const EvidenceView& first = problem.evidence().front();
    const std::string place = place_in_words(sheet, first.item.at);
    out += sheet.say(Msg::report_semicolon) + quoted(sheet, first) + (place.empty() ? "" : sheet.aside(place));
  }
  const std::string standing = standing_in_words(sheet, problem);
  return standing.empty() ? out : out + sheet.say(Msg::report_semicolon) + standing;
}

std::string line_of(const Sheet& sheet, const engine::GapView& view) {
  const std::string why(word(view.gap.why, sheet.lang()));
  const std::string what = sheet.shown(view.what.in(sheet.lang()).empty() ? view.gap.detail : view.what.in(sheet.lang()));
  const std::string ask = sheet.shown(Bilingual{view.gap.ask_zh, view.gap.ask_en});
  std::string out = sheet.shown(view.id) + " " + (what.empty() ? why : sheet.say(Msg::report_labelled, {why, what}));
  if (!view.gap.entry.empty()) out += sheet.aside(sheet.shown(view.gap.entry));
  return ask.empty() ? out : out + sheet.say(Msg::report_semicolon) + ask;
}

FilePlace file_of(const Subject& subject, const Problem& problem) {
  const std::string& outer = subject.handed_in->package.path;
  if (is_source(*subject.handed_in) && is_source(*subject.report)) {
    for (const EvidenceView& view : problem.evidence()) {
      const evidence::Location& at = view.item.at;
      if (at.line != 0) return {tidy_path(outer + "/" + at.entry), at.line, at.column};
    }
  }
  return {tidy_path(outer), 1, 0};
}

}  // namespace jianfu::report
