#include "audit/record.h"

#include <algorithm>

#include "audit/pack.h"
#include "io/byte_reader.h"
#include "io/byte_writer.h"
#include "report/json_writer.h"
#include "report/mask.h"
#include "report/tampering.h"

namespace jianfu::audit {
namespace {

using engine::Report;
using rules::Verdict;

bool worth_a_row(Verdict verdict) { return verdict != Verdict::kNotFound && verdict != Verdict::kNotApplicable; }

template <typename Names, typename Value>
std::string name_of(const Names& names, Value value) {
  return std::string(names[static_cast<size_t>(value)]);
}

PlaceRow place_of(const engine::EvidenceView& view) {
  const evidence::Evidence& item = view.item;
  return {name_of(evidence::kKindNames, item.kind),
          item.role == evidence::Role::kNone ? std::string() : name_of(evidence::kRoleNames, item.role),
          report::masked(item.text),
          item.at.entry,
          item.at.symbol,
          view.because,
          item.at.line};
}

FindingRow finding_of(const engine::Finding& finding, const std::string& inside) {
  FindingRow out;
  out.inside = inside;
  out.rule = finding.rule_id;
  out.feature = finding.feature;
  out.provision = finding.provision;
  out.verdict = name_of(rules::kVerdictNames, finding.verdict);
  out.severity = name_of(rules::kSeverityNames, finding.severity);
  out.presence = name_of(rules::kGradeNames, finding.presence);
  out.coercion = name_of(engine::kCoercionNames, finding.coercion);
  out.exemption = name_of(engine::kExemptionNames, finding.exemption);
  out.module = finding.module.id;
  out.module_title = finding.module.title;
  out.title_zh = finding.title.zh;
  out.title_en = finding.title.en;
  out.fingerprint = finding.fingerprint;
  const size_t places = std::min(finding.evidence.size(), kMostEvidence);
  for (size_t i = 0; i < places; ++i) out.places.push_back(place_of(finding.evidence[i]));
  return out;
}

GapRow gap_of(const engine::GapView& view) {
  const evidence::Gap& gap = view.gap;
  const bool said = gap.what.id != Msg::none;
  return {name_of(core::kGapReasonNames, gap.why),
          gap.entry,
          said ? gap.what.render(Lang::kZh) : gap.detail,
          said ? gap.what.render(Lang::kEn) : gap.detail,
          gap.ask_zh,
          gap.ask_en,
          gap.bytes};
}

TrickRow trick_of(const platforms::Trick& trick) {
  return {trick.id, trick.place, trick.detail, report::trick_told(trick, Lang::kZh), report::trick_told(trick, Lang::kEn), trick.places};
}

// Rows of the report and of those inside of it.
void add_rows(const Report& report, const std::string& inside, Record& out) {
  for (const engine::Finding& finding : report.findings) out.findings.push_back(finding_of(finding, inside));
  for (const engine::RuleResult& result : report.results) {
    if (inside.empty() && result.verdict == Verdict::kNotDetermined)
      out.undecided.push_back({result.rule_id, result.provision, result.title.zh, result.title.en});
  }
  for (const engine::GapView& gap : report.gaps) {
    if (out.gaps.size() < kMostGaps) out.gaps.push_back(gap_of(gap));
  }
  out.gaps_in_all += report.gaps.size();
  for (const platforms::Trick& trick : report.package.tricks) out.tricks.push_back(trick_of(trick));
  for (const Report& inner : report.nested) add_rows(inner, inner.package.path, out);
}

void add_duties(const Report& report, Record& out) {
  for (const engine::RequiredView& duty : report.required) {
    if (worth_a_row(duty.verdict))
      out.required.push_back({duty.rule_id, duty.feature, duty.provision, name_of(rules::kVerdictNames, duty.verdict),
                              duty.grade, duty.title.zh, duty.title.en});
  }
  for (const engine::ProvisionView& provision : report.provisions) {
    if (worth_a_row(provision.verdict))
      out.provisions.push_back({provision.provision, provision.title.zh, provision.title.en,
                                name_of(rules::kVerdictNames, provision.verdict)});
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

// Where it lay is no property of a package.
void forget_places(platforms::Package& package) {
  const auto base = [](const std::string& path) { return path.substr(path.find_last_of('/') + 1); };
  package.path.clear();
  for (platforms::Part& part : package.parts) part.path = base(part.path);
}

// ---- bytes ----

// The same walk over the fields writes and reads them.
class Writer {
 public:
  void operator()(const std::string& text) { out_.text(text); }
  void operator()(const uint64_t& value) { out_.number(value); }
  void operator()(const uint32_t& value) { out_.number(value); }
  void operator()(const bool& value) { out_.number(value ? 1 : 0); }
  template <typename Row>
  void operator()(const std::vector<Row>& rows) {
    out_.number(rows.size());
    for (const Row& row : rows) walk(*this, row);
  }
  std::string take() { return out_.take(); }

 private:
  io::ByteWriter out_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : in_(bytes) {}
  void operator()(std::string& text) { text = in_.take(in_.number()); }
  void operator()(uint64_t& value) { value = in_.number(); }
  void operator()(uint32_t& value) { value = static_cast<uint32_t>(in_.number()); }
  void operator()(bool& value) { value = in_.number() != 0; }
  template <typename Row>
  void operator()(std::vector<Row>& rows) {
    for (uint64_t left = in_.number(); left > 0 && in_.ok(); --left) {  // a row has a byte at least
      rows.emplace_back();
      walk(*this, rows.back());
    }
  }
  bool complete() const { return in_.ok() && in_.remaining() == 0; }

 private:
  io::ByteReader in_;
};

template <typename Archive, typename... Fields>
void each(Archive& archive, Fields&... fields) {
  (archive(fields), ...);
}

// `Row` is const when written.
template <typename Archive, typename Row>
void walk(Archive& archive, Row& row) {
  using Plain = std::remove_const_t<Row>;
  if constexpr (std::is_same_v<Plain, PlaceRow>) {
    each(archive, row.kind, row.role, row.text, row.entry, row.symbol, row.because, row.line);
  } else if constexpr (std::is_same_v<Plain, FindingRow>) {
    each(archive, row.inside, row.rule, row.feature, row.provision, row.verdict, row.severity, row.presence, row.coercion,
         row.exemption, row.module, row.module_title, row.title_zh, row.title_en, row.fingerprint, row.places);
  } else if constexpr (std::is_same_v<Plain, RequiredRow>) {
    each(archive, row.rule, row.feature, row.provision, row.verdict, row.grade, row.title_zh, row.title_en);
  } else if constexpr (std::is_same_v<Plain, ProvisionRow>) {
    each(archive, row.provision, row.title_zh, row.title_en, row.verdict);
  } else if constexpr (std::is_same_v<Plain, UndecidedRow>) {
    each(archive, row.rule, row.provision, row.title_zh, row.title_en);
  } else if constexpr (std::is_same_v<Plain, GapRow>) {
    each(archive, row.why, row.entry, row.what_zh, row.what_en, row.ask_zh, row.ask_en, row.bytes);
  } else if constexpr (std::is_same_v<Plain, TrickRow>) {
    each(archive, row.id, row.entry, row.detail, row.says_zh, row.says_en, row.places);
  } else if constexpr (std::is_same_v<Plain, FeatureRow>) {
    each(archive, row.kind, row.text);
  } else {
    each(archive, row.content, row.failure_zh, row.failure_en, row.kind, row.app_id, row.name, row.version, row.signer,
         row.frameworks, row.size, row.verdict, row.nothing_decisive, row.packed, row.entries, row.entries_read,
         row.bytes_total, row.bytes_read, row.provisions, row.findings, row.required, row.undecided, row.gaps,
         row.gaps_in_all, row.tricks, row.features, row.report);
  }
}

}  // namespace

Record record_of(Report report, std::string content) {
  Record out;
  out.content = std::move(content);
  const platforms::Package& package = report.package;
  out.kind = package.kind;
  out.app_id = package.id;
  out.name = package.name;
  out.version = package.version;
  out.size = package.size;
  for (const platforms::Part& part : package.parts) out.size += part.size;
  if (!package.signer.empty()) out.signer = package.signer.front().sha256;
  out.frameworks = joined(package.frameworks);
  out.verdict = name_of(rules::kVerdictNames, report.verdict);
  out.nothing_decisive = report.nothing_decisive_read;
  out.packed = report.packed;
  out.entries = report.coverage.entries;
  out.entries_read = report.coverage.read;
  out.bytes_total = report.coverage.bytes_total;
  out.bytes_read = report.coverage.bytes_read;
  add_rows(report, {}, out);
  add_duties(report, out);
  forget_places(report.package);
  std::vector<Report> one;
  one.push_back(std::move(report));
  out.report = packed(report::write_json(one, {}));
  return out;
}

Record failure_of(std::string content, uint64_t size, const Error& error) {
  Record out;
  out.content = std::move(content);
  out.size = size;
  out.failure_zh = error.what.render(Lang::kZh);
  out.failure_en = error.what.render(Lang::kEn);
  return out;
}

std::string to_letter(const Record& record) {
  Writer writer;
  walk(writer, record);
  return writer.take();
}

Result<Record> from_letter(std::string_view bytes, const std::string& name) {
  Record out;
  Reader reader(bytes);
  walk(reader, out);
  if (!reader.complete()) return problem(ErrorKind::kCorrupt, Phrase::audit_torn, {}, name);
  return out;
}

std::string to_bytes(const Record& record) { return sealed(to_letter(record)); }

Result<Record> from_bytes(std::string_view bytes, const std::string& name) {
  const Result<std::string_view> body = unsealed(bytes, name);
  if (!body) return body.error();
  return from_letter(*body, name);
}

}  // namespace jianfu::audit
