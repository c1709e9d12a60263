#include "engine/judge.h"

#include <algorithm>
#include <set>

#include "core/sha256.h"
#include "engine/parts.h"
#include "engine/view.h"
#include "match/functions.h"
#include "text/normalise.h"

namespace jianfu::engine {
namespace {

using match::GroupHits;
using match::Match;
using match::Session;
using match::Unit;

// The common signals as one finding sees them: only hits near its evidence.
struct NearSignals {
  Unit around;                  // the unit and, for signals that look one edge away, its neighbours
  std::vector<GroupHits> hits;  // by signal
};

Unit with_neighbours(const Session& session, const Unit& unit) {
  Unit out = unit;
  if (unit.main == evidence::kNoModule) return out;
  for (const uint32_t m : unit.modules) {
    const auto& opened = session.graph().opens(m);
    out.modules.insert(out.modules.end(), opened.begin(), opened.end());
  }
  for (uint32_t m = 0; m < session.set().modules.size(); ++m) {
    const auto& opened = session.graph().opens(m);
    if (std::binary_search(opened.begin(), opened.end(), unit.main)) out.modules.push_back(m);
  }
  std::sort(out.modules.begin(), out.modules.end());
  out.modules.erase(std::unique(out.modules.begin(), out.modules.end()), out.modules.end());
  return out;
}

bool is_evidence_of(const Match& match, uint32_t item) {
  return std::any_of(match.evidence.begin(), match.evidence.end(),
                     [&](const match::Used& used) { return used.item == item; });
}

bool stands_in(const Session& session, const Unit& unit, uint32_t item) {
  return unit.main == evidence::kNoModule ||
         std::binary_search(unit.modules.begin(), unit.modules.end(), session.set().evidence[item].module);
}

NearSignals near_signals(const Session& session, const Match& match) {
  const auto& signals = session.matcher().rules().signals;
  NearSignals out{with_neighbours(session, *match.unit), std::vector<GroupHits>(signals.size())};
  match::FunctionIndex functions;
  for (const match::Used& used : match.evidence) functions.add(session.set(), used.item);
  const auto is_near = [&](rules::Signal::Near near, uint32_t item) {
    switch (near) {
      case rules::Signal::kString:
        return is_evidence_of(match, item);
      case rules::Signal::kFunction:
        return is_evidence_of(match, item) || functions.near(session.set(), item) != UINT32_MAX;
      case rules::Signal::kModule:
        return stands_in(session, *match.unit, item);
      case rules::Signal::kHop:
        break;
    }
    return stands_in(session, out.around, item);
  };
  for (uint32_t s = 0; s < signals.size(); ++s) {
    for (const match::Hit& hit : session.signal_hits(s).hits) {
      const bool near = is_near(signals[s].near, hit.item);
      if (near) out.hits[s].hits.push_back(hit);
    }
    out.hits[s].index(session.set());
  }
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
  finding.reasons.presence = presence_reasons(session, match);
  const NearSignals near = near_signals(session, match);
  const CoercionAnswer answer = coercion_of(session, match, near);
  if (answer.because == nullptr) return;
  const match::Scope scope = answer.own ? own_scope(session, match, near) : common_scope(session, match, near);
  const GroupNames names = [&](uint32_t group) {
    return answer.own ? group_view(rules, rules.rules[match.rule], group) : signal_view(rules, group);
  };
  finding.reasons.own_coercion = answer.own;
  finding.reasons.coercion = part_of(session, *answer.because, scope, names);
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
      for (const match::Hit& hit : near.hits[s].hits) {
        EvidenceView view = view_of(session, hit.item, hit.spans, signal.id);
        if (signal.counter) view.reason = signal.title;
        (signal.counter ? finding.counter_evidence : finding.evidence).push_back(std::move(view));
      }
    }
  }
  const match::Scope own = own_scope(session, match, near);
  const rules::Rule& rule = rules.rules[match.rule];
  for (const auto* condition : {&rule.strong, &rule.some}) {
    if (!holds(*condition, own)) continue;
    for (const uint32_t group : match::positive_groups(**condition)) {
      if (group >= rule.groups.size()) continue;
      for (const match::Hit& hit : session.rule_hits(match.rule, group).hits) {
        if (match::in_unit(own, hit.item) && !is_evidence_of(match, hit.item)) {
          finding.evidence.push_back(view_of(session, hit.item, hit.spans, rule.groups[group].name));
        }
      }
    }
    break;
  }
}

void add_exemption(const Session& session, const Match& match, Finding& finding) {
  const rules::RuleSet& rules = session.matcher().rules();
  const std::vector<std::string>& allowed = rules.rules[match.rule].scenes;
  for (uint32_t s = 0; s < rules.scenes.size(); ++s) {
    if (std::find(allowed.begin(), allowed.end(), rules.scenes[s].id) == allowed.end()) continue;
    for (const match::Hit& hit : session.scene_hits(s).hits) {
      if (!stands_in(session, *match.unit, hit.item)) continue;
      finding.exemption = Exemption::kClaimed;
      finding.scenes.push_back(rules.scenes[s].title);
      EvidenceView view = view_of(session, hit.item, hit.spans, rules.scenes[s].id);
      view.reason = rules.scenes[s].title;
      finding.counter_evidence.push_back(std::move(view));
      break;
    }
  }
}

// Everything it rests on is left over: nothing references it, no way leads to it, or it came with a template that
// the app does not build on.
bool dormant(const Session& session, const Match& match) {
  if (match.unit->main != evidence::kNoModule &&
      session.set().modules[match.unit->main].reach == evidence::Reach::kNo)
    return true;
  return !match.evidence.empty() &&
         std::all_of(match.evidence.begin(), match.evidence.end(), [&](const match::Used& used) {
           const evidence::Evidence& item = session.set().evidence[used.item];
           return item.dormant || match::owner_of(session.set(), item) == evidence::Owner::kTemplate ||
                  (item.module != evidence::kNoModule &&
                                   session.set().modules[item.module].reach == evidence::Reach::kNo);
         });
}

std::string fingerprint_of(const Finding& finding) {
  std::set<std::string> texts;
  for (const EvidenceView& view : finding.evidence) texts.insert(text::normal_form(view.item.text));
  std::string all = finding.rule_id + '\n' + finding.module.id;
  for (const std::string& one : texts) all += '\n' + one;
  return core::sha256_hex(all).substr(0, 16);
}

Finding finding_of(const Session& session, const Match& match, Audience audience) {
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
  for (const match::Used& used : match.evidence) {
    out.evidence.push_back(view_of(session, used.item, used.spans, rule.groups[used.group].name));
  }
  for (const match::CancelledHit& hit : match.counter) {
    if (!is_evidence_of(match, hit.item)) out.counter_evidence.push_back(view_of(session, hit));
  }
  out.fingerprint = fingerprint_of(out);
  add_coercion(session, match, out);
  add_exemption(session, match, out);
  const MatrixCell cell = matrix(out.presence, out.coercion, audience);
  out.reasons.by_matrix = cell.verdict;
  out.reasons.dormant = dormant(session, match);
  out.verdict = out.reasons.dormant ? std::min(cell.verdict, Verdict::kHint) : cell.verdict;
  out.severity = std::min(rule.severity, cell.most);
  if (out.verdict == Verdict::kHint) out.severity = std::min(out.severity, Severity::kLow);
  out.title = rule.title;
  out.message = with_module(rule.message, out.module);
  out.question = with_module(rule.question, out.module);
  out.remedy = with_module(rule.remedy, out.module);
  out.citations = citations_of(rules, rule);
  if (out.verdict > Verdict::kNotFound) add_reasons(session, match, out);
  return out;
}

// Two screens that share a layout give the same evidence twice; one finding is enough.
std::vector<uint32_t> items_of(const Match& match) {
  std::vector<uint32_t> out;
  for (const match::Used& used : match.evidence) out.push_back(used.item);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void add_findings(const Session& session, Audience audience, Report& report) {
  std::set<std::pair<uint32_t, std::vector<uint32_t>>> seen;
  for (const Match& match : session.matches()) {
    if (!seen.insert({match.rule, items_of(match)}).second) continue;
    Finding finding = finding_of(session, match, audience);
    if (finding.verdict > Verdict::kNotFound) report.findings.push_back(std::move(finding));
  }
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
  const match::Scope scope = session.scope(index, session.whole());
  RequiredView out;
  out.rule_id = rule.id;
  out.feature = rule.feature;
  out.provision = rule.provision;
  out.title = rule.title;
  out.message = rule.message;
  out.question = rule.question;
  out.remedy = rule.remedy;
  out.citations = citations_of(rules, rule);
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
      for (const match::Hit& hit : session.rule_hits(index, group).hits) {
        out.evidence.push_back(view_of(session, hit.item, hit.spans, rule.groups[group].name));
      }
    }
    break;
  }
  return out;
}

void add_results(const Session& session, Report& report) {
  const rules::RuleSet& rules = session.matcher().rules();
  for (uint32_t r = 0; r < rules.rules.size(); ++r) {
    const rules::Rule& rule = rules.rules[r];
    RuleResult result{rule.id, rule.title, rule.feature, rule.provision, Verdict::kNotFound, rule.needs, {}};
    const std::vector<std::string> blocked = blocking(session, rule, report);
    if (rule.is_absence()) {
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

void judge(const match::Session& session, Audience audience, Report& report) {
  const evidence::EvidenceSet& set = session.set();
  report.coverage = set.coverage;
  for (const evidence::Gap& gap : set.gaps) {
    const std::string module = gap.module == evidence::kNoModule ? "" : set.modules[gap.module].id;
    report.gaps.push_back({"g" + std::to_string(report.gaps.size() + 1), gap, module});
  }
  add_findings(session, audience, report);
  add_results(session, report);
  add_provisions(session.matcher().rules(), report);
  for (const RuleResult& result : report.results) report.verdict = std::max(report.verdict, result.verdict);
  report.packed = is_packed(set);
  report.nothing_decisive_read =
      !report.results.empty() &&
      std::all_of(report.results.begin(), report.results.end(), [](const RuleResult& result) {
        return result.verdict == Verdict::kNotDetermined || result.verdict == Verdict::kNotApplicable;
      });
}

}  // namespace jianfu::engine
