#include "report/lists.h"

#include <algorithm>
#include <set>

#include "report/duties.h"
#include "report/phrases.h"

namespace jianfu::report {
namespace {

using engine::Bilingual;
using engine::Report;
using engine::RuleResult;
using engine::Verdict;

constexpr size_t kShownScreens = 6;

std::vector<std::string> screens_of(const Report& report, const std::string& rule) {
  std::vector<std::string> out;
  for (const engine::Finding& finding : report.findings) {
    if (finding.rule_id != rule || finding.module.id.empty()) continue;
    const std::string& name = finding.module.title.empty() ? finding.module.id : finding.module.title;
    if (std::find(out.begin(), out.end(), name) != out.end()) continue;
    if (out.size() == kShownScreens) {
      out.emplace_back("…");
      break;
    }
    out.push_back(name);
  }
  return out;
}

// What a rule says: of its worst finding or of the duty.
struct Said {
  Bilingual question, remedy;
  bool duty = false;
};
Said said_by(const Report& report, const std::vector<engine::RequiredView>& duties, const std::string& rule) {
  for (const engine::Finding& finding : report.findings)
    if (finding.rule_id == rule) return {finding.question, finding.remedy, false};
  for (const engine::RequiredView& required : duties)
    if (required.rule_id == rule) return {required.question, required.remedy, true};
  return {};
}

HeadList head_list(const Report& report, const std::vector<engine::RequiredView>& duties, const std::string& head, Bilingual title) {
  HeadList out{head, std::move(title), 0, {}};
  for (const RuleResult& result : report.results) {
    if (result.head != head) continue;
    ++out.rules;
    if (result.verdict < Verdict::kHint) continue;
    ToMend one{&result, screens_of(report, result.rule_id), {}};
    if (result.verdict != Verdict::kNotDetermined) one.remedy = said_by(report, duties, result.rule_id).remedy;
    out.open.push_back(std::move(one));
  }
  std::stable_sort(out.open.begin(), out.open.end(),
                   [](const ToMend& a, const ToMend& b) { return a.result->verdict > b.result->verdict; });
  return out;
}

}  // namespace

std::vector<HeadList> to_mend(const Report& report) {
  const std::vector<engine::RequiredView> duties = duties_told(report);
  std::vector<HeadList> out;
  const auto add = [&](const std::string& head, const Bilingual& title) {
    HeadList list = head_list(report, duties, head, title);
    if (list.rules > 0) out.push_back(std::move(list));
  };
  for (const engine::HeadView& head : report.heads) add(head.head, head.title);
  add("", {phrase(Phrase::heads_other, Lang::kZh), phrase(Phrase::heads_other, Lang::kEn)});
  return out;
}

std::vector<Asked> to_ask(const Report& report) {
  const std::vector<engine::RequiredView> duties = duties_told(report);
  std::vector<Asked> out;
  for (const RuleResult& result : report.results) {
    if (result.verdict < Verdict::kNotDetermined) continue;
    Said said = said_by(report, duties, result.rule_id);
    // A ban that is undecided is no question to the applicant: material is.
    if (result.verdict == Verdict::kNotDetermined && !said.duty) continue;
    if (!said.question.zh.empty() || !said.question.en.empty())
      out.push_back({result.title, screens_of(report, result.rule_id), std::move(said.question)});
  }
  if (!report.package.tricks.empty())
    out.push_back({{}, {}, {phrase(Phrase::tricks_ask, Lang::kZh), phrase(Phrase::tricks_ask, Lang::kEn)}});
  std::set<std::string> known;
  for (const engine::GapView& gap : report.gaps) {
    const Bilingual ask{gap.gap.ask_zh, gap.gap.ask_en};
    if (!ask.in(Lang::kZh).empty() && known.insert(ask.in(Lang::kZh)).second) out.push_back({{}, {}, ask});
  }
  return out;
}

}  // namespace jianfu::report
