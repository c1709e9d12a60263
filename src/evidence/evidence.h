// The vocabulary between readers and rules. Platforms end at it, rules begin at it: modules with their edges,
// pieces of evidence with their places, and gaps. Its text form (text_form.h) is the debug dump, the cache of
// batch audits and the fixture of rule tests.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/defect.h"

namespace jianfu::evidence {

enum class Kind : uint8_t {
  kText,        // what a person can see
  kPurpose,     // why a permission is asked
  kLiteral,     // other string of code
  kIdentifier,  // class, method, field, variable, JSON key, resource id
  kCall,        // raw call: wx.getLocation, android.location.LocationManager.requestLocationUpdates; with literal arguments
  kApi,         // platform capability, named once for all platforms; made by engine/annotate
  kEndpoint,    // URL or path of a request
  kRoute,       // page path, component, deep link
  kPermission,
  kComponent,   // activity, service, custom component …
  kField,       // form field: text is its label
  kSdk,
  kAsset,
  kFact,        // format, framework, signer, tampering
};
inline constexpr std::array<std::string_view, 14> kKindNames = {
    "text",  "purpose",    "literal",   "identifier", "call", "api",   "endpoint",
    "route", "permission", "component", "field",      "sdk",  "asset", "fact"};

// Of text only; kNone for every other kind.
enum class Role : uint8_t { kNone, kLabel, kTitle, kMessage, kContent, kUnknown };
inline constexpr std::array<std::string_view, 6> kRoleNames = {"none", "label", "title", "message", "content", "unknown"};

enum class Owner : uint8_t { kUnknown, kApp, kThirdParty, kTemplate };
inline constexpr std::array<std::string_view, 4> kOwnerNames = {"unknown", "app", "third-party", "template"};

enum class Reach : uint8_t { kUnknown, kYes, kNo };
inline constexpr std::array<std::string_view, 3> kReachNames = {"unknown", "yes", "no"};

enum class ModuleKind : uint8_t {
  kApp,        // launch code: app.js, the Application class
  kPage,       // a mini-program page, an Activity: something that fills the screen
  kComponent,  // a part of a screen: custom component, Fragment, Dialog, adapter
  kLayout,
  kClass,
  kScript,
  kService,    // runs without a screen: Service, Receiver, worker
  kResources,  // texts that no screen could be found for
};
inline constexpr std::array<std::string_view, 8> kModuleKindNames = {"app",   "page",   "component", "layout",
                                                                     "class", "script", "service",   "resources"};

enum class EdgeKind : uint8_t {
  kOpens,     // shows another screen
  kIncludes,  // is made of: layout, component, template
  kUses,      // requires or calls code of
};
inline constexpr std::array<std::string_view, 3> kEdgeKindNames = {"opens", "includes", "uses"};

// A small set of kinds, for "needs" and "hides".
class KindSet {
 public:
  constexpr KindSet() = default;
  constexpr KindSet(std::initializer_list<Kind> kinds) {
    for (const Kind kind : kinds) add(kind);
  }
  constexpr void add(Kind kind) { bits_ = static_cast<uint16_t>(bits_ | (1u << static_cast<unsigned>(kind))); }
  constexpr bool has(Kind kind) const { return (bits_ >> static_cast<unsigned>(kind)) & 1u; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool meets(KindSet other) const { return (bits_ & other.bits_) != 0; }
  constexpr KindSet common(KindSet other) const { return from_bits(bits_ & other.bits_); }
  constexpr uint16_t bits() const { return bits_; }
  static constexpr KindSet from_bits(unsigned bits) {
    KindSet out;
    out.bits_ = static_cast<uint16_t>(bits);
    return out;
  }
  friend constexpr bool operator==(KindSet, KindSet) = default;

 private:
  uint16_t bits_ = 0;
};

// Where a piece stands, so that a person can find it again.
struct Location {
  std::string entry;              // path inside the package; nested containers joined by "!/"
  uint32_t line = 0;              // 1-based, 0 when not a text file
  uint32_t column = 0;            // 1-based, in characters; 0 when unknown
  std::optional<uint64_t> offset; // byte offset in the entry, for binary files
  std::string symbol;             // class and method, function
  std::string resource;           // resource key: string/sign_title
  std::string locale;             // BCP 47-like: zh-CN, zh-Hant; empty for the default
  friend bool operator==(const Location&, const Location&) = default;
};

inline constexpr uint32_t kNoModule = UINT32_MAX;

struct Module {
  std::string id;     // unique in the set: pages/sign/index, com.x.SignActivity, layout/activity_sign
  ModuleKind kind = ModuleKind::kPage;
  std::string title;  // shown to the user; empty when unknown
  Owner owner = Owner::kUnknown;
  Reach reach = Reach::kUnknown;
  bool entry = false; // where the program starts: first page, launcher activity, launch code
  std::string place;  // entry of the package that it mainly stands in
  bool speaks = false; // shows something in Chinese, whether that was kept or not; known while it is read, and not kept
  friend bool operator==(const Module&, const Module&) = default;
};

struct Edge {
  EdgeKind kind = EdgeKind::kOpens;
  uint32_t from = kNoModule;
  uint32_t to = kNoModule;
  std::string entry;  // where it is written; may be empty
  uint32_t line = 0;
  friend bool operator==(const Edge&, const Edge&) = default;
};

// A literal argument of a call. The name is the key path in an object literal ("sourceType"), or empty for a
// positional argument. Values are literals as text: camera, false, 10.
struct Argument {
  std::string name;
  std::string value;
  friend bool operator==(const Argument&, const Argument&) = default;
};

struct Translation {
  std::string locale;
  std::string text;
  friend bool operator==(const Translation&, const Translation&) = default;
};

struct Evidence {
  Kind kind = Kind::kText;
  Role role = Role::kNone;
  Owner owner = Owner::kUnknown;
  bool required = false;  // of a field: must be filled
  bool dormant = false;   // nothing references it, or it is commented out of every way in
  uint32_t module = kNoModule;
  std::string text;       // as found, valid UTF-8
  Location at;
  std::vector<Argument> arguments;
  std::vector<Translation> translations;  // the same key in other locales
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct Gap {
  GapReason why = GapReason::kCorrupt;
  Message what;                // what was not read, for people; id none when only `detail` says it
  std::string detail;          // free text beside or instead of `what`
  std::string entry;           // where
  uint32_t module = kNoModule; // kNoModule: it may matter everywhere
  KindSet hides;               // filled by engine/annotate from rules/annotate/gaps.yaml when empty
  uint64_t bytes = 0;
  std::string ask_zh;          // what to ask the applicant for; filled by engine/annotate
  std::string ask_en;
  friend bool operator==(const Gap&, const Gap&) = default;
};

// How much was looked at. Entries and bytes are those of the package's containers.
struct Coverage {
  uint64_t entries = 0;
  uint64_t read = 0;
  uint64_t skipped = 0;  // pictures, media, fonts …: not a gap
  uint64_t opaque = 0;   // a gap says why
  uint64_t bytes_total = 0;
  uint64_t bytes_read = 0;
  std::array<uint64_t, kKindNames.size()> items{};  // seen, by kind, whether kept or not
  friend bool operator==(const Coverage&, const Coverage&) = default;
};

struct EvidenceSet {
  std::vector<Module> modules;
  std::vector<Edge> edges;
  std::vector<Evidence> evidence;
  std::vector<Gap> gaps;
  Coverage coverage;
  // Counts of the reading for `--stats` ("dex.methods-with-code"), in order of first mention; not in the text form.
  std::vector<std::pair<std::string, uint64_t>> figures;
};

}  // namespace jianfu::evidence
