#include "engine/scope.h"

#include <algorithm>
#include <map>

#include "core/sha256.h"
#include "engine/view.h"
#include "text/normalise.h"

namespace jianfu::engine {
namespace {

using match::Match;
using match::Session;

const rules::Feature* feature_of(const rules::RuleSet& rules, std::string_view id) {
  const auto found = std::find_if(rules.features.begin(), rules.features.end(), [id](const auto& one) { return one.id == id; });
  return found == rules.features.end() ? nullptr : &*found;
}

const rules::Scene* scene_of(const rules::RuleSet& rules, std::string_view id) {
  const auto found = std::find_if(rules.scenes.begin(), rules.scenes.end(), [id](const auto& one) { return one.id == id; });
  return found == rules.scenes.end() ? nullptr : &*found;
}

// ---- scenes ----

bool is_evidence_of(const Match& match, uint32_t item) {
  return std::any_of(match.evidence.begin(), match.evidence.end(), [item](const match::Used& used) { return used.item == item; });
}

// The screen itself, or a piece of code that the evidence stands in; nowhere else in a unit that may be the whole
// package.
bool stands_with(const Session& session, const Match& match, uint32_t item) {
  const uint32_t module = session.set().evidence[item].module;
  if (module == evidence::kNoModule) return is_evidence_of(match, item);
  if (module == match.unit->main) return true;
  return std::any_of(match.evidence.begin(), match.evidence.end(),
                     [&](const match::Used& used) { return session.set().evidence[used.item].module == module; });
}

bool is_title(const Session& session, uint32_t item) {
  return session.set().evidence[item].role == evidence::Role::kTitle;
}

// What the function is about, by its screen's title or its own texts.
bool is_named_by(const Session& session, const Match& match, uint32_t scene) {
  const auto& hits = session.scene_hits(scene).hits;
  return std::any_of(hits.begin(), hits.end(), [&](const match::Hit& hit) {
    return is_evidence_of(match, hit.item) || (is_title(session, hit.item) && stands_with(session, match, hit.item));
  });
}

// An everyday module does not become an emergency because the word stands somewhere on its screen.
bool is_everyday(const Session& session, const Match& match) {
  const auto& scenes = session.matcher().rules().scenes;
  for (uint32_t s = 0; s < scenes.size(); ++s) {
    if (scenes[s].counter && is_named_by(session, match, s)) return true;
  }
  return false;
}

// ---- what was declared ----

bool is_meant(const SpecialFunction& declared, const ModuleView& module) {
  if (declared.modules.empty()) return true;
  return std::any_of(declared.modules.begin(), declared.modules.end(), [&](const std::string& name) {
    return name == module.id || (!module.title.empty() && name == module.title);
  });
}

bool is_about(const SpecialFunction& declared, const Finding& finding) {
  return declared.kind == finding.feature || declared.kind == finding.rule_id;
}

// The narrowest entry wins: of the rule before the feature, with screens before without.
const SpecialFunction* declared_for(const Declaration& declaration, const Finding& finding) {
  const SpecialFunction* best = nullptr;
  const auto narrow = [&](const SpecialFunction& one) { return (one.kind == finding.rule_id ? 2 : 0) + (one.modules.empty() ? 0 : 1); };
  for (const SpecialFunction& one : declaration.special_functions) {
    if (!is_about(one, finding) || !is_meant(one, finding.module)) continue;
    if (best == nullptr || narrow(one) > narrow(*best)) best = &one;
  }
  return best;
}

DeclaredView view_of(const SpecialFunction& declared, const rules::RuleSet& rules) {
  DeclaredView out;
  out.state = DeclaredView::kDeclared;
  out.kind = declared.kind;
  out.words = declared.words;
  out.mandatory = declared.mandatory;
  out.reason = declared.reason;
  out.basis = declared.basis;
  out.scope = declared.scope;
  out.scene = declared.scene;
  if (const rules::Scene* scene = scene_of(rules, declared.scene)) out.scene_title = scene->title;
  return out;
}

Verdict one_up(Verdict verdict) {
  return verdict == Verdict::kHint ? Verdict::kExplain : verdict == Verdict::kExplain ? Verdict::kSuspected : verdict;
}
Verdict one_down(Verdict verdict) {
  return verdict == Verdict::kSuspected ? Verdict::kExplain : verdict == Verdict::kExplain ? Verdict::kHint : verdict;
}

// ---- findings about the declaration ----

using Values = std::vector<std::pair<std::string_view, Bilingual>>;

Bilingual filled(Bilingual text, const Values& values) {
  for (const auto& [name, value] : values) {
    for (auto [said, by] : {std::pair{&text.zh, &value.zh}, std::pair{&text.en, &value.en}}) {
      const std::string& with = by->empty() ? value.zh : *by;
      for (size_t at = said->find(name); at != std::string::npos; at = said->find(name, at + with.size())) said->replace(at, name.size(), with);
    }
  }
  return text;
}

Bilingual same(const std::string& text) { return {text, text}; }
Bilingual both(Msg id) { return {core::render(id, Lang::kZh), core::render(id, Lang::kEn)}; }

Finding finding_about(const rules::RuleSet& rules, const rules::Rule& rule, const Values& values, const std::string& key) {
  Finding out;
  out.rule_id = rule.id;
  out.feature = rule.feature;
  out.provision = rule.provision;
  out.head = rule.head;
  out.verdict = Verdict::kExplain;
  out.severity = rule.severity;
  out.presence = Grade::kConfirmed;
  out.presence_because = rules::kCompareNames[static_cast<size_t>(rule.compare)];
  out.module = {"package", "", "", evidence::Reach::kYes};
  out.title = rule.title;
  out.message = filled(rule.message, values);
  out.question = filled(rule.question, values);
  out.remedy = filled(rule.remedy, values);
  out.citations = citations_of(rules, rule);
  out.fingerprint = core::sha256_hex(rule.id + '\n' + key).substr(0, 16);
  return out;
}

// One a feature: its findings say where, this one says that nobody told.
void add_undeclared(const rules::RuleSet& rules, const rules::Rule& rule, Report& report) {
  std::map<std::string, const Finding*> first;
  for (const Finding& finding : report.findings) {
    const bool silent = finding.declared && finding.declared->state == DeclaredView::kUndeclared;
    if (silent && finding.verdict >= Verdict::kExplain) first.emplace(finding.feature, &finding);
  }
  std::vector<Finding> made;
  for (const auto& [feature, finding] : first) {
    const rules::Feature* named = feature_of(rules, feature);
    if (named == nullptr) continue;
    made.push_back(finding_about(rules, rule, {{"{function}", named->title}}, feature));
    made.back().module = finding->module;
    made.back().evidence = finding->evidence;
  }
  std::move(made.begin(), made.end(), std::back_inserter(report.findings));
}

std::string compact(const std::string& text) {
  std::string out;
  for (const char c : text::normal_form(text)) {
    if (c != ' ') out += c;
  }
  return out;
}

IdentityView compared(Msg field, const std::string& declared, const std::string& found) {
  IdentityView out{IdentityView::kUnknown, both(field), declared, found};
  if (!found.empty()) out.state = compact(declared) == compact(found) ? IdentityView::kSame : IdentityView::kDiffers;
  return out;
}

// "1.2.3 (45)": a declaration may give the name, the code, or both.
IdentityView compared_version(const std::string& declared, const std::string& found) {
  IdentityView out = compared(Msg::field_version, declared, found);
  const size_t open = found.find(" (");
  if (out.state != IdentityView::kDiffers || open == std::string::npos || !found.ends_with(')')) return out;
  const std::string name = found.substr(0, open), code = found.substr(open + 2, found.size() - open - 3);
  const std::string bare = declared.size() > 1 && (declared[0] == 'v' || declared[0] == 'V') ? declared.substr(1) : declared;
  if (bare == name || bare == code) out.state = IdentityView::kSame;
  return out;
}

IdentityView compared_signer(const std::string& declared, const platforms::Package& package) {
  IdentityView out{IdentityView::kUnknown, both(Msg::field_signing_cert), declared, {}};
  for (const platforms::Signer& signer : package.signer) {
    if (declared == signer.sha256 || declared == signer.sha1 || declared == signer.md5) {
      out.state = IdentityView::kSame;
      out.found = declared;
      return out;
    }
    if (out.found.empty()) out.found = declared.size() == 64 ? signer.sha256 : declared.size() == 40 ? signer.sha1 : signer.md5;
  }
  if (!out.found.empty()) out.state = IdentityView::kDiffers;
  return out;
}

std::vector<IdentityView> identity_of(const DeclaredApp& app, const platforms::Package& package) {
  std::vector<IdentityView> out;
  const bool mini = package.id.starts_with("wx") && package.id.size() == 18;  // an app id, not a package's name
  if (!app.name.empty()) out.push_back(compared(Msg::field_name, app.name, package.name));
  if (!app.package_id.empty()) out.push_back(compared(Msg::field_package_id, app.package_id, mini ? "" : package.id));
  if (!app.appid.empty()) out.push_back(compared(Msg::field_appid, app.appid, mini || app.package_id.empty() ? package.id : ""));
  if (!app.version.empty()) out.push_back(compared_version(app.version, package.version));
  if (!app.sha256.empty()) out.push_back(compared(Msg::field_sha256, app.sha256, package.sha256));
  if (!app.signing_cert.empty()) out.push_back(compared_signer(app.signing_cert, package));
  return out;
}

void add_identity(const rules::RuleSet& rules, const rules::Rule& rule, const Declaration& declaration, Report& report) {
  for (const IdentityView& one : identity_of(declaration.app, report.package)) {
    if (one.state != IdentityView::kDiffers) continue;
    Finding finding = finding_about(rules, rule, {{"{field}", one.field}, {"{declared}", same(one.declared)}, {"{found}", same(one.found)}},
                                    one.field.en + '\n' + one.declared + '\n' + one.found);
    EvidenceView view;
    view.item.kind = evidence::Kind::kFact;
    view.item.text = one.found;
    view.item.owner = evidence::Owner::kApp;
    view.because = rules::kCompareNames[static_cast<size_t>(rule.compare)];
    finding.evidence.push_back(std::move(view));
    report.findings.push_back(std::move(finding));
  }
}

bool below_county(Msg level) { return level == Msg::level_township || level == Msg::level_village; }

bool speaks_of_grassroots(const Declaration& declaration) {
  return declaration.grassroots_facing ||
         std::find(declaration.audience.begin(), declaration.audience.end(), Msg::audience_grassroots) != declaration.audience.end();
}

// Of a rule that looks into the package as well, what it found counts only where the declaration is silent.
bool stays(const rules::RuleSet& rules, const Scope& scope, const Finding& finding) {
  const rules::Rule* rule = rules.find(finding.rule_id);
  if (rule == nullptr) return true;
  if (rule->compare == rules::Compare::kGrassroots && (scope.declaration == nullptr || speaks_of_grassroots(*scope.declaration))) return false;
  return applies(*rule, scope);
}

}  // namespace

bool applies(const rules::Rule& rule, const Scope& scope) {
  if (rule.scope.filing_required && !scope.filing_required) return false;
  if (rule.compare != rules::Compare::kNothing && scope.declaration == nullptr) return false;
  if (rule.compare == rules::Compare::kIdentity && !scope.identity) return false;
  return rule.scope.audiences == 0 || (rule.scope.audiences >> static_cast<unsigned>(scope.audience) & 1u) != 0;
}

void claim_scenes(const Session& session, const Match& match, Finding& finding) {
  const rules::RuleSet& rules = session.matcher().rules();
  const std::vector<std::string>& allowed = rules.rules[match.rule].scenes;
  if (allowed.empty()) return;
  const bool everyday = is_everyday(session, match);
  for (uint32_t s = 0; s < rules.scenes.size(); ++s) {
    if (std::find(allowed.begin(), allowed.end(), rules.scenes[s].id) == allowed.end()) continue;
    if (everyday && !is_named_by(session, match, s)) continue;
    for (const match::Hit& hit : session.scene_hits(s).hits) {
      if (!stands_with(session, match, hit.item)) continue;
      finding.exemption = Exemption::kClaimed;
      finding.scenes.push_back(rules.scenes[s].title);
      EvidenceView view = engine::view_of(session, hit.item, hit.spans, rules.scenes[s].id);
      view.reason = rules.scenes[s].title;
      finding.counter_evidence.push_back(std::move(view));
      break;
    }
  }
}

void find_declared(const rules::RuleSet& rules, const rules::Rule& rule, const Scope& scope, Finding& finding) {
  const rules::Feature* feature = feature_of(rules, rule.feature);
  if (scope.declaration == nullptr || feature == nullptr) return;
  const SpecialFunction* declared = declared_for(*scope.declaration, finding);
  if (declared != nullptr || feature->asked) finding.declared.emplace();
  if (declared == nullptr) return;
  finding.declared = view_of(*declared, rules);
  if (declared->mandatory) {
    finding.coercion = Coercion::kStrong;
    finding.signals.emplace_back("declared");
    finding.signal_titles.push_back(both(Msg::signal_declared));
  }
  const bool allowed = std::find(rule.scenes.begin(), rule.scenes.end(), declared->scene) != rule.scenes.end();
  if (declared->scene.empty() || declared->basis.empty() || !allowed) return;
  finding.exemption = Exemption::kDeclared;
  finding.scenes = {finding.declared->scene_title};
}

void step_by_declaration(Finding& finding, bool left_over) {
  if (!finding.declared) return;
  const Verdict before = finding.verdict;
  if (finding.exemption == Exemption::kDeclared) finding.verdict = one_down(before);
  const bool silent = finding.declared->state == DeclaredView::kUndeclared;
  if (silent && !left_over && finding.presence >= Grade::kProbable) finding.verdict = one_up(before);
  if (finding.verdict != before) finding.declared->steps = finding.verdict > before ? 1 : -1;
}

void compare_with_declaration(const Session& session, const Scope& scope, Report& report) {
  const rules::RuleSet& rules = session.matcher().rules();
  std::erase_if(report.findings, [&](const Finding& finding) { return !stays(rules, scope, finding); });
  for (const rules::Rule& rule : rules.rules) {
    if (rule.compare == rules::Compare::kNothing || !applies(rule, scope)) continue;
    const Declaration& declaration = *scope.declaration;
    if (rule.compare == rules::Compare::kUndeclared) add_undeclared(rules, rule, report);
    if (rule.compare == rules::Compare::kIdentity) add_identity(rules, rule, declaration, report);
    if (rule.compare == rules::Compare::kUnitLevel && below_county(declaration.unit.level)) {
      const Values values = {{"{unit}", same(declaration.unit.name)}, {"{level}", both(declaration.unit.level)}};
      report.findings.push_back(finding_about(rules, rule, values, declaration.unit.name));
    }
  }
}

void tell_declaration(const rules::RuleSet& rules, const Scope& scope, Report& report) {
  report.scope = {scope.audience, scope.filing_required, scope.audience_given, scope.filing_given};
  if (scope.declaration == nullptr) return;
  const Declaration& d = *scope.declaration;
  DeclarationView out{d.file, d.unit.name, d.unit.region, d.filing.gov_no, d.filing.icp_no, d.filing.date, d.app.platform, both(d.unit.level), both(d.unit.kind), {}, {}, {}};
  for (const DeclaredFunction& one : d.functions) out.functions.emplace_back(one.name, one.description);
  if (scope.identity) out.identity = identity_of(d.app, report.package);
  for (const SpecialFunction& declared : d.special_functions) {
    SpecialView view;
    view.declared = view_of(declared, rules);
    const rules::Feature* feature = feature_of(rules, declared.kind);
    const rules::Rule* rule = rules.find(declared.kind);
    view.title = feature != nullptr ? feature->title : rule != nullptr ? rule->title : same(declared.words);
    view.findings = static_cast<size_t>(std::count_if(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
      return is_about(declared, finding) && is_meant(declared, finding.module);
    }));
    const bool open = std::any_of(report.results.begin(), report.results.end(), [&](const RuleResult& result) {
      return result.verdict == Verdict::kNotDetermined && (result.feature == declared.kind || result.rule_id == declared.kind);
    });
    view.state = view.findings > 0 ? SpecialView::kFound : open ? SpecialView::kNotDetermined : SpecialView::kNotFound;
    out.special.push_back(std::move(view));
  }
  report.declaration = std::move(out);
}

}  // namespace jianfu::engine
