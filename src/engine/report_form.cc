// One description of the fields serves writing and reading, so that the two cannot drift apart. A list is counted, an
// optional has a byte before it; a struct is its fields, in order.
#include "engine/report_form.h"

#include <array>
#include <bit>
#include <type_traits>
#include <utility>

#include "io/byte_reader.h"
#include "io/byte_writer.h"

namespace jianfu::engine {
namespace {

using rules::Condition;

constexpr unsigned kMostDepth = 64;  // packages in packages, parts in parts

class Write {
 public:
  static constexpr bool kReads = false;
  void text(const std::string& value) { out_.text(value); }
  void number(uint64_t value) { out_.number(value); }
  template <typename Enum>
  void enumeration(Enum value, size_t) { out_.byte(static_cast<unsigned>(value)); }
  bool deeper() { return true; }
  void up() {}
  std::string take() { return out_.take(); }

 private:
  io::ByteWriter out_;
};

class Read {
 public:
  static constexpr bool kReads = true;
  explicit Read(std::string_view bytes) : in_(bytes) {}
  void text(std::string& value) { value = in_.take(in_.number()); }
  uint64_t number() { return in_.number(); }
  template <typename Enum>
  void enumeration(Enum& value, size_t count) {
    const auto byte = in_.le<uint8_t>();
    valid_ &= byte < count;
    value = byte < count ? static_cast<Enum>(byte) : Enum{};
  }
  bool deeper() { return valid_ &= ++depth_ < kMostDepth; }
  void up() { --depth_; }
  bool good() const { return in_.ok() && valid_; }
  bool whole() const { return good() && in_.remaining() == 0; }
  void refuse() { valid_ = false; }

 private:
  io::ByteReader in_;
  unsigned depth_ = 0;
  bool valid_ = true;
};

// The fields. With Write, values are const.
template <typename Archive>
class Fields {
 public:
  explicit Fields(Archive& archive) : a_(archive) {}

  template <typename... Values>
  void operator()(Values&... values) { (one(values), ...); }

 private:
  template <typename T>
  using Plain = std::remove_const_t<T>;
  template <typename T, typename Of>
  static constexpr bool kIs = std::is_same_v<Plain<T>, Of>;
  template <typename T>
  struct Listed : std::false_type {};
  template <typename T>
  struct Listed<std::vector<T>> : std::true_type {};
  template <typename T>
  struct Optional : std::false_type {};
  template <typename T>
  struct Optional<std::optional<T>> : std::true_type {};
  template <typename T>
  struct Paired : std::false_type {};
  template <typename A, typename B>
  struct Paired<std::pair<A, B>> : std::true_type {};

  template <typename T>
  void one(T& value) {
    using P = Plain<T>;
    if constexpr (std::is_same_v<P, std::string>) a_.text(value);
    else if constexpr (std::is_same_v<P, double>) real(value);
    else if constexpr (std::is_integral_v<P>) number(value);
    else if constexpr (std::is_enum_v<P>) a_.enumeration(value, values_of<P>());
    else if constexpr (Listed<P>::value) list(value);
    else if constexpr (Optional<P>::value) optional(value);
    else if constexpr (Paired<P>::value) (*this)(value.first, value.second);
    else fields(value);
  }
  template <typename T>
  void number(T& value) {
    if constexpr (Archive::kReads) value = static_cast<T>(a_.number());
    else a_.number(static_cast<uint64_t>(value));
  }
  template <typename T>
  void real(T& value) {
    if constexpr (Archive::kReads) value = std::bit_cast<double>(a_.number());
    else a_.number(std::bit_cast<uint64_t>(value));
  }
  // Items are made as they are read and reading ends with the bytes, so a count alone makes nothing.
  template <typename List>
  void list(List& values) {
    if constexpr (Archive::kReads) {
      for (uint64_t left = a_.number(); left > 0 && a_.good(); --left) one(values.emplace_back());
    } else {
      a_.number(values.size());
      for (const auto& value : values) one(value);
    }
  }
  template <typename T>
  void optional(T& value) {
    if constexpr (Archive::kReads) {
      if (a_.number() != 0) one(value.emplace());
    } else {
      a_.number(value ? 1 : 0);
      if (value) one(*value);
    }
  }

  // How many words an enumeration has.
  template <typename Enum>
  static constexpr size_t values_of() {
    if constexpr (std::is_same_v<Enum, evidence::Kind>) return evidence::kKindNames.size();
    else if constexpr (std::is_same_v<Enum, evidence::Role>) return evidence::kRoleNames.size();
    else if constexpr (std::is_same_v<Enum, evidence::Owner>) return evidence::kOwnerNames.size();
    else if constexpr (std::is_same_v<Enum, evidence::Reach>) return evidence::kReachNames.size();
    else if constexpr (std::is_same_v<Enum, GapReason>) return core::kGapReasonNames.size();
    else if constexpr (std::is_same_v<Enum, Verdict>) return rules::kVerdictNames.size();
    else if constexpr (std::is_same_v<Enum, Severity>) return rules::kSeverityNames.size();
    else if constexpr (std::is_same_v<Enum, Grade>) return rules::kGradeNames.size();
    else if constexpr (std::is_same_v<Enum, Coercion>) return kCoercionNames.size();
    else if constexpr (std::is_same_v<Enum, Exemption>) return kExemptionNames.size();
    else if constexpr (std::is_same_v<Enum, Audience>) return rules::kAudienceNames.size();
    else if constexpr (std::is_same_v<Enum, Decision>) return kDecisionNames.size();
    else if constexpr (std::is_same_v<Enum, SketchRow::Kind>) return kSketchRowNames.size();
    else if constexpr (std::is_same_v<Enum, Part::Shape>) return size_t{Part::kAny} + 1;
    else if constexpr (std::is_same_v<Enum, Condition::Op>) return size_t{Condition::kOneStep} + 1;
    else if constexpr (std::is_same_v<Enum, Condition::Compare>) return size_t{Condition::kLess} + 1;
    else if constexpr (std::is_same_v<Enum, Condition::Reach>) return size_t{Condition::kPackage} + 1;
    else if constexpr (std::is_same_v<Enum, DeclaredView::State>) return size_t{DeclaredView::kDeclared} + 1;
    else if constexpr (std::is_same_v<Enum, IdentityView::State>) return size_t{IdentityView::kUnknown} + 1;
    else return size_t{SpecialView::kNotDetermined} + 1;
  }

  // ---- of other rooms ----
  template <typename T>
  void message(T& m) {
    if constexpr (Archive::kReads) {
      std::string name;
      a_.text(name);
      const std::optional<Msg> id = core::message_named(name);
      if (!id) a_.refuse();
      m.id = id.value_or(Msg::none);
    } else {
      a_.text(std::string(core::name_of(m.id)));
    }
    one(m.args);
  }
  template <typename T>
  void kinds(T& set) {
    if constexpr (Archive::kReads) set = evidence::KindSet::from_bits(static_cast<unsigned>(a_.number() & ((1U << evidence::kKindNames.size()) - 1)));
    else a_.number(set.bits());
  }
  template <typename T>
  void coverage(T& c) {
    (*this)(c.entries, c.read, c.skipped, c.opaque, c.bytes_total, c.bytes_read);
    for (auto& count : c.items) one(count);
  }
  template <typename T>
  void part(T& p) {
    if (a_.deeper()) {
      (*this)(p.shape, p.holds, p.parts, p.said, p.op, p.compare, p.reach, p.number, p.negated, p.groups, p.rule, p.rule_title,
              p.evidence, p.left_out);
    }
    a_.up();
  }
  template <typename T>
  void report(T& r) {
    if (a_.deeper()) {
      (*this)(r.unread, r.tool, r.package, r.scope, r.declaration, r.verdict, r.nothing_decisive_read, r.packed, r.provisions,
              r.heads, r.results, r.findings, r.required, r.coverage, r.gaps, r.inventory, r.nested, r.stats);
    }
    a_.up();
  }

  template <typename T>
  void fields(T& v) {
    using P = Plain<T>;
    auto& f = *this;
    if constexpr (kIs<T, Bilingual>) f(v.zh, v.en);
    else if constexpr (kIs<T, Message>) message(v);
    else if constexpr (kIs<T, evidence::KindSet>) kinds(v);
    else if constexpr (kIs<T, evidence::Location>) f(v.entry, v.line, v.column, v.offset, v.symbol, v.resource, v.locale);
    else if constexpr (kIs<T, evidence::Argument>) f(v.name, v.value);
    else if constexpr (kIs<T, evidence::Translation>) f(v.locale, v.text);
    else if constexpr (kIs<T, evidence::Evidence>)
      f(v.kind, v.role, v.owner, v.required, v.dormant, v.module, v.text, v.at, v.arguments, v.translations);
    else if constexpr (kIs<T, evidence::Gap>) f(v.why, v.what, v.detail, v.entry, v.module, v.hides, v.bytes, v.ask_zh, v.ask_en);
    else if constexpr (kIs<T, evidence::Coverage>) coverage(v);
    else if constexpr (kIs<T, platforms::Signer>)
      f(v.scheme, v.subject, v.issuer, v.serial, v.sha256, v.sha1, v.md5, v.valid_from, v.valid_until, v.key);
    else if constexpr (kIs<T, platforms::Part>) f(v.path, v.kind, v.name, v.size, v.sha256);
    else if constexpr (kIs<T, platforms::Package>)
      f(v.path, v.kind, v.id, v.name, v.version, v.size, v.sha256, v.signer, v.frameworks, v.parts, v.handed_in, v.tricks);
    else if constexpr (kIs<T, platforms::Trick>) f(v.id, v.place, v.detail, v.places);
    else own(static_cast<std::conditional_t<Archive::kReads, P&, const P&>>(v));
  }

  // ---- of the report ----
  template <typename T>
  void own(T& v) {
    auto& f = *this;
    if constexpr (kIs<T, EvidenceView>) f(v.item, v.module, v.flags, v.because, v.reason, v.marks);
    else if constexpr (kIs<T, GroupView>) f(v.name, v.say, v.kinds, v.roles, v.required, v.pressed, v.examples);
    else if constexpr (kIs<T, Part>) part(v);
    else if constexpr (kIs<T, GradeReason>) f(v.grade, v.condition, v.part);
    else if constexpr (kIs<T, Reasons>) f(v.presence, v.coercion, v.own_coercion, v.asks_coercion, v.by_matrix, v.dormant);
    else if constexpr (kIs<T, CitationView>)
      f(v.norm, v.norm_title, v.number, v.provision, v.provision_title, v.article, v.confidence);
    else if constexpr (kIs<T, ScreenView>) f(v.id, v.title);
    else if constexpr (kIs<T, ModuleView>) f(v.kind, v.id, v.title, v.reach, v.way);
    else if constexpr (kIs<T, SketchRow>) f(v.kind, v.text, v.required, v.hit, v.marks, v.skipped);
    else if constexpr (kIs<T, Sketch>) f(v.rows, v.skipped);
    else if constexpr (kIs<T, DeclaredView>) {
      f(v.state, v.kind, v.words, v.mandatory, v.reason, v.basis, v.scope, v.scene, v.scene_title);
      steps(v.steps);
    } else if constexpr (kIs<T, WaiverView>) f(v.file, v.basis, v.approver, v.reason, v.expires, v.expired);
    else if constexpr (kIs<T, ReviewView>) f(v.decision, v.exemption, v.remark, v.reviewer, v.date);
    else if constexpr (kIs<T, Finding>)
      f(v.rule_id, v.feature, v.provision, v.head, v.verdict, v.severity, v.presence, v.presence_because, v.coercion, v.signals,
        v.signal_titles, v.exemption, v.scenes, v.declared, v.module, v.title, v.message, v.question, v.remedy, v.evidence,
        v.counter_evidence, v.evidence_left_out, v.counter_left_out, v.citations, v.fingerprint, v.waiver, v.known, v.review,
        v.reasons, v.sketch);
    else if constexpr (kIs<T, RequiredView::Step>) f(v.grade, v.title, v.part);
    else if constexpr (kIs<T, RequiredView>)
      f(v.rule_id, v.feature, v.provision, v.verdict, v.grade, v.title, v.grade_title, v.message, v.question, v.remedy, v.steps,
        v.evidence, v.evidence_left_out, v.citations, v.fingerprint, v.waiver, v.known, v.review);
    else if constexpr (kIs<T, RuleResult>)
      f(v.rule_id, v.title, v.feature, v.provision, v.verdict, v.needs, v.blocked_by, v.head, v.severity, v.waiver, v.known);
    else if constexpr (kIs<T, HeadView>) f(v.head, v.title);
    else if constexpr (kIs<T, ProvisionView>) f(v.provision, v.title, v.verdict, v.rules);
    else if constexpr (kIs<T, GapView>) f(v.id, v.gap, v.module, v.what);
    else if constexpr (kIs<T, Inventory>) f(v.permissions, v.sdks, v.pages, v.pages_left_out, v.endpoints);
    else if constexpr (kIs<T, ToolView>) f(v.name, v.version, v.ruleset_name, v.ruleset_version, v.ruleset_digest);
    else if constexpr (kIs<T, ScopeView>) f(v.audience, v.filing_required, v.audience_given, v.filing_given);
    else if constexpr (kIs<T, IdentityView>) f(v.state, v.field, v.declared, v.found);
    else if constexpr (kIs<T, SpecialView>) f(v.state, v.declared, v.title, v.findings);
    else if constexpr (kIs<T, DeclarationView>)
      f(v.file, v.unit, v.region, v.gov_no, v.icp_no, v.date, v.platform, v.level, v.kind, v.functions, v.identity, v.special);
    else if constexpr (kIs<T, Stats>) f(v.counts, v.milliseconds);
    else report(v);
  }
  // Below zero too.
  template <typename T>
  void steps(T& value) {
    if constexpr (Archive::kReads) value = static_cast<int>(static_cast<int64_t>(a_.number()));
    else a_.number(static_cast<uint64_t>(int64_t{value}));
  }

  Archive& a_;
};

}  // namespace

std::string to_bytes(const Report& report) {
  Write out;
  Fields<Write> fields(out);
  fields(report);
  return out.take();
}

std::optional<Report> report_from(std::string_view bytes) {
  Read in(bytes);
  Report out;
  Fields<Read> fields(in);
  fields(out);
  if (!in.whole()) return std::nullopt;
  return out;
}

}  // namespace jianfu::engine
