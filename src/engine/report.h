// The report: the only thing writers see. Everything in it is resolved text and plain values; the same
// package, rules and version give an equal report, whatever the number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "evidence/evidence.h"
#include "platforms/platform.h"
#include "rules/model.h"

namespace jianfu::engine {

using rules::Bilingual;
using rules::Grade;
using rules::Severity;
using rules::Verdict;

enum class Coercion : uint8_t { kNoneSeen, kSome, kStrong };
inline constexpr std::array<std::string_view, 3> kCoercionNames = {"none-seen", "some", "strong"};

enum class Exemption : uint8_t { kNone, kClaimed, kDeclared };
inline constexpr std::array<std::string_view, 3> kExemptionNames = {"none", "claimed", "declared"};

enum class Audience : uint8_t { kInternal, kGrassroots, kPublic };  // rules::kAudienceNames

struct EvidenceView {  // a piece with what a reader needs to find it and to see why it counts
  evidence::Evidence item;
  std::string module;                                // id
  std::vector<std::string> flags;                    // "negated", "quotes-the-norm", "dormant", "required"
  std::string because;                               // group or signal it answered: "label", "C4"
  Bilingual reason;                                  // of counter-evidence: why it does not count
  std::vector<std::pair<uint32_t, uint32_t>> marks;  // [begin, end) bytes of item.text that were hit
};

// What a group or signal looks for, as explanations say it.
struct GroupView {
  std::string name;  // "label", "C4"
  Bilingual say;     // the rule's own words; empty: kinds, roles and examples say it
  evidence::KindSet kinds;
  uint8_t roles = 0xFF;
  std::optional<bool> required;
  std::optional<bool> pressed;
  std::vector<std::string> examples;  // the first terms
};

// A condition and how it was answered, as a tree that can be read aloud: `not` stands at single questions only.
struct Part {
  enum Shape : uint8_t { kOne, kAll, kAny } shape = kOne;
  bool holds = false;
  std::vector<Part> parts;  // of kAll and kAny
  Bilingual said;  // of kOne in a report that was read back: the question in words, which then are all there is of it
  // Of kOne, the question.
  rules::Condition::Op op = rules::Condition::kGroup;
  rules::Condition::Compare compare = rules::Condition::kAtLeast;
  rules::Condition::Reach reach = rules::Condition::kModule;
  uint32_t number = 0;
  bool negated = false;
  std::vector<GroupView> groups;  // that it names, one or two
  std::string rule;               // of rule(…)
  Bilingual rule_title;
  std::vector<EvidenceView> evidence;  // that answered; of a negated question what speaks against it
  size_t left_out = 0;                 // more pieces
};

struct GradeReason {
  Grade grade = Grade::kHint;
  std::string condition;  // as written
  Part part;
};

// Why a finding is what it is.
struct Reasons {
  std::vector<GradeReason> presence;  // best grade first; the last is the one that holds
  std::optional<Part> coercion;       // the condition that gave the grade of coercion
  bool own_coercion = false;          // it is the rule's own, not the common one
  bool asks_coercion = true;          // false: the rule is about a fact, compulsion is no question of it
  Verdict by_matrix = Verdict::kNotFound;
  bool dormant = false;  // all it rests on is left over, which makes it a hint
};

struct CitationView {
  std::string norm;  // id
  Bilingual norm_title;
  std::string number;     // 国办函〔2026〕12号
  std::string provision;  // key
  Bilingual provision_title;
  std::string article;
  std::string confidence;
};

struct ScreenView {
  std::string id, title;
};

struct ModuleView {
  std::string kind, id, title;
  evidence::Reach reach = evidence::Reach::kUnknown;
  // From the first screen to this one, both among them: how a person gets there by hand. Empty when no way is known.
  std::vector<ScreenView> way = {};
};

// A screen as the package tells it, for people who look for it on a phone: what stands there in the order of the
// source. How it looks, and what code puts there, is not known.
struct SketchRow {
  enum Kind : uint8_t { kTitle, kText, kButton, kField, kMessage } kind = kText;  // message: it appears over the screen
  std::string text;  // cut around the first hit; of a field its label, which may be empty
  bool required = false;
  bool hit = false;                                  // the finding's evidence holds it
  std::vector<std::pair<uint32_t, uint32_t>> marks;  // [begin, end) bytes of text
  size_t skipped = 0;                                // rows before this one that are not drawn
};
inline constexpr std::array<std::string_view, 5> kSketchRowNames = {"title", "text", "button", "field", "message"};
struct Sketch {
  std::vector<SketchRow> rows;  // bounded (sketch.h); empty: there is nothing to draw
  size_t skipped = 0;           // rows behind the last one
};

// A special function of the applicant's declaration, or that there is none for a finding.
struct DeclaredView {
  enum State : uint8_t { kUndeclared, kDeclared } state = kUndeclared;
  std::string kind, words;  // a feature or a rule; as the declaration calls it
  bool mandatory = false;
  std::string reason, basis, scope;
  std::string scene;  // id
  Bilingual scene_title;
  int steps = 0;  // of the verdict: 1 up, -1 down
};

// Somebody decided that a finding need not hold up a build, and says on what basis (engine/waivers.h).
struct WaiverView {
  std::string file, basis, approver, reason, expires;  // expires: 2026-12-31
  bool expired = false;  // it counts no more, and is shown so that people see why
};

// What a reviewer made of a finding, and said of it (report/review.h).
enum class Decision : uint8_t { kOpen, kConfirmed, kRejected, kMoreNeeded };
inline constexpr std::array<std::string_view, 4> kDecisionNames = {"open", "confirmed", "rejected", "more-needed"};

struct ReviewView {
  Decision decision = Decision::kOpen;
  std::string exemption;  // the special scene and its basis, as the reviewer sees it
  std::string remark, reviewer, date;  // date: 2026-01-31
};

struct Finding {
  std::string rule_id, feature, provision, head;
  Verdict verdict = Verdict::kHint;
  Severity severity = Severity::kMedium;
  Grade presence = Grade::kHint;
  std::string presence_because;  // the condition that held, as written
  Coercion coercion = Coercion::kNoneSeen;
  std::vector<std::string> signals;  // C1 … in order
  std::vector<Bilingual> signal_titles;
  Exemption exemption = Exemption::kNone;
  std::vector<Bilingual> scenes;
  std::optional<DeclaredView> declared;  // nothing: no declaration, or a function that none has to name
  ModuleView module;
  Bilingual title, message, question, remedy;
  std::vector<EvidenceView> evidence;  // best places first, bounded (places.h)
  std::vector<EvidenceView> counter_evidence;
  size_t evidence_left_out = 0, counter_left_out = 0;  // places beyond the bound
  std::vector<CitationView> citations;
  std::string fingerprint;
  std::optional<WaiverView> waiver;
  bool known = false;  // the baseline has it already
  std::optional<ReviewView> review;
  Reasons reasons;
  Sketch sketch;  // of the screen that `module` is
};

struct RequiredView {
  std::string rule_id, feature, provision;
  Verdict verdict = Verdict::kExplain;
  std::string grade;
  Bilingual title, grade_title, message, question, remedy;
  struct Step {
    std::string grade;
    Bilingual title;
    std::optional<Part> part;  // of the last step nothing is asked
  };
  std::vector<Step> steps;  // best first; the last is the grade
  std::vector<EvidenceView> evidence;  // bounded
  size_t evidence_left_out = 0;
  std::vector<CitationView> citations;
  std::string fingerprint;
  std::optional<WaiverView> waiver;
  bool known = false;  // the baseline has it already
  std::optional<ReviewView> review;
};

struct RuleResult {
  std::string rule_id;
  Bilingual title;
  std::string feature, provision;
  Verdict verdict = Verdict::kNotFound;
  evidence::KindSet needs;
  std::vector<std::string> blocked_by;  // gap ids
  std::string head = {};                // of the self-check; may be empty
  Severity severity = Severity::kMedium;
  // Of a verdict that is no finding's: one that could not be determined.
  std::optional<WaiverView> waiver = {};
  bool known = false;
};

struct HeadView {  // of the self-check: 强制使用 …
  std::string head;
  Bilingual title;
};

struct ProvisionView {
  std::string provision;
  Bilingual title;
  Verdict verdict = Verdict::kNotFound;
  std::vector<std::string> rules;
};

struct GapView {
  std::string id;  // g1, g2 …
  evidence::Gap gap;
  std::string module;
  Bilingual what = {};  // not read; may be empty, gap.detail says it then
};

// What there is in a package, whether a rule asks for it or not: what two versions are compared by.
struct Inventory {
  std::vector<std::string> permissions, sdks;  // sorted
  std::vector<ScreenView> pages;               // by id, bounded
  size_t pages_left_out = 0;
  std::optional<std::vector<std::string>> endpoints;  // sorted; nothing when the reading kept only what rules ask for
};

struct ToolView {
  std::string name = "jianfu", version;
  std::string ruleset_name, ruleset_version, ruleset_digest;
};

struct ScopeView {
  Audience audience = Audience::kInternal;
  bool filing_required = true;
  bool audience_given = false, filing_given = false;  // by an option or the declaration; else it is an assumption
};

// The declaration beside what was found.
struct IdentityView {
  enum State : uint8_t { kSame, kDiffers, kUnknown } state = kUnknown;  // unknown: the package does not say
  Bilingual field;
  std::string declared, found;
};
struct SpecialView {
  enum State : uint8_t { kFound, kNotFound, kNotDetermined } state = kNotFound;
  DeclaredView declared;
  Bilingual title;
  size_t findings = 0;
};
struct DeclarationView {
  std::string file, unit, region, gov_no, icp_no, date, platform;
  Bilingual level, kind;
  std::vector<std::pair<std::string, std::string>> functions;  // name, description
  std::vector<IdentityView> identity;
  std::vector<SpecialView> special;
};

// Counts and times, only with --stats.
struct Stats {
  std::vector<std::pair<std::string, uint64_t>> counts;
  std::vector<std::pair<std::string, double>> milliseconds;
};

struct Report {
  std::optional<Bilingual> unread;  // why the input could not be read at all: of the rest only package.path is filled
  ToolView tool;
  platforms::Package package;
  ScopeView scope;
  std::optional<DeclarationView> declaration;
  Verdict verdict = Verdict::kNotFound;
  bool nothing_decisive_read = false;  // exit 3: no rule could be decided
  bool packed = false;                 // exit 3: hardened as a whole; findings come from what is left in view
  std::vector<ProvisionView> provisions;
  std::vector<HeadView> heads;
  std::vector<RuleResult> results;
  std::vector<Finding> findings;  // worst first
  std::vector<RequiredView> required;
  evidence::Coverage coverage;
  std::vector<GapView> gaps;
  Inventory inventory;
  std::vector<Report> nested;
  std::optional<Stats> stats;
};

}  // namespace jianfu::engine
