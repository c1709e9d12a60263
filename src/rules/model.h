// What rule files say, as data; docs/rules.md is the language. Nothing here knows a file format of packages.
// References between parts are indices into RuleSet, resolved and checked by the loader.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/message.h"
#include "evidence/evidence.h"
#include "text/scanner.h"

namespace jianfu::rules {

struct Bilingual {
  std::string zh, en;
  // The text of that language, the other one when it is empty.
  const std::string& in(Lang lang) const { return (lang == Lang::kZh ? zh.empty() : !en.empty()) ? en : zh; }
};

// One thing to look for in the text of an item.
struct Term {
  enum Mode : uint8_t {
    kLiteral,  // substring of the normal form (of kinds api, sdk, fact: the whole text)
    kTokens,   // words of an identifier, route or endpoint: "sign in"
    kRegex,    // RE2, on the normal form
  } mode = kLiteral;
  std::string text;  // kLiteral: in normal form; kTokens: words separated by one space; kRegex: the pattern
  std::vector<std::string> anchors;  // kRegex: literals one of which every match holds
};

// A named list of terms of a lexicon file, or the anonymous one of a group.
struct TermSet {
  std::string id;         // "clock-in.strong"; empty when anonymous
  Bilingual reason;       // of a negative context: why it is no hit
  std::string note;       // what its authors should know of it
  std::vector<uint32_t> terms;  // indices into RuleSet::terms
  std::vector<std::pair<uint32_t, std::string>> term_notes;  // where a term is ambiguous; by its index
};

struct ArgumentTest {
  std::string name;   // last part of the key path; empty: any argument
  std::string value;  // the literal; empty: any value
};

// A question put to every item of evidence. An item answers with its hits, or none.
struct Group {
  std::string name;
  Bilingual say;               // what it finds, in words for explanations; empty: said by kind and role
  evidence::KindSet kinds;
  uint8_t roles = 0xFF;        // bit i: evidence::Role i; asked of text only
  uint8_t owners = 0;          // bit i: evidence::Owner i
  std::vector<uint32_t> any;   // TermSets; an item must hold a term of one of them. Empty: the kind is enough
  std::vector<uint32_t> unless;       // TermSets that cancel a hit which they overlap
  std::vector<uint32_t> unless_with;  // TermSets that cancel every hit of an item that holds them
  std::vector<ArgumentTest> args;          // all must be met by the item's arguments
  std::vector<ArgumentTest> without_args;  // none may be
  std::optional<bool> required;  // of fields
  std::optional<bool> pressed;   // of texts: on something that reacts to being pressed
  uint16_t max_chars = 0;        // longer texts give no hit; 0: any length
  bool whole = false;            // a term is the whole text, not a part of it
  bool keep_negated = false;     // count hits under a negation too
  bool keep_quotes = false;      // count texts that quote the norm too
};

// A condition as a flat tree: node 0 is the root, children lie behind their parent.
struct Condition {
  enum Op : uint8_t {
    kGroup,     // group has a hit in scope
    kAnd, kOr, kNot,
    kCount,     // hits of group compared with number
    kNear,      // hits of group and of group2 within `reach`
    kEntry,     // the module is where the program starts
    kLaunch,    // the module is launch code
    kMenu,      // opened-from-menu: an entry module, or a tab, opens the module
    kLeadsTo,   // within `number` opens-edges stands a module with a hit of group
    kGatesAll,  // from the entry nothing but modules with a hit of group can be reached without passing one
    kRule,      // rule `group` has a match of at least grade `number` (1 hint, 2 probable, 3 confirmed), as far
                // away as `reach` says: kModule in scope, kHop a screen away, kPackage anywhere
    kAnywhere,  // group has a hit anywhere in the package
    kScreen,    // the module is a screen or a part of one
    kBackground,  // the module runs without a screen
    kOneStep,     // group has a hit here or on a screen that opens this one or is opened by it
  };
  enum Compare : uint8_t { kAtLeast, kAtMost, kEqual, kMore, kLess };
  enum Reach : uint8_t { kString, kSentence, kModule, kFunction, kHop, kPackage };
  struct Node {
    Op op = kGroup;
    uint32_t group = 0, group2 = 0;
    uint32_t number = 0;
    Compare compare = kAtLeast;
    Reach reach = kModule;
    std::vector<uint32_t> children;
  };
  std::vector<Node> nodes;
  std::string source;  // as written, for explanations
};

enum class Within : uint8_t { kModule, kComponent, kPackage };
inline constexpr std::array<std::string_view, 3> kWithinNames = {"module", "component", "package"};

enum class Severity : uint8_t { kInfo, kLow, kMedium, kHigh };
inline constexpr std::array<std::string_view, 4> kSeverityNames = {"info", "low", "medium", "high"};

enum class Verdict : uint8_t { kNotApplicable, kNotFound, kHint, kNotDetermined, kExplain, kSuspected };  // worst last
inline constexpr std::array<std::string_view, 6> kVerdictNames = {"not-applicable", "not-found", "hint",
                                                                   "not-determined", "explain", "suspected"};

enum class Grade : uint8_t { kNone, kHint, kProbable, kConfirmed };
inline constexpr std::array<std::string_view, 4> kGradeNames = {"none", "hint", "probable", "confirmed"};

// One step of a required function, best first; the first whose condition holds is the grade.
struct RequiredGrade {
  std::string grade;                 // "complete", "online-form", "contact-only", "none"
  Bilingual title;
  std::optional<Condition> when;     // absent: otherwise
  Verdict verdict = Verdict::kExplain;
};

struct RuleTest {
  std::string expect;                // a grade name, a required grade, or "none"
  std::string coercion;              // "strong", "some", "none"; empty: not asked
  std::string exemption;             // "claimed", "none"; empty: not asked
  std::string why;
  std::vector<std::string> evidence; // lines of the evidence text form
  uint32_t line = 0;
};

// What a rule compares with the applicant's declaration instead of (or besides) looking into the package.
enum class Compare : uint8_t {
  kNothing,
  kUndeclared,  // functions found and not named
  kIdentity,    // name, package id, version, digest, signer
  kUnitLevel,   // a unit below county level
  kGrassroots,  // what the groups find, where the declaration does not speak of the grassroots
};
inline constexpr std::array<std::string_view, 5> kCompareNames = {"nothing", "undeclared", "identity",
                                                                  "unit-level", "grassroots"};

// When a rule applies at all.
struct RuleScope {
  uint8_t audiences = 0;        // bit i: of kAudienceNames; 0: all
  bool filing_required = false;  // only where the app must be filed
};
inline constexpr std::array<std::string_view, 3> kAudienceNames = {"internal", "grassroots", "public"};

struct Citation {
  uint32_t norm = 0;
  std::string provision;             // key within the norm
};

struct Rule {
  std::string id;
  std::string feature;               // one of kFeatures
  std::string provision;             // B1 … B5, M, F …: a provision of the first norm
  std::string head;                  // 强制使用 …: key of the self-check heads; may be empty
  Severity severity = Severity::kMedium;
  Bilingual title, message, question, remedy;
  std::vector<Citation> citations;
  evidence::KindSet needs;
  std::vector<Group> groups;
  Within within = Within::kModule;
  std::optional<Condition> confirmed, probable, hint;  // presence; over groups
  std::vector<RequiredGrade> required;                 // of an absence rule, which has no presence
  bool common_coercion = true;
  std::optional<Condition> strong, some;               // besides the common signals; over groups and signals' names
  std::vector<std::string> scenes;                     // exemption scenes that may apply
  bool part = false;                                   // only joined by others: no finding and no result of its own
  Compare compare = Compare::kNothing;
  RuleScope scope;
  std::vector<RuleTest> tests;                         // not in the built-in tables
  std::string file;                                    // for messages
  bool is_absence() const { return !required.empty(); }
  bool has_presence() const { return confirmed || probable || hint; }
};

// C1 … C9 and C-minus (regulation.md §4.2): groups common to all rules.
struct Signal {
  std::string id;
  Bilingual title;
  enum Near : uint8_t { kString, kModule, kHop, kFunction } near = kModule;  // of the presence evidence
  bool counter = false;                                            // C−: speaks against coercion
  Group group;
};

struct Scene {  // 安保, 应急 …
  std::string id;
  Bilingual title;
  bool counter = false;  // everyday work: where a screen is about it, a scene's word in passing claims nothing
  Group group;
};

struct Provision {
  std::string key;
  Bilingual title;
  std::string article;       // number as printed; empty while unverified
  bool verified = false;
  std::string confidence;    // V, F, S, M
  std::vector<std::string> covers;  // "norm12/B2": who cites that provision cites this one too
};
struct Norm {
  std::string id;
  Bilingual title;
  std::string number;        // 国办函〔2026〕12号
  std::vector<Provision> provisions;
};

struct Head {  // self-check head
  std::string id;
  Bilingual title;
};

struct Feature {  // how declarations name a feature
  std::string id;  // of kFeatures
  Bilingual title;
  std::vector<std::string> names;  // what else it is called
  bool asked = false;              // the form asks for it: a declaration that is silent about it says something
};

// Data of rules/annotate/.
struct ApiCall {
  std::string call;  // "wx.getLocation"; a family "com.x.Foo.*"; "intent:ACTION", "permission:NAME", "action:NAME"
  std::string name;  // of the argument that is looked at; empty: any
  std::vector<std::string> arguments;  // its value is one of these ('*' at either end); empty: nothing is asked
};
struct ApiName {
  std::string api;  // location.once
  std::vector<ApiCall> calls;
};

struct SdkPrefix {
  enum Where : uint8_t {
    kClass,     // "com.amap.api.": classes below it; without the dot, that class
    kPath,      // "node_modules/": files below such a folder; without the slash, a file
    kResource,  // "abc_": names of resources that begin so
    kLibrary,   // "androidx.core": groups of libraries that a package lists with their versions
    kText,      // the whole text of an item: what a template puts on its screens
    kFolder,    // "van-": files below a folder that begins so; of scripts and components, not of pages
    kFile,      // "chunk-vendors*.js": names of files, one '*'
    kNpm,       // "@vant/weapp": the package of that name below node_modules/ and the like
    kPlugin,    // "wx069ba97219f66d99": a plugin of mini-programs, by its app id
    kMark,      // an identifier or literal that only this library's scripts hold
  } where = kClass;
  std::string prefix;
  std::string name, maker, category;
  evidence::Owner owner = evidence::Owner::kThirdParty;  // kUnknown: bundles of libraries and own code
};
// Of what the code of rules/annotate/sdk*.yaml is for.
inline constexpr std::array<std::string_view, 30> kSdkCategories = {
    "ads",      "analytics", "bluetooth", "crypto",  "database", "face",       "framework", "government",
    "hot-update", "hybrid",  "IM",        "image",   "language", "library",    "login",     "map",
    "network",  "ocr",       "pay",       "push",    "scan",     "security",   "share",     "storage",
    "template", "test",      "UI kit",    "utility", "video",    "voice"};

// Base names and paths of files, names of classes; '*' at either end or once inside.
struct Packer {
  std::string name;
  std::vector<std::string> files, classes;            // one of them is enough
  std::vector<std::string> weak_files, weak_classes;  // names that others have too: the sign "weak-marker"
};
// A test of a number of a fact ("packing.code-bytes bytes=80000 components=14").
struct Bound {
  enum Test : uint8_t { kAtLeast, kAtMost, kShareAbove } test = kAtLeast;
  std::string number, of;   // kShareAbove: `number` is more than `thousandths` / 1000 percent of `of`
  uint64_t thousandths = 0; // of the limit
};
struct PackSign {
  std::string id;  // the fact packing.<id>
  uint32_t points = 0;
  std::vector<Bound> bounds;  // all must hold
  Bilingual reason;
};
struct Suspicion {
  uint32_t threshold = 0;  // points from which on a package is suspected of being hardened; 0: no rule says so
  std::vector<PackSign> signs;
};

struct Framework {
  std::string name;
  std::vector<std::string> files, classes;
  std::vector<std::string> marks;  // identifiers and literals of scripts, each telling by itself
};

// Code and screens that come from elsewhere when the program runs.
struct RemoteKind {
  std::string id;            // hot-update, web-shell …
  Bilingual title, leaves;   // what it is, and what it leaves undecided
  evidence::KindSet hides;   // often none
  Bilingual ask;
};
struct Mechanism {
  std::string id, name;
  uint32_t kind = 0;                                // index into Remote::kinds
  std::vector<std::string> files, classes, calls;   // calls count in the app's own code only
};
struct Remote {
  std::vector<RemoteKind> kinds;
  std::vector<Mechanism> mechanisms;
  // Web views: the calls that load a page, the beginnings of addresses that are no page of a server, and words
  // in the address of a mere document.
  std::vector<std::string> web_calls, local, documents;
  uint32_t shell_screens = 0;  // a shell has at most so many screens of its own, 0: nothing is called a shell
  uint32_t shell_hops = 0;     // and shows the page within so many steps of the first screen
};

struct GapRule {
  GapReason why = GapReason::kCorrupt;
  std::string entry;        // suffix or '*': which entries; the first row that fits counts
  evidence::KindSet hides;
  Bilingual ask;
};

// What differs between two versions of an app, and which of it may be a major change of function (changes.yaml).
enum class ChangeKind : uint8_t {
  kFunctionAdded, kFunctionWorse, kCoercionRaised, kRequiredLost, kPermissionAdded, kSdkAdded, kPagesAdded, kAudienceChanged,
  kSignerChanged, kIdChanged,
};
inline constexpr std::array<std::string_view, 10> kChangeKindNames = {
    "function-added", "function-worse", "coercion-raised", "required-lost",  "permission-added",
    "sdk-added",      "pages-added",    "audience-changed", "signer-changed", "id-changed"};

struct ChangeRule {  // the first row that fits a change counts
  ChangeKind kind = ChangeKind::kFunctionAdded;
  std::vector<std::string> of;  // features, permissions ('*' at either end), categories of SDKs, audiences; empty: any
  Verdict from = Verdict::kHint;  // of functions: those that came to less do not count
  uint32_t least = 1;             // of pages: so many at once
  bool major = false;
  Bilingual title, reason;
  std::vector<Citation> citations;
};

// The literals that terms are found by, each with its terms: literal i has terms[starts[i]] … terms[starts[i + 1]].
struct TermLiterals {
  text::Literals literals;
  std::vector<uint32_t> starts, terms;
};

// What a scan makes of the rules before it reads anything; of those that were compiled into the binary it lies beside
// them. A copy of a rule set, which may be changed, has none.
struct Ready {
  text::Literals filter;
  TermLiterals terms;

  Ready() = default;
  Ready(const Ready&) {}
  Ready(Ready&&) = default;
  Ready& operator=(const Ready&) { return *this = Ready(); }
  Ready& operator=(Ready&&) = default;
  bool empty() const { return filter.ends.empty(); }
};

struct RuleSet {
  std::string name, version, digest;  // digest: "sha256:…" of the files' names and contents
  std::string annotation;             // the same of annotate/ alone: what evidence is settled with before rules ask
  std::vector<Term> terms;
  std::vector<TermSet> term_sets;
  std::vector<Rule> rules;            // sorted by id
  std::vector<Norm> norms;
  std::vector<Head> heads;
  std::vector<Feature> features;      // those that a declaration has to name
  std::vector<Signal> signals;
  std::optional<Condition> strong, some;  // common coercion, over signals (group = index of the signal)
  std::vector<Scene> scenes;
  std::vector<ApiName> apis;
  std::vector<SdkPrefix> sdks;
  std::vector<Packer> packers;
  Suspicion suspicion;
  std::vector<Framework> frameworks;
  Remote remote;
  std::vector<GapRule> gaps;
  // lexicon/common.yaml, in normal form.
  std::vector<std::string> negators, negated_states, norm_quotes;
  std::vector<std::string> negators_after, policy_marks;
  Bilingual after_reason, policy_reason;  // why a hit before such a word, or in such a text, does not count

  Ready ready;

  std::vector<ChangeRule> changes;  // of comparisons; no scan asks for them

  const Rule* find(std::string_view id) const;
  const TermSet* find_set(std::string_view id) const;
};

// regulation.md §5: exactly one a rule.
inline constexpr std::array<std::string_view, 19> kFeatures = {
    "clock-in", "points-ranking", "duration-statistics", "forced-download", "install-rate", "mandated-login",
    "likes-votes-shares", "forced-upload", "form-filling", "profit", "assessment", "complaint-channel",
    "completeness", "filing", "identity", "privacy", "security", "compatibility", "overlap"};

// Calls that annotation tells something by: capabilities, code that comes from elsewhere, pages of the web.
template <typename Visit>
void each_known_call(const RuleSet& rules, Visit visit) {
  for (const ApiName& api : rules.apis) {
    for (const ApiCall& call : api.calls) visit(call.call);
  }
  for (const Mechanism& mechanism : rules.remote.mechanisms) {
    for (const std::string& call : mechanism.calls) visit(call);
  }
  for (const std::string& call : rules.remote.web_calls) visit(call);
}

// Every literal that an item must hold one of to matter to these rules or their annotation: for text::Scanner.
// Terms are expanded into Traditional spellings and token forms.
std::vector<std::string> scanner_literals(const RuleSet& rules);
// Those of the terms as they stand in a normal form.
TermLiterals term_literals(const RuleSet& rules);

}  // namespace jianfu::rules
