#include "report/summary.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_set>

#include "platforms/platform.h"

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

std::string package_kind(std::string_view kind, Lang lang) {
  for (const platforms::Platform& platform : platforms::all())
    if (platform.kind == kind) return std::string(lang == Lang::kZh ? platform.zh : platform.en);
  return std::string(kind);
}

std::string scope_told(const engine::ScopeView& scope, Lang lang) {
  constexpr std::array<Msg, 3> kAudiences = {Msg::audience_internal, Msg::audience_grassroots, Msg::audience_public};
  const auto told = [lang](const std::string& what, bool given) {
    return given ? what : core::render(Msg::report_assumed, lang, {what});
  };
  const std::string who = core::render(kAudiences[static_cast<size_t>(scope.audience)], lang);
  const Msg filing = scope.filing_required ? Msg::report_filing_required : Msg::report_filing_not_required;
  return joined({told(core::render(Msg::report_audience_is, lang, {who}), scope.audience_given),
                 told(core::render(filing, lang), scope.filing_given)},
                lang);
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
  std::unordered_set<std::string_view> blocking;
  for (const engine::RuleResult& result : report.results) blocking.insert(result.blocked_by.begin(), result.blocked_by.end());
  std::vector<const engine::GapView*> out;
  for (const engine::GapView& gap : report.gaps) out.push_back(&gap);
  std::stable_partition(out.begin(), out.end(), [&](const engine::GapView* gap) { return blocking.contains(gap->id); });
  return out;
}

RulesMet::RulesMet(const Report& report, std::span<const engine::GapView* const> gaps) {
  for (const engine::GapView* gap : gaps) met_[gap->id];
  for (const engine::RuleResult& result : report.results) {
    for (const std::string& gap : result.blocked_by)
      if (const auto found = met_.find(gap); found != met_.end()) found->second.push_back(&result);
  }
}

InputList inputs_listed(const std::vector<Report>& reports, size_t most_unread) {
  InputList out;
  size_t unread = 0;
  for (const Report& report : reports) {
    if (report.unread && ++unread > most_unread)
      ++out.left_out;
    else
      out.listed.push_back(&report);
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
