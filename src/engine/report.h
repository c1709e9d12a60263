// The report: the only thing writers see. Everything in it is resolved text and plain values; the same
// package, rules and version give an equal report, whatever the number of threads.
#pragma once

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

struct CitationView {
  std::string norm;  // id
  Bilingual norm_title;
  std::string number;     // 国办函〔2026〕12号
  std::string provision;  // key
  Bilingual provision_title;
  std::string article;
  std::string confidence;
};

struct ModuleView {
  std::string kind, id, title;
  evidence::Reach reach = evidence::Reach::kUnknown;
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
};

struct RequiredView {
  std::string rule_id, feature, provision;
  Verdict verdict = Verdict::kExplain;
  std::string grade;
  Bilingual title, grade_title, message, question, remedy;
  std::vector<EvidenceView> evidence;  // bounded
  size_t evidence_left_out = 0;
  std::vector<CitationView> citations;
};

struct RuleResult {
  std::string rule_id;
  Bilingual title;
  std::string feature, provision;
  Verdict verdict = Verdict::kNotFound;
  evidence::KindSet needs;
  std::vector<std::string> blocked_by;  // gap ids
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
};

struct ToolView {
  std::string name = "jianfu", version;
  std::string ruleset_name, ruleset_version, ruleset_digest;
};

struct ScopeView {
  Audience audience = Audience::kInternal;
  bool filing_required = true;
};

// The declaration beside what was found.
struct IdentityView {
  enum State : uint8_t { kSame, kDiffers, kUnknown } state = kUnknown;  // unknown: the package does not say
  Msg field = Msg::none;
  std::string declared, found;
};
struct SpecialView {
  enum State : uint8_t { kFound, kNotFound, kNotDetermined } state = kNotFound;
  DeclaredView declared;
  Bilingual title;
  size_t findings = 0;
};
struct DeclarationView {
  std::string file, unit, region, gov_no, icp_no, date;
  Msg level = Msg::none, kind = Msg::none;
  std::vector<IdentityView> identity;
  std::vector<SpecialView> special;
};

// Counts and times, only with --stats.
struct Stats {
  std::vector<std::pair<std::string, uint64_t>> counts;
  std::vector<std::pair<std::string, double>> milliseconds;
};

struct Report {
  std::optional<Error> unread;  // the input could not be read at all: of the rest only package.path is filled
  ToolView tool;
  platforms::Package package;
  ScopeView scope;
  std::optional<DeclarationView> declaration;
  Verdict verdict = Verdict::kNotFound;
  bool nothing_decisive_read = false;  // exit 3: no rule could be decided
  bool packed = false;                 // exit 3: hardened as a whole; findings come from what is left in view
  std::vector<ProvisionView> provisions;
  std::vector<RuleResult> results;
  std::vector<Finding> findings;  // worst first
  std::vector<RequiredView> required;
  evidence::Coverage coverage;
  std::vector<GapView> gaps;
  std::vector<Report> nested;
  std::optional<Stats> stats;
};

}  // namespace jianfu::engine
