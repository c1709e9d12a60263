#include "engine/judge.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/sha256.h"
#include "engine/near_signals.h"
#include "engine/parts.h"
#include "engine/places.h"
#include "engine/required.h"
#include "engine/sketch.h"
#include "engine/view.h"
#include "engine/ways.h"
#include "text/normalise.h"

namespace jianfu::engine {
namespace {

using match::GroupHits;
using match::Match;
using match::Session;
using match::Unit;

// The items that a finding rests on, sorted.
std::vector<uint32_t> items_of(const Match& match) {
  std::vector<uint32_t> out;
  for (const match::Used& used : match.evidence) out.push_back(used.item);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Conditions over signals alone (coercion.yaml) and over a rule's groups with the signals behind them.
match::Scope common_scope(const Session& session, const Match& match, const NearSignals& near) {
  match::Scope scope = session.scope(match.rule, near.around);
  scope.hits = [&near](uint32_t signal) -> const GroupHits& { return near.hits[signal]; };
  scope.name = [&session](uint32_t signal) { return session.matcher().rules().signals[signal].id; };
  return scope;
}

match::Scope own_scope(const Session& session, const Match& match, const NearSignals& near) {
  match::Scope scope = session.scope(match.rule, near.around);
  const uint32_t own = static_cast<uint32_t>(session.matcher().rules().rules[match.rule].groups.size());
  const uint32_t rule = match.rule;
  scope.hits = [&session, &near, own, rule](uint32_t group) -> const GroupHits& {
    return group < own ? session.rule_hits(rule, group) : near.hits[group - own];
  };
  return scope;
}

bool holds(const std::optional<rules::Condition>& condition, const match::Scope& scope) {
  return condition && match::holds(*condition, scope);
}

// A grade of coercion with the condition that gave it.
struct CoercionAnswer {
  Coercion grade = Coercion::kNoneSeen;
  const rules::Condition* because = nullptr;
  bool own = false;  // it is the rule's own
};

CoercionAnswer coercion_of(const Session& session, const Match& match, const NearSignals& near) {
  const rules::RuleSet& rules = session.matcher().rules();
  const rules::Rule& rule = rules.rules[match.rule];
  const match::Scope common = common_scope(session, match, near);
  const match::Scope own = own_scope(session, match, near);
  const bool use = rule.common_coercion;
  if (use && holds(rules.strong, common)) return {Coercion::kStrong, &*rules.strong, false};
  if (holds(rule.strong, own)) return {Coercion::kStrong, &*rule.strong, true};
  if (use && holds(rules.some, common)) return {Coercion::kSome, &*rules.some, false};
  if (holds(rule.some, own)) return {Coercion::kSome, &*rule.some, true};
  return {};
}

// Why the presence is of that grade and of no better one.
std::vector<GradeReason> presence_reasons(const Session& session, const Match& match) {
  const rules::RuleSet& rules = session.matcher().rules();
  const rules::Rule& rule = rules.rules[match.rule];
  const match::Scope scope = session.scope(match.rule, *match.unit);
  const GroupNames names = [&](uint32_t group) { return group_view(rules, rule, group); };
  std::vector<GradeReason> out;
  for (const auto& [grade, condition] : {std::pair{Grade::kConfirmed, &rule.confirmed},
                                         std::pair{Grade::kProbable, &rule.probable},
                                         std::pair{Grade::kHint, &rule.hint}}) {
    if (grade < match.grade || !*condition) continue;
    out.push_back({grade, (*condition)->source, part_of(session, **condition, scope, names)});
  }
  return out;
}

void add_reasons(const Session& session, const Match& match, Finding& finding) {
  const rules::RuleSet& rules = session.matcher().rules();
  const rules::Rule& rule = rules.rules[match.rule];
  finding.reasons.presence = presence_reasons(session, match);
  finding.reasons.asks_coercion = rule.common_coercion || rule.strong || rule.some;
  const NearSignals near = near_signals(session, match);
  const CoercionAnswer answer = coercion_of(session, match, near);
  if (answer.because == nullptr) return;
  const match::Scope scope = answer.own ? own_scope(session, match, near) : common_scope(session, match, near);
  const GroupNames names = [&](uint32_t group) {
    return answer.own ? group_view(rules, rule, group) : signal_view(rules, group);
  };
  finding.reasons.own_coercion = answer.own;
  finding.reasons.coercion = part_of(session, *answer.because, scope, names);
}

// The places of a signal or group, the screen's own first.
void add_places(const Session& session, const Match& match, const std::vector<match::Hit>& hits,
                const std::string& because, const Bilingual& counts_not, Finding& finding) {
  std::vector<Candidate> candidates;
  for (const match::Hit& hit : hits) candidates.push_back({hit.item, 0});
  const std::vector<uint32_t> chosen =
      choose_places(session.set(), candidates, match.unit->main, kMostSignalPlaces);
  const bool counter = !counts_not.zh.empty();
  for (const uint32_t item : chosen) {
    const auto hit = std::lower_bound(hits.begin(), hits.end(), item,
                                      [](const match::Hit& one, uint32_t i) { return one.item < i; });
    EvidenceView view = view_of(session, item, hit->spans, because);
    view.reason = counts_not;
    (counter ? finding.counter_evidence : finding.evidence).push_back(std::move(view));
  }
  (counter ? finding.counter_left_out : finding.evidence_left_out) += hits.size() - chosen.size();
}

// What a rule's own condition of compulsion rests on, beside the evidence of the presence.
void add_own_places(const Session& session, const Match& match, const rules::Condition& condition,
                    const match::Scope& own, Finding& finding) {
  const rules::Rule& rule = session.matcher().rules().rules[match.rule];
  const std::vector<uint32_t> known = items_of(match);
  for (const uint32_t group : match::positive_groups(condition)) {
    if (group >= rule.groups.size()) continue;
    std::vector<match::Hit> hits;
    const GroupHits& found = session.rule_hits(match.rule, group);
    const auto take = [&](uint32_t at) {
      if (!std::binary_search(known.begin(), known.end(), found.hits[at].item)) hits.push_back(found.hits[at]);
      return true;
    };
    if (own.unit.main == evidence::kNoModule) {
      for (uint32_t at = 0; at < found.hits.size(); ++at) take(at);
    } else {
      match::each_in(found.by_module, own.unit.modules, take);
    }
    std::sort(hits.begin(), hits.end(), [](const match::Hit& a, const match::Hit& b) { return a.item < b.item; });
    add_places(session, match, hits, rule.groups[group].name, {}, finding);
  }
}

void add_coercion(const Session& session, const Match& match, Finding& finding) {
  const NearSignals near = near_signals(session, match);
  finding.coercion = coercion_of(session, match, near).grade;
  const rules::RuleSet& rules = session.matcher().rules();
  if (rules.rules[match.rule].common_coercion) {
    for (uint32_t s = 0; s < rules.signals.size(); ++s) {
      if (near.hits[s].hits.empty()) continue;
      const rules::Signal& signal = rules.signals[s];
      if (!signal.counter) {
        finding.signals.push_back(signal.id);
        finding.signal_titles.push_back(signal.title);
      }
      add_places(session, match, near.hits[s].hits, signal.id, signal.counter ? signal.title : Bilingual{}, finding);
    }
  }
  const match::Scope own = own_scope(session, match, near);
  const rules::Rule& rule = rules.rules[match.rule];
  for (const auto* condition : {&rule.strong, &rule.some}) {
    if (!holds(*condition, own)) continue;
    add_own_places(session, match, **condition, own, finding);
    break;
  }
}

std::string fingerprint_of(const Finding& finding) {
  std::set<std::string> texts;
  for (const EvidenceView& view : finding.evidence) texts.insert(text::normal_form(view.item.text));
  std::string all = finding.rule_id + '\n' + finding.module.id;
  for (const std::string& one : texts) all += '\n' + one;
  return core::sha256_hex(all).substr(0, 16);
}

// Of another rule that the condition asked for: what that one rests on.
void add_joined(const Session& session, const Match& match, uint32_t other, rules::Condition::Reach reach,
                Finding& finding) {
  const Match* const joined = session.match_near(other, *match.unit, reach);
  if (joined == nullptr) return;
  std::vector<Candidate> candidates;
  for (const match::Used& used : joined->evidence) candidates.push_back({used.item, used.group});
  const std::vector<uint32_t> known = items_of(match);
  for (const uint32_t item : choose_places(session.set(), candidates, joined->unit->main, kMostSignalPlaces)) {
    if (std::binary_search(known.begin(), known.end(), item)) continue;
    const auto used = std::find_if(joined->evidence.begin(), joined->evidence.end(),
                                   [item](const match::Used& one) { return one.item == item; });
    finding.evidence.push_back(view_of(session, item, used->spans, session.matcher().rules().rules[other].id));
  }
}

// The places that the presence rests on: first of groups that carried the condition, those asked to be near each
// other in front.
void add_presence(const Session& session, const Match& match, Finding& finding) {
  const rules::Rule& rule = session.matcher().rules().rules[match.rule];
  const match::Carried carried = match::carried(*match.because, session.scope(match.rule, *match.unit));
  const auto rank = [&](uint32_t group) {
    const bool carries = std::binary_search(carried.groups.begin(), carried.groups.end(), group);
    return group + static_cast<uint32_t>(carries ? 0 : rule.groups.size());
  };
  std::map<uint32_t, const match::Used*> best;  // item → as what it counts most
  std::vector<Candidate> candidates;
  for (const match::Used& used : match.evidence) {
    const auto [at, fresh] = best.emplace(used.item, &used);
    if (!fresh && rank(used.group) < rank(at->second->group)) at->second = &used;
    const bool near = std::find(carried.items.begin(), carried.items.end(), used.item) != carried.items.end();
    if (near) candidates.push_back({used.item, rank(used.group)});
  }
  for (const match::Used& used : match.evidence) candidates.push_back({used.item, rank(used.group)});
  const std::vector<uint32_t> chosen =
      choose_places(session.set(), candidates, match.unit->main, kMostPlaces);
  for (const uint32_t item : chosen) {
    const match::Used& used = *best.at(item);
    finding.evidence.push_back(view_of(session, item, used.spans, rule.groups[used.group].name));
  }
  finding.evidence_left_out = best.size() - chosen.size();
  for (const auto& [other, reach] : carried.rules) add_joined(session, match, other, reach, finding);
  for (const match::CancelledHit& hit : match.counter) {
    if (best.count(hit.item) > 0) continue;
    if (finding.counter_evidence.size() < kMostCounterPlaces)
      finding.counter_evidence.push_back(view_of(session, hit));
    else
      ++finding.counter_left_out;
  }
}

Finding finding_of(const Session& session, const Match& match, const Scope& scope) {
  const rules::RuleSet& rules = session.matcher().rules();
  const rules::Rule& rule = rules.rules[match.rule];
  Finding out;
  out.rule_id = rule.id;
  out.feature = rule.feature;
  out.provision = rule.provision;
  out.head = rule.head;
  out.presence = match.grade;
  out.presence_because = match.because->source;
  out.module = module_of(session, *match.unit);
  add_presence(session, match, out);
  out.fingerprint = fingerprint_of(out);
  add_coercion(session, match, out);
  claim_scenes(session, match, out);
  find_declared(rules, rule, scope, out);
  const MatrixCell cell = matrix(out.presence, out.coercion, scope.audience);
  out.reasons.by_matrix = cell.verdict;
  out.reasons.dormant = dormant(session, match);
  out.verdict = out.reasons.dormant ? std::min(cell.verdict, Verdict::kHint) : cell.verdict;
  step_by_declaration(out, out.reasons.dormant);
  out.severity = std::min(rule.severity, cell.most);
  if (out.verdict == Verdict::kHint) out.severity = std::min(out.severity, Severity::kLow);
  out.title = rule.title;
  out.message = with_module(rule.message, out.module);
  out.question = with_module(rule.question, out.module);
  out.remedy = with_module(rule.remedy, out.module);
  out.citations = citations_of(rules, rule);
  if (scope.reasons && out.verdict > Verdict::kNotFound) add_reasons(session, match, out);
  return out;
}

// Two screens that share a layout give the same evidence twice; one finding is enough.
void add_findings(const Session& session, const Scope& scope, Report& report) {
  std::set<std::pair<uint32_t, std::vector<uint32_t>>> seen;
  for (const Match& match : session.matches()) {
    if (session.matcher().rules().rules[match.rule].part) continue;
    if (!seen.insert({match.rule, items_of(match)}).second) continue;
    Finding finding = finding_of(session, match, scope);
    if (finding.verdict > Verdict::kNotFound) report.findings.push_back(std::move(finding));
  }
  compare_with_declaration(session, scope, report);
  std::stable_sort(report.findings.begin(), report.findings.end(), [](const Finding& a, const Finding& b) {
    if (a.verdict != b.verdict) return a.verdict > b.verdict;
    if (a.severity != b.severity) return a.severity > b.severity;
    if (a.presence != b.presence) return a.presence > b.presence;
    if (a.rule_id != b.rule_id) return a.rule_id < b.rule_id;
    return a.module.id < b.module.id;
  });
}

// Gaps that hide a kind the rule needs, in a module where it would matter.
std::vector<std::string> blocking(const Session& session, const rules::Rule& rule, const Report& report) {
  std::vector<std::string> out;
  for (const GapView& gap : report.gaps) {
    const uint32_t module = gap.gap.module;
    const bool matters =
        module == evidence::kNoModule || session.set().modules[module].reach != evidence::Reach::kNo;
    if (matters && gap.gap.hides.meets(rule.needs)) out.push_back(gap.id);
  }
  return out;
}

RequiredView required_of(const Session& session, uint32_t index) {
  const rules::RuleSet& rules = session.matcher().rules();
  const rules::Rule& rule = rules.rules[index];
  match::Scope scope = session.scope(index, session.whole());
  scope.grade_of = [&session](uint32_t part) { return living_grade(session, part); };
  RequiredView out;
  out.rule_id = rule.id;
  out.feature = rule.feature;
  out.provision = rule.provision;
  out.title = rule.title;
  out.message = rule.message;
  out.question = rule.question;
  out.remedy = rule.remedy;
  out.citations = citations_of(rules, rule);
  out.fingerprint = core::sha256_hex(rule.id + "\n").substr(0, 16);  // a package lacks a function once
  const GroupNames names = [&](uint32_t group) { return group_view(rules, rule, group); };
  for (const rules::RequiredGrade& step : rule.required) {
    out.steps.push_back({step.grade, step.title, {}});
    if (step.when) out.steps.back().part = part_of(session, *step.when, scope, names);
    if (step.when && !out.steps.back().part->holds) continue;
    out.grade = step.grade;
    out.grade_title = step.title;
    out.verdict = step.verdict;
    if (!step.when) break;
    for (const uint32_t group : match::positive_groups(*step.when)) {
      if (group >= rule.groups.size()) continue;
      const std::vector<match::Hit>& hits = session.rule_hits(index, group).hits;
      for (size_t i = 0; i < hits.size() && i < kMostSignalPlaces; ++i) {
        out.evidence.push_back(view_of(session, hits[i].item, hits[i].spans, rule.groups[group].name));
      }
      out.evidence_left_out += hits.size() - std::min(hits.size(), kMostSignalPlaces);
    }
    add_part_evidence(session, *step.when, out);
    break;
  }
  return out;
}

void add_results(const Session& session, const Scope& scope, Report& report) {
  const rules::RuleSet& rules = session.matcher().rules();
  for (uint32_t r = 0; r < rules.rules.size(); ++r) {
    const rules::Rule& rule = rules.rules[r];
    if (rule.part) continue;
    RuleResult result{rule.id, rule.title, rule.feature, rule.provision, Verdict::kNotFound, rule.needs, {}, rule.head, rule.severity};
    const std::vector<std::string> blocked = blocking(session, rule, report);
    if (!applies(rule, scope)) {
      result.verdict = Verdict::kNotApplicable;
    } else if (rule.is_absence()) {
      RequiredView view = required_of(session, r);
      const bool absent = !view.grade.empty() && view.grade == rule.required.back().grade;
      if (absent && !blocked.empty()) view.verdict = Verdict::kNotDetermined;
      result.verdict = view.verdict;
      report.required.push_back(std::move(view));
    } else {
      for (const Finding& finding : report.findings) {
        if (finding.rule_id == rule.id) result.verdict = std::max(result.verdict, finding.verdict);
      }
      if (!blocked.empty()) result.verdict = std::max(result.verdict, Verdict::kNotDetermined);
    }
    if (result.verdict == Verdict::kNotDetermined) result.blocked_by = blocked;
    report.results.push_back(std::move(result));
  }
}

void add_provisions(const rules::RuleSet& rules, Report& report) {
  for (const rules::Head& head : rules.heads) report.heads.push_back({head.id, head.title});
  if (rules.norms.empty()) return;
  for (const rules::Provision& provision : rules.norms.front().provisions) {
    ProvisionView view{provision.key, provision.title, Verdict::kNotApplicable, {}};
    for (const RuleResult& result : report.results) {
      if (result.provision != provision.key) continue;
      view.rules.push_back(result.rule_id);
      view.verdict = std::max(view.verdict, result.verdict);
    }
    if (!view.rules.empty()) report.provisions.push_back(std::move(view));
  }
}

// Hardened as a whole: code as such is out of view. A finding in what is left stands, a clean bill does not.
bool is_packed(const evidence::EvidenceSet& set) {
  return std::any_of(set.gaps.begin(), set.gaps.end(), [](const evidence::Gap& gap) {
    const bool packed = gap.why == GapReason::kPacked || gap.why == GapReason::kPackedSuspected;
    return packed && gap.module == evidence::kNoModule && gap.hides.has(evidence::Kind::kCall);
  });
}

}  // namespace

MatrixCell matrix(Grade presence, Coercion coercion, Audience audience) {
  constexpr MatrixCell kNothing{Verdict::kNotFound, Severity::kInfo};
  const Severity plain = audience == Audience::kPublic ? Severity::kLow : Severity::kMedium;
  switch (presence) {
    case Grade::kConfirmed:
      if (coercion == Coercion::kStrong) return {Verdict::kSuspected, Severity::kHigh};
      if (coercion == Coercion::kSome) return {Verdict::kSuspected, Severity::kMedium};
      return {Verdict::kExplain, plain};
    case Grade::kProbable:
      if (coercion == Coercion::kStrong) return {Verdict::kSuspected, Severity::kMedium};
      if (coercion == Coercion::kSome) return {Verdict::kExplain, Severity::kMedium};
      return {Verdict::kHint, Severity::kLow};
    case Grade::kHint:
      if (coercion == Coercion::kStrong) return {Verdict::kExplain, Severity::kMedium};
      if (coercion == Coercion::kSome) return {Verdict::kHint, Severity::kLow};
      return kNothing;  // of use to whoever debugs a rule, not to a reviewer
    case Grade::kNone:
      break;
  }
  return kNothing;
}

void judge(const match::Session& session, const Scope& scope, Report& report) {
  const evidence::EvidenceSet& set = session.set();
  report.coverage = set.coverage;
  for (const evidence::Gap& gap : set.gaps) {
    const std::string module = gap.module == evidence::kNoModule ? "" : set.modules[gap.module].id;
    const Bilingual what{gap.what.render(Lang::kZh), gap.what.render(Lang::kEn)};
    report.gaps.push_back({"g" + std::to_string(report.gaps.size() + 1), gap, module, what});
  }
  add_findings(session, scope, report);
  tell_ways(session, report);
  if (scope.reasons) draw_sketches(session, report);
  add_results(session, scope, report);
  tell_declaration(session.matcher().rules(), scope, report);
  add_provisions(session.matcher().rules(), report);
  for (const RuleResult& result : report.results) report.verdict = std::max(report.verdict, result.verdict);
  report.packed = is_packed(set);
  // Rules about facts of the file alone are decided whatever was read of the app.
  report.nothing_decisive_read =
      !report.results.empty() &&
      std::all_of(report.results.begin(), report.results.end(), [](const RuleResult& result) {
        return !result.needs.has(evidence::Kind::kText) || result.verdict == Verdict::kNotDetermined || result.verdict == Verdict::kNotApplicable;
      });
}

}  // namespace jianfu::engine
