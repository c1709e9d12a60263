#include "report/summary.h"

#include <algorithm>
#include <array>
#include <map>

namespace jianfu::report {
namespace {

using engine::Report;
using engine::Verdict;

Msg meaning_of(Verdict verdict) {
  constexpr std::array<Msg, rules::kVerdictNames.size()> kMeanings = {
      Msg::report_means_not_applicable, Msg::report_means_not_found, Msg::report_means_hint,
      Msg::report_means_not_determined, Msg::report_means_explain,   Msg::report_means_suspected};
  return kMeanings[static_cast<size_t>(verdict)];
}

std::string joined(const std::vector<std::string>& items, Lang lang) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : core::render(Msg::report_comma, lang)) + item;
  return out;
}

}  // namespace

std::string meaning(const Report& report, Lang lang, const std::function<std::string(std::string_view)>& shown) {
  const auto decides = [&](const auto& one) { return one.verdict == report.verdict; };
  const std::string plainly = core::render(meaning_of(report.verdict), lang);
  const bool accuses = report.verdict >= Verdict::kExplain;
  if (!accuses || std::any_of(report.findings.begin(), report.findings.end(), decides)) return plainly;
  std::vector<std::string> missing, inside;
  for (const engine::RequiredView& required : report.required)
    if (decides(required)) missing.push_back(shown(required.title.in(lang)));
  if (!missing.empty()) return core::render(Msg::report_means_required, lang, {joined(missing, lang)});
  for (const Report& nested : report.nested)
    if (decides(nested)) inside.push_back(shown(nested.package.path));
  return inside.empty() ? plainly : core::render(Msg::report_means_inside, lang, {joined(inside, lang)});
}

std::vector<std::vector<const engine::Finding*>> findings_by_rule(const std::vector<engine::Finding>& findings) {
  std::vector<std::vector<const engine::Finding*>> out;
  std::map<std::string_view, size_t> known;
  for (const engine::Finding& finding : findings) {
    const auto [at, made] = known.emplace(finding.rule_id, out.size());
    if (made) out.emplace_back();
    out[at->second].push_back(&finding);
  }
  return out;
}

std::vector<const engine::GapView*> gaps_by_weight(const Report& report) {
  std::vector<std::string> blocking;
  for (const engine::RuleResult& result : report.results)
    blocking.insert(blocking.end(), result.blocked_by.begin(), result.blocked_by.end());
  std::sort(blocking.begin(), blocking.end());
  std::vector<const engine::GapView*> out;
  for (const engine::GapView& gap : report.gaps) out.push_back(&gap);
  std::stable_partition(out.begin(), out.end(), [&](const engine::GapView* gap) {
    return std::binary_search(blocking.begin(), blocking.end(), gap->id);
  });
  return out;
}

std::vector<const engine::RuleResult*> rules_met(const Report& report, const std::string& gap) {
  std::vector<const engine::RuleResult*> out;
  for (const engine::RuleResult& result : report.results) {
    if (std::find(result.blocked_by.begin(), result.blocked_by.end(), gap) != result.blocked_by.end())
      out.push_back(&result);
  }
  return out;
}

std::vector<platforms::Signer> signers_by_key(const std::vector<platforms::Signer>& signers) {
  std::vector<platforms::Signer> out;
  for (const platforms::Signer& one : signers) {
    const auto same = std::find_if(out.begin(), out.end(), [&](const auto& other) { return other.sha256 == one.sha256; });
    if (same == out.end())
      out.push_back(one);
    else if (std::none_of(signers.data(), &one, [&](const auto& before) { return before.sha256 == one.sha256 && before.scheme == one.scheme; }))
      same->scheme += "+" + one.scheme;
  }
  return out;
}

}  // namespace jianfu::report
