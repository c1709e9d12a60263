// Two versions of an app compared by their reports, for the filing of changes: what came, went or changed, and which of
// it looks like a major change of function. Plain values; the same two reports give an equal comparison.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/report.h"

namespace jianfu::engine {

enum class Same : uint8_t { kSame, kDiffers, kUnknown };  // unknown: a side does not say
inline constexpr std::array<std::string_view, 3> kSameNames = {"same", "differs", "unknown"};

struct DiffSide {  // of one version
  platforms::Package package;
  ToolView tool;
  ScopeView scope;
  Verdict verdict = Verdict::kNotFound;
  std::optional<Bilingual> unread;  // why it could not be read
  bool assessed = true;             // false: unread, hardened, or nothing decisive was read
  evidence::Coverage coverage;
  size_t gaps = 0;
};

// Why a function that one side lacks may be there all the same.
enum class Doubt : uint8_t { kNone, kHidden, kNoRule };  // something unread could hide it; its rules do not ask for it
inline constexpr std::array<std::string_view, 3> kDoubtNames = {"none", "hidden", "no-rule"};

enum class DiffState : uint8_t { kAdded, kRemoved, kChanged, kMoved };  // moved: nothing but the screen differs
inline constexpr std::array<std::string_view, 4> kDiffStateNames = {"added", "removed", "changed", "moved"};

struct SignalView {
  std::string id;
  Bilingual title;
};

struct FunctionChange {
  DiffState state = DiffState::kAdded;
  std::optional<Finding> before, after;
  std::vector<SignalView> signals_came, signals_went;
  bool worse = false;
  Doubt doubt = Doubt::kNone;  // of the side that lacks it
};

struct RequiredChange {  // a side whose rules do not ask for it has none
  std::optional<RequiredView> before, after;
  bool worse = false;
};

struct RuleChange {  // a result that became not-determined, or ceased to be
  std::string rule_id;
  Bilingual title;
  Verdict before = Verdict::kNotFound, after = Verdict::kNotFound;
};

struct ListChange {
  std::vector<std::string> added, removed;
};

struct PageChange {
  std::string id, before, after;  // titles
};
struct PagesChange {
  std::vector<ScreenView> added, removed;
  std::vector<PageChange> renamed;
  bool cut = false;  // a report does not list all of its pages
};

struct MajorChange {
  rules::ChangeKind kind = rules::ChangeKind::kFunctionAdded;
  Bilingual title, reason;
  Bilingual subject;  // of functions their title; else as the package has it: a permission, a digest
  std::string place;  // screen; may be empty
  std::vector<CitationView> citations;
};

struct DiffReport {
  std::string path;                      // of a package inside; empty of the outermost
  std::optional<DiffSide> before, after;  // one is missing of a package inside that came or went
  Same id = Same::kUnknown, name = Same::kUnknown, version = Same::kUnknown, bytes = Same::kUnknown;
  Same signer = Same::kUnknown, kind = Same::kUnknown, ruleset = Same::kUnknown, scope = Same::kUnknown;
  std::vector<FunctionChange> functions;  // worst first
  size_t functions_unchanged = 0;
  std::vector<RequiredChange> required;
  std::vector<RuleChange> results;
  std::vector<std::string> rules_before_only, rules_after_only;  // ids; of different rule sets
  std::vector<GapView> gaps_came, gaps_went;
  std::vector<platforms::Trick> tricks_came, tricks_went;  // by kind: of one that both bear the places count for nothing
  ListChange permissions, sdks;
  PagesChange pages;
  std::optional<ListChange> endpoints;  // nothing: a side does not list them
  std::vector<MajorChange> major;       // also of packages inside
  Verdict worse = Verdict::kNotApplicable;  // the worst verdict that is new or got worse, also inside; waived ones apart
  std::vector<DiffReport> nested;

  bool assessed() const { return (!before || before->assessed) && (!after || after->assessed); }
  // Nothing that is listed differs, here and inside; the bytes may.
  bool no_change() const;
};

// `rules`: what counts as major, and the categories of SDKs.
DiffReport compare(const Report& before, const Report& after, const rules::RuleSet& rules);

}  // namespace jianfu::engine
