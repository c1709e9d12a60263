#include "engine/diff.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/gate.h"
#include "engine/major.h"
#include "text/normalise.h"

namespace jianfu::engine {
namespace {

// ---- sides ----

DiffSide side_of(const Report& report) {
  return {report.package, report.tool, report.scope, report.verdict, report.unread, assessed(report), report.coverage, report.gaps.size()};
}

template <typename T>
Same same(const T& before, const T& after, const T& unknown = {}) {
  if (before == unknown || after == unknown) return Same::kUnknown;
  return before == after ? Same::kSame : Same::kDiffers;
}

// A certificate counts once, whatever the schemes that it signs by.
std::set<std::string> certificates(const platforms::Package& package) {
  std::set<std::string> out;
  for (const platforms::Signer& signer : package.signer) out.insert(signer.sha256);
  return out;
}

void compare_identity(DiffReport& out) {
  const platforms::Package &before = out.before->package, &after = out.after->package;
  out.id = same(before.id, after.id);
  out.name = same(before.name, after.name);
  out.version = same(before.version, after.version);
  out.bytes = same(before.sha256, after.sha256);
  out.kind = same(before.kind, after.kind);
  out.signer = same(certificates(before), certificates(after));
  out.ruleset = same(out.before->tool.ruleset_digest, out.after->tool.ruleset_digest);
  const auto scope = [](const ScopeView& view) { return std::pair(view.audience, view.filing_required); };
  out.scope = scope(out.before->scope) == scope(out.after->scope) ? Same::kSame : Same::kDiffers;
}

// ---- lists ----

ListChange changes(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  ListChange out;
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(out.added));
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(out.removed));
  return out;
}

std::vector<std::string> sorted(std::vector<std::string> texts) {  // a report that was read back may say anything
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

const ScreenView* find_page(const std::vector<ScreenView>& pages, const std::string& id) {
  const auto found = std::find_if(pages.begin(), pages.end(), [&](const ScreenView& page) { return page.id == id; });
  return found == pages.end() ? nullptr : &*found;
}

// A list that was cut tells nothing of pages beyond its end.
PagesChange page_changes(const Inventory& before, const Inventory& after) {
  PagesChange out;
  out.cut = before.pages_left_out + after.pages_left_out > 0;
  const auto beyond = [](const Inventory& side, const std::string& id) {
    return side.pages_left_out > 0 && (side.pages.empty() || id > side.pages.back().id);
  };
  for (const ScreenView& page : after.pages) {
    const ScreenView* const was = find_page(before.pages, page.id);
    if (was == nullptr && !beyond(before, page.id)) out.added.push_back(page);
    if (was != nullptr && was->title != page.title) out.renamed.push_back({page.id, was->title, page.title});
  }
  for (const ScreenView& page : before.pages) {
    if (find_page(after.pages, page.id) == nullptr && !beyond(after, page.id)) out.removed.push_back(page);
  }
  return out;
}

// Paths of pages look like endpoints in compiled scripts, and are told among the pages.
std::vector<std::string> endpoints_of(const Inventory& inventory) {
  std::vector<std::string> out = sorted(*inventory.endpoints);
  const auto is_page = [&](const std::string& path) {
    return find_page(inventory.pages, path.starts_with('/') ? path.substr(1) : path) != nullptr;
  };
  out.erase(std::remove_if(out.begin(), out.end(), is_page), out.end());
  return out;
}

void compare_inventory(const Report& before, const Report& after, DiffReport& out) {
  const Inventory &was = before.inventory, &is = after.inventory;
  out.permissions = changes(sorted(was.permissions), sorted(is.permissions));
  out.sdks = changes(sorted(was.sdks), sorted(is.sdks));
  out.pages = page_changes(was, is);
  if (was.endpoints && is.endpoints) out.endpoints = changes(endpoints_of(was), endpoints_of(is));
}

// Gaps of `report` that the other one has not; equal ones are paired one by one.
std::vector<GapView> gaps_beyond(const Report& report, const Report& other) {
  const auto key = [](const GapView& view) {
    return std::tuple(view.gap.why, view.gap.entry, view.module, view.what.zh, view.gap.detail);
  };
  std::multiset<std::tuple<GapReason, std::string, std::string, std::string, std::string>> there;
  for (const GapView& gap : other.gaps) there.insert(key(gap));
  std::vector<GapView> out;
  for (const GapView& gap : report.gaps) {
    const auto at = there.find(key(gap));
    if (at == there.end())
      out.push_back(gap);
    else
      there.erase(at);
  }
  return out;
}

std::vector<platforms::Trick> tricks_beyond(const Report& report, const Report& other) {
  std::vector<platforms::Trick> out;
  for (const platforms::Trick& one : report.package.tricks) {
    const auto& there = other.package.tricks;
    if (std::none_of(there.begin(), there.end(), [&](const platforms::Trick& known) { return known.id == one.id; })) out.push_back(one);
  }
  return out;
}

// ---- functions ----

const RuleResult* result_of(const Report& report, const std::string& rule) {
  const auto found = std::find_if(report.results.begin(), report.results.end(),
                                  [&](const RuleResult& result) { return result.rule_id == rule; });
  return found == report.results.end() ? nullptr : &*found;
}

// Of a side that lacks the finding.
Doubt doubt_of(const Report& side, const Finding& finding) {
  const RuleResult* const result = result_of(side, finding.rule_id);
  if (result == nullptr || result->verdict == Verdict::kNotApplicable) return Doubt::kNoRule;
  const bool hidden = std::any_of(side.gaps.begin(), side.gaps.end(), [&](const GapView& gap) {
    return gap.gap.hides.meets(result->needs) && (gap.module.empty() || gap.module == finding.module.id);
  });
  return hidden || result->verdict == Verdict::kNotDetermined ? Doubt::kHidden : Doubt::kNone;
}

std::set<std::string> texts_of(const Finding& finding) {
  std::set<std::string> out;
  for (const EvidenceView& view : finding.evidence) out.insert(text::normal_form(view.item.text));
  return out;
}

bool same_module(const Finding& a, const Finding& b) {
  return a.module.kind == b.module.kind && a.module.id == b.module.id;
}

using Alike = bool (*)(const Finding& before, const Finding& after);

// From the surest to the weakest: a screen that was moved or renamed keeps its texts.
constexpr std::array<Alike, 4> kAlike = {
    [](const Finding& a, const Finding& b) { return a.fingerprint == b.fingerprint && same_module(a, b); },
    [](const Finding& a, const Finding& b) { return same_module(a, b); },
    [](const Finding& a, const Finding& b) { return !a.evidence.empty() && texts_of(a) == texts_of(b); },
    [](const Finding& a, const Finding& b) { return !a.module.title.empty() && a.module.title == b.module.title; },
};

// For each of `after` the number in `before` that it was, or npos.
std::vector<size_t> pairs(const std::vector<Finding>& before, const std::vector<Finding>& after) {
  std::vector<size_t> out(after.size(), std::string::npos);
  std::vector<bool> taken(before.size());
  for (const Alike alike : kAlike) {
    for (size_t a = 0; a < after.size(); ++a) {
      for (size_t b = 0; b < before.size() && out[a] == std::string::npos; ++b) {
        if (taken[b] || before[b].rule_id != after[a].rule_id || !alike(before[b], after[a])) continue;
        taken[b] = true;
        out[a] = b;
      }
    }
  }
  return out;
}

std::vector<SignalView> signals_beyond(const Finding& finding, const Finding& other) {
  std::vector<SignalView> out;
  for (size_t i = 0; i < finding.signals.size(); ++i) {
    if (std::find(other.signals.begin(), other.signals.end(), finding.signals[i]) != other.signals.end()) continue;
    out.push_back({finding.signals[i], i < finding.signal_titles.size() ? finding.signal_titles[i] : Bilingual{}});
  }
  return out;
}

std::tuple<int, std::string, bool, std::string> declared_of(const Finding& finding) {
  if (!finding.declared) return {-1, "", false, ""};
  const DeclaredView& view = *finding.declared;
  return {view.state, view.kind, view.mandatory, view.scene};
}

FunctionChange change_of(const Finding& before, const Finding& after) {
  FunctionChange out;
  out.before = before, out.after = after;
  out.signals_came = signals_beyond(after, before);
  out.signals_went = signals_beyond(before, after);
  const auto grades = [](const Finding& f) { return std::tuple(f.verdict, f.presence, f.coercion, f.exemption); };
  const bool changed = grades(before) != grades(after) || declared_of(before) != declared_of(after) ||
                       !out.signals_came.empty() || !out.signals_went.empty();
  out.state = changed ? DiffState::kChanged : DiffState::kMoved;
  out.worse = after.verdict > before.verdict || (after.verdict == before.verdict && after.coercion > before.coercion);
  return out;
}

Verdict worst_of(const FunctionChange& change) {
  return std::max(change.before ? change.before->verdict : Verdict::kNotApplicable,
                  change.after ? change.after->verdict : Verdict::kNotApplicable);
}

void compare_functions(const Report& before, const Report& after, DiffReport& out) {
  const std::vector<size_t> was = pairs(before.findings, after.findings);
  std::vector<bool> kept(before.findings.size());
  for (size_t a = 0; a < after.findings.size(); ++a) {
    const Finding& finding = after.findings[a];
    if (was[a] == std::string::npos) {
      out.functions.push_back({DiffState::kAdded, std::nullopt, finding, {}, {}, true, out.before ? doubt_of(before, finding) : Doubt::kNone});
      continue;
    }
    kept[was[a]] = true;
    FunctionChange change = change_of(before.findings[was[a]], finding);
    if (change.state == DiffState::kMoved && same_module(*change.before, *change.after))
      ++out.functions_unchanged;
    else
      out.functions.push_back(std::move(change));
  }
  for (size_t b = 0; b < before.findings.size(); ++b) {
    const Finding& finding = before.findings[b];
    if (kept[b]) continue;
    out.functions.push_back({DiffState::kRemoved, finding, std::nullopt, {}, {}, false, out.after ? doubt_of(after, finding) : Doubt::kNone});
  }
  std::stable_sort(out.functions.begin(), out.functions.end(), [](const FunctionChange& a, const FunctionChange& b) {
    return std::tuple(a.state, worst_of(b)) < std::tuple(b.state, worst_of(a));
  });
}

// ---- required functions and results ----

void compare_required(const Report& before, const Report& after, DiffReport& out) {
  const auto find = [](const Report& report, const std::string& rule) {
    const auto found = std::find_if(report.required.begin(), report.required.end(), [&](const RequiredView& view) { return view.rule_id == rule; });
    return found == report.required.end() ? std::nullopt : std::optional(*found);
  };
  for (const RequiredView& is : after.required) {
    const std::optional<RequiredView> was = find(before, is.rule_id);
    if (!was || (was->grade == is.grade && was->verdict == is.verdict)) continue;
    out.required.push_back({was, is, is.verdict > was->verdict});
  }
}

// Verdicts that rest on findings are told with these; what is left is what became, or ceased to be, undecided.
void compare_results(const Report& before, const Report& after, DiffReport& out) {
  for (const RuleResult& is : after.results) {
    const RuleResult* const was = result_of(before, is.rule_id);
    if (was == nullptr) {
      out.rules_after_only.push_back(is.rule_id);
    } else if ((was->verdict == Verdict::kNotDetermined) != (is.verdict == Verdict::kNotDetermined)) {
      out.results.push_back({is.rule_id, is.title, was->verdict, is.verdict});
    }
  }
  for (const RuleResult& was : before.results) {
    if (result_of(after, was.rule_id) == nullptr) out.rules_before_only.push_back(was.rule_id);
  }
}

// ---- what it comes to ----

bool holds(const std::optional<WaiverView>& waiver) {
  return waiver && !waiver->expired;
}

Verdict worst_new(const DiffReport& diff) {
  Verdict out = Verdict::kNotApplicable;
  for (const FunctionChange& change : diff.functions) {
    if (change.worse && change.after && !holds(change.after->waiver)) out = std::max(out, change.after->verdict);
  }
  for (const RequiredChange& change : diff.required) {
    if (change.worse && change.after && !holds(change.after->waiver)) out = std::max(out, change.after->verdict);
  }
  for (const RuleChange& change : diff.results) {
    if (change.after == Verdict::kNotDetermined && change.before < change.after) out = std::max(out, change.after);
  }
  return out;
}

// ---- packages ----

DiffReport compare_all(const Report* before, const Report* after, const rules::RuleSet& rules);

const Report* find_inside(const Report& report, const std::string& path) {
  const auto found = std::find_if(report.nested.begin(), report.nested.end(), [&](const Report& inner) { return inner.package.path == path; });
  return found == report.nested.end() ? nullptr : &*found;
}

void add_inside(DiffReport inner, const std::string& path, DiffReport& out) {
  inner.path = path;
  out.worse = std::max(out.worse, inner.worse);
  out.major.insert(out.major.end(), inner.major.begin(), inner.major.end());
  out.nested.push_back(std::move(inner));
}

void compare_inside(const Report& before, const Report& after, const rules::RuleSet& rules, DiffReport& out) {
  for (const Report& is : after.nested)
    add_inside(compare_all(find_inside(before, is.package.path), &is, rules), is.package.path, out);
  for (const Report& was : before.nested) {
    if (find_inside(after, was.package.path) == nullptr) add_inside(compare_all(&was, nullptr, rules), was.package.path, out);
  }
}

// One of both may be null: a package inside that came or went.
DiffReport compare_all(const Report* before, const Report* after, const rules::RuleSet& rules) {
  const Report nothing;
  const Report &was = before == nullptr ? nothing : *before, &is = after == nullptr ? nothing : *after;
  DiffReport out;
  if (before != nullptr) out.before = side_of(was);
  if (after != nullptr) out.after = side_of(is);
  const bool both = before != nullptr && after != nullptr;
  if (both) compare_identity(out);
  if (both && (was.unread || is.unread)) return out;  // nothing is known of it, so nothing came or went
  compare_functions(was, is, out);
  if (both) {
    compare_required(was, is, out);
    compare_results(was, is, out);
    compare_inventory(was, is, out);
    out.gaps_came = gaps_beyond(is, was);
    out.gaps_went = gaps_beyond(was, is);
    out.tricks_came = tricks_beyond(is, was);
    out.tricks_went = tricks_beyond(was, is);
  }
  out.major = major_changes(out, rules);
  out.worse = worst_new(out);
  compare_inside(was, is, rules, out);
  return out;
}

bool empty(const ListChange& list) {
  return list.added.empty() && list.removed.empty();
}

}  // namespace

bool DiffReport::no_change() const {
  const auto differs = [](Same same) { return same == Same::kDiffers; };
  return before && after && !before->unread && !after->unread && !differs(id) && !differs(name) && !differs(version) && !differs(signer) && !differs(kind) &&
         !differs(scope) && functions.empty() && required.empty() && results.empty() && gaps_came.empty() && gaps_went.empty() && tricks_came.empty() && tricks_went.empty() &&
         rules_before_only.empty() && rules_after_only.empty() && empty(permissions) && empty(sdks) && pages.added.empty() &&
         pages.removed.empty() && pages.renamed.empty() && (!endpoints || empty(*endpoints)) &&
         std::all_of(nested.begin(), nested.end(), [](const DiffReport& inner) { return inner.no_change(); });
}

DiffReport compare(const Report& before, const Report& after, const rules::RuleSet& rules) {
  return compare_all(&before, &after, rules);
}

}  // namespace jianfu::engine
