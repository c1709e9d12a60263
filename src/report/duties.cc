#include "report/duties.h"

#include <algorithm>

#include "core/message.h"

namespace jianfu::report {
namespace {

using engine::Bilingual;
using engine::Report;
using engine::RequiredView;
using engine::Verdict;

constexpr size_t kShownBlocks = 6;  // gaps named behind a rule

bool is_undecided(const RequiredView& required) {
  return required.verdict == Verdict::kNotDetermined;
}

const std::vector<std::string>& blocking(const Report& report, const std::string& rule) {
  static const std::vector<std::string> none;
  const auto found = std::find_if(report.results.begin(), report.results.end(),
                                  [&](const engine::RuleResult& one) { return one.rule_id == rule; });
  return found == report.results.end() ? none : found->blocked_by;
}

RequiredView told(const Report& report, RequiredView required) {
  if (!is_undecided(required)) return required;
  const std::vector<std::string>& gaps = blocking(report, required.rule_id);
  required.message = {blocked_told(gaps, Lang::kZh), blocked_told(gaps, Lang::kEn)};
  required.grade_title = required.remedy = {};
  required.steps.clear();
  return required;
}

}  // namespace

std::vector<RequiredView> duties_told(const Report& report) {
  std::vector<RequiredView> out;
  for (const RequiredView& required : report.required) out.push_back(told(report, required));
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.verdict > b.verdict; });
  return out;
}

bool is_duty(const Report& report, const std::string& rule) {
  return std::any_of(report.required.begin(), report.required.end(), [&](const RequiredView& one) { return one.rule_id == rule; });
}

Bilingual grade_told(const RequiredView& required) {
  return is_undecided(required) ? Bilingual{} : required.grade_title;
}

Bilingual grade_told(const Report& report, const std::string& rule) {
  const auto found = std::find_if(report.required.begin(), report.required.end(),
                                  [&](const RequiredView& one) { return one.rule_id == rule; });
  return found == report.required.end() ? Bilingual{} : grade_told(*found);
}

std::string gaps_named(const std::vector<std::string>& gaps, Lang lang) {
  const std::string comma = core::render(Msg::report_comma, lang);
  std::string out;
  for (size_t i = 0; i < std::min(gaps.size(), kShownBlocks); ++i) out += (i == 0 ? "" : comma) + gaps[i];
  return gaps.size() > kShownBlocks ? out + comma + "…" : out;
}

std::string blocked_told(const std::vector<std::string>& gaps, Lang lang) {
  return gaps.empty() ? "" : core::render(Msg::report_blocked_by, lang, {gaps_named(gaps, lang)});
}

}  // namespace jianfu::report
