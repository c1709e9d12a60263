#include "report/json_writer.h"

#include <array>

#include "report/excerpt.h"
#include "report/json_names.h"
#include "report/json_stream.h"
#include "report/json_values.h"
#include "report/mask.h"
#include "report/spoken.h"
#include "report/tampering.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

using engine::Bilingual;
using engine::Report;

constexpr size_t kMostText =
    16'384;  // bytes of one text: a data blob of megabytes in a literal is no proof of anything

// Each function tells the fields of one object.
class JsonReport : public JsonStream {
 public:
  JsonReport(const WriteOptions& options, Form form) : JsonStream(form), options_(options) {}

  void report(const Report& r) {
    if (r.unread) return unread(r);
    field("schema", kReportSchema);
    fields("tool", [&] { tool(r.tool); });
    fields("package", [&] { package(r.package); });
    fields("scope", [&] { scope(r.scope); });
    or_null("declaration", r.declaration, [&](const auto& one) { declaration(one); });
    field("verdict", name_in(rules::kVerdictNames, r.verdict));
    rows("provisions", r.provisions, [&](const auto& one) { provision(one); });
    rows("heads", r.heads, [&](const engine::HeadView& one) { field("head", one.head), both("title", one.title); });
    rows("results", r.results, [&](const auto& one) { result(one); });
    rows("findings", r.findings, [&](const auto& one) { finding(one); });
    rows("required", r.required, [&](const auto& one) { required(one); });
    fields("coverage", [&] { coverage(r); });
    fields("inventory", [&] { inventory(r.inventory); });
    if (r.stats) fields("stats", [&] { stats(*r.stats); });
    rows("nested", r.nested, [&](const Report& one) { report(one); });
  }

 private:
  void unread(const Report& r) {
    field("schema", kReportSchema);
    field("path", valid(r.package.path));
    fields("error", [&] { bilingual(valid(r.unread->zh), valid(r.unread->en)); });
  }
  std::string shown(const std::string& text) const {
    return options_.unmask ? valid(text) : masked(valid(text));
  }
  void bilingual(const std::string& zh, const std::string& en) { field("zh", zh), field("en", en); }
  void both(const Bilingual& text) { bilingual(shown(text.zh), shown(text.en)); }
  void both(std::string_view name, const Bilingual& text) {
    fields(name, [&] { both(text); });
  }
  void all(std::string_view name, const std::vector<Bilingual>& texts) {
    rows(name, texts, [&](const Bilingual& text) { both(text); });
  }

  // What is not there is null: an empty text, 0, an optional without a value.
  void or_null(std::string_view name, const std::string& text) { text.empty() ? field(name, nullptr) : field(name, valid(text)); }
  void or_null(std::string_view name, const Bilingual& text) {
    text.zh.empty() && text.en.empty() ? field(name, nullptr) : both(name, text);
  }
  void or_null(std::string_view name, uint64_t number) { number == 0 ? field(name, nullptr) : field(name, number); }
  template <typename T, typename Tell>
  void or_null(std::string_view name, const std::optional<T>& what, Tell tell) {
    what ? fields(name, [&] { tell(*what); }) : field(name, nullptr);
  }

  void kinds(std::string_view name, evidence::KindSet set) {
    std::vector<std::string_view> names;
    for (size_t i = 0; i < evidence::kKindNames.size(); ++i) {
      if (set.has(static_cast<evidence::Kind>(i))) names.push_back(evidence::kKindNames[i]);
    }
    field(name, names);
  }

  void tool(const engine::ToolView& t) {
    field("name", t.name);
    field("version", t.version);
    fields("ruleset", [&] { field("name", t.ruleset_name), field("version", t.ruleset_version), field("digest", t.ruleset_digest); });
  }

  void signer(const platforms::Signer& s) {
    field("scheme", valid(s.scheme));
    field("subject", valid(s.subject));
    field("issuer", valid(s.issuer));
    field("serial", valid(s.serial));
    field("sha256", s.sha256);
    field("sha1", s.sha1);
    field("md5", s.md5);
    or_null("valid_from", s.valid_from);
    or_null("valid_until", s.valid_until);
    or_null("key", s.key);
  }
  void trick(const platforms::Trick& t) {
    field("id", t.id);
    field("place", valid(t.place));
    field("detail", valid(t.detail));
    field("places", t.places);
    fields("says", [&] { bilingual(trick_told(t, Lang::kZh), trick_told(t, Lang::kEn)); });
  }
  void package(const platforms::Package& p) {
    field("path", valid(p.path));
    field("kind", p.kind);
    field("id", valid(p.id));
    field("name", shown(p.name));
    field("version", valid(p.version));
    field("size", p.size);
    or_null("sha256", p.sha256);
    rows("signer", p.signer, [&](const platforms::Signer& one) { signer(one); });
    field("frameworks", p.frameworks, [&](const std::string& name) { value(valid(name)); });
    rows("tampering", p.tricks, [&](const platforms::Trick& one) { trick(one); });
    field("handed_in", p.handed_in);
    rows("parts", p.parts, [&](const platforms::Part& part) {
      field("path", valid(part.path));
      field("kind", part.kind);
      field("name", valid(part.name));
      field("size", part.size);
      or_null("sha256", part.sha256);
    });
  }

  void scope(const engine::ScopeView& s) {
    std::vector<std::string_view> assumed;
    if (!s.audience_given) assumed.push_back("audience");
    if (!s.filing_given) assumed.push_back("filing_required");
    field("audience", name_in(rules::kAudienceNames, s.audience));
    field("filing_required", s.filing_required);
    field("assumed", assumed);
  }
  void declared(const engine::DeclaredView& d) {
    const bool declared = d.state == engine::DeclaredView::kDeclared;
    field("state", kDeclaredStates[declared ? 1 : 0]);
    field("steps", d.steps);
    if (declared) words_of(d);
  }
  void words_of(const engine::DeclaredView& d) {
    field("kind", d.kind);
    field("words", shown(d.words));
    field("mandatory", d.mandatory);
    or_null("reason", shown(d.reason));
    or_null("basis", shown(d.basis));
    or_null("scene", d.scene);
    or_null("scene_title", d.scene_title);
    or_null("scope", shown(d.scope));
  }
  void declaration(const engine::DeclarationView& d) {
    field("file", valid(d.file));
    fields("unit", [&] {
      field("name", shown(d.unit)), field("region", shown(d.region)), or_null("level", d.level), or_null("kind", d.kind);
    });
    fields("filing", [&] { or_null("gov_no", shown(d.gov_no)), or_null("icp_no", shown(d.icp_no)), or_null("date", d.date); });
    or_null("platform", shown(d.platform));
    rows("functions", d.functions, [&](const auto& one) { field("name", shown(one.first)), or_null("desc", shown(one.second)); });
    rows("identity", d.identity, [&](const engine::IdentityView& one) {
      or_null("field", one.field);
      field("state", name_in(kIdentityStates, one.state));
      field("declared", shown(one.declared));
      or_null("found", shown(one.found));
    });
    rows("special_functions", d.special, [&](const engine::SpecialView& one) {
      if (one.declared.state == engine::DeclaredView::kDeclared) words_of(one.declared);
      both("title", one.title);
      field("found", name_in(kSpecialStates, one.state));
      field("findings", one.findings);
    });
  }

  void provision(const engine::ProvisionView& p) {
    field("provision", p.provision);
    field("verdict", name_in(rules::kVerdictNames, p.verdict));
    field("rules", p.rules);
    both("title", p.title);
  }
  void result(const engine::RuleResult& r) {
    field("rule_id", r.rule_id);
    field("verdict", name_in(rules::kVerdictNames, r.verdict));
    kinds("needs", r.needs);
    field("blocked_by", r.blocked_by);
    field("feature", r.feature);
    field("provision", r.provision);
    both("title", r.title);
    or_null("head", r.head);
    field("severity", name_in(rules::kSeverityNames, r.severity));
    waiver(r.waiver);
    field("known", r.known);
  }

  void finding(const engine::Finding& f) {
    field("rule_id", f.rule_id);
    field("feature", f.feature);
    field("provision", f.provision);
    field("verdict", name_in(rules::kVerdictNames, f.verdict));
    field("severity", name_in(rules::kSeverityNames, f.severity));
    fields("presence", [&] { field("grade", name_in(rules::kGradeNames, f.presence)), field("because", f.presence_because); });
    fields("coercion", [&] {
      field("grade", name_in(engine::kCoercionNames, f.coercion));
      field("signals", f.signals);
      all("signal_titles", f.signal_titles);
    });
    fields("exemption", [&] { field("state", name_in(engine::kExemptionNames, f.exemption)), all("scenes", f.scenes); });
    or_null("declared", f.declared, [&](const auto& one) { declared(one); });
    fields("module", [&] { module(f.module); });
    both("title", f.title);
    both("message", f.message);
    both("question", f.question);
    both("remedy", f.remedy);
    evidence("evidence", f.evidence);
    evidence("counter_evidence", f.counter_evidence);
    citations(f.citations);
    field("fingerprint", f.fingerprint);
    waiver(f.waiver);
    field("known", f.known);
    review(f.review);
    or_null("head", f.head);
    field("evidence_left_out", f.evidence_left_out);
    field("counter_evidence_left_out", f.counter_left_out);
    if (!options_.explain) return;
    fields("explanation", [&] { explanation(f.reasons); });
    f.sketch.rows.empty() ? field("sketch", nullptr) : fields("sketch", [&] { sketch(f.sketch); });
  }
  void waiver(const std::optional<engine::WaiverView>& waived) {
    or_null("waiver", waived, [&](const engine::WaiverView& w) {
      field("file", valid(w.file));
      field("basis", shown(w.basis));
      field("approver", shown(w.approver));
      field("reason", shown(w.reason));
      field("expires", w.expires);
      field("expired", w.expired);
    });
  }
  void review(const std::optional<engine::ReviewView>& reviewed) {
    or_null("review", reviewed, [&](const engine::ReviewView& r) {
      field("decision", name_in(engine::kDecisionNames, r.decision));
      field("exemption", shown(r.exemption));
      field("remark", shown(r.remark));
      field("reviewer", shown(r.reviewer));
      field("date", r.date);
    });
  }
  void required(const engine::RequiredView& r) {
    field("rule_id", r.rule_id);
    field("verdict", name_in(rules::kVerdictNames, r.verdict));
    field("grade", r.grade);
    evidence("evidence", r.evidence);
    field("evidence_left_out", r.evidence_left_out);
    field("feature", r.feature);
    field("provision", r.provision);
    both("title", r.title);
    both("grade_title", r.grade_title);
    both("message", r.message);
    both("question", r.question);
    both("remedy", r.remedy);
    citations(r.citations);
    field("fingerprint", r.fingerprint);
    waiver(r.waiver);
    field("known", r.known);
    review(r.review);
    if (!options_.explain) return;
    rows("explanation", r.steps, [&](const engine::RequiredView::Step& step) {
      field("grade", step.grade);
      both("title", step.title);
      field("holds", !step.part || step.part->holds);
      or_null("condition", step.part, [&](const engine::Part& one) { part(one); });
    });
  }

  // ---- explanations ----
  void explanation(const engine::Reasons& r) {
    rows("presence", r.presence, [&](const engine::GradeReason& reason) {
      field("grade", name_in(rules::kGradeNames, reason.grade));
      field("holds", reason.part.holds);
      field("written", valid(reason.condition));
      fields("condition", [&] { part(reason.part); });
    });
    or_null("coercion", r.coercion, [&](const engine::Part& one) { field("own", r.own_coercion), fields("condition", [&] { part(one); }); });
    field("asks_coercion", r.asks_coercion);
    field("by_matrix", name_in(rules::kVerdictNames, r.by_matrix));
    field("dormant", r.dormant);
  }
  void part(const engine::Part& p) {
    field("shape", name_in(kPartShapes, p.shape));
    field("holds", p.holds);
    const bool one = p.shape == engine::Part::kOne;
    one ? both("said", {spoken(p, Lang::kZh), spoken(p, Lang::kEn)}) : field("said", nullptr);
    field("negated", p.negated);
    field("groups", p.groups, [&](const engine::GroupView& group) { value(valid(group.name)); });
    or_null("rule_id", p.rule);
    evidence("evidence", p.evidence);
    field("more", p.left_out);
    rows("of", p.parts, [&](const engine::Part& inner) { part(inner); });
  }
  void sketch(const engine::Sketch& s) {
    rows("rows", s.rows, [&](const engine::SketchRow& row) { sketch_row(row); });
    field("skipped", s.skipped);
  }
  void sketch_row(const engine::SketchRow& row) {
    engine::EvidenceView view;
    view.item.text = row.text;
    view.marks = row.marks;
    const Excerpt cut = excerpt(view, row.text.size(), options_.unmask);
    field("kind", name_in(engine::kSketchRowNames, row.kind));
    field("text", valid(cut.text));
    field("required", row.required);
    field("hit", row.hit);
    marks(cut);
    field("skipped", row.skipped);
  }
  void module(const engine::ModuleView& m) {
    field("kind", m.kind);
    field("id", valid(m.id));
    field("title", shown(m.title));
    m.reach == evidence::Reach::kUnknown ? field("reachable", nullptr) : field("reachable", m.reach == evidence::Reach::kYes);
    screens("way", m.way);
  }
  void screens(std::string_view name, const std::vector<engine::ScreenView>& views) {
    rows(name, views, [&](const engine::ScreenView& one) { field("id", valid(one.id)), field("title", shown(one.title)); });
  }
  void texts(std::string_view name, const std::vector<std::string>& all) {
    field(name, all, [&](const std::string& one) { value(shown(one)); });
  }
  void inventory(const engine::Inventory& i) {
    texts("permissions", i.permissions);
    texts("sdks", i.sdks);
    screens("pages", i.pages);
    field("pages_left_out", i.pages_left_out);
    i.endpoints ? texts("endpoints", *i.endpoints) : field("endpoints", nullptr);
  }

  // Hits as [begin, end) in characters of the text as shown.
  void marks(const Excerpt& cut) {
    std::vector<size_t> bytes;
    for (const auto& [begin, end] : cut.marks) bytes.insert(bytes.end(), {begin, end});
    const std::vector<size_t> characters = in_characters(cut.text, bytes);
    std::vector<std::array<size_t, 2>> pairs;
    for (size_t i = 0; i + 1 < characters.size(); i += 2) pairs.push_back({characters[i], characters[i + 1]});
    field("marks", pairs);
  }
  void evidence(const engine::EvidenceView& view) {
    const evidence::Evidence& item = view.item;
    const Excerpt cut = excerpt(view, kMostText, options_.unmask);
    std::vector<std::string> flags = view.flags;
    if (cut.cut_front || cut.cut_back) flags.emplace_back("cut");
    field("kind", name_in(evidence::kKindNames, item.kind));
    item.role == evidence::Role::kNone ? field("role", nullptr) : field("role", name_in(evidence::kRoleNames, item.role));
    field("text", valid(cut.text));
    field("entry", valid(item.at.entry));
    or_null("line", item.at.line);
    field("offset", item.at.offset);
    or_null("symbol", item.at.symbol);
    or_null("resource", item.at.resource);
    field("owner", name_in(evidence::kOwnerNames, item.owner));
    or_null("locale", item.at.locale);
    rows("translations", item.translations, [&](const evidence::Translation& other) { field("locale", valid(other.locale)), field("text", shown(other.text)); });
    field("flags", flags);
    or_null("column", item.at.column);
    rows("arguments", item.arguments, [&](const evidence::Argument& argument) { field("name", valid(argument.name)), field("value", shown(argument.value)); });
    or_null("module", view.module);
    or_null("because", view.because);
    or_null("reason", view.reason);
    marks(cut);
  }
  void evidence(std::string_view name, const std::vector<engine::EvidenceView>& views) {
    rows(name, views, [&](const engine::EvidenceView& view) { evidence(view); });
  }
  void citations(const std::vector<engine::CitationView>& views) {
    rows("citations", views, [&](const engine::CitationView& c) {
      field("norm", c.norm);
      field("provision", c.provision);
      field("confidence", c.confidence);
      both("norm_title", c.norm_title);
      field("number", c.number);
      both("provision_title", c.provision_title);
      or_null("article", c.article);
    });
  }

  void gap(const engine::GapView& view) {
    const evidence::Gap& g = view.gap;
    const std::string& said = view.what.in(options_.lang);
    field("id", view.id);
    field("what", shown(said.empty() ? g.detail : said));
    field("why", core::name_of(g.why));
    kinds("hides", g.hides);
    both("ask", {g.ask_zh, g.ask_en});
    or_null("entry", g.entry);
    or_null("module", view.module);
    or_null("bytes", g.bytes);
    both("message", view.what);
    g.detail.empty() ? field("detail", nullptr) : field("detail", shown(g.detail));
  }
  void coverage(const Report& r) {
    const evidence::Coverage& c = r.coverage;
    fields("entries", [&] { field("total", c.entries), field("read", c.read), field("skipped", c.skipped), field("opaque", c.opaque); });
    fields("bytes", [&] { field("total", c.bytes_total), field("read", c.bytes_read); });
    fields("by_kind", [&] {
      for (size_t i = 0; i < evidence::kKindNames.size(); ++i) field(evidence::kKindNames[i], c.items[i]);
    });
    rows("gaps", r.gaps, [&](const engine::GapView& one) { gap(one); });
    field("nothing_decisive_read", r.nothing_decisive_read);
    field("packed", r.packed);
  }
  void stats(const engine::Stats& s) {
    const auto each = [&](const auto& numbers) {
      for (const auto& [name, number] : numbers) field(name, number);
    };
    fields("counts", [&] { each(s.counts); });
    fields("milliseconds", [&] { each(s.milliseconds); });
  }

  const WriteOptions& options_;
};

}  // namespace

std::string write_json(const std::vector<Report>& reports, const WriteOptions& options) {
  JsonReport out(options, JsonStream::Form::kIndented);
  const auto tell = [&](const Report& one) { out.object([&] { out.report(one); }); };
  if (reports.size() == 1 && !options.batch)
    tell(reports.front());
  else
    out.list(reports, tell);
  return out.take() + "\n";
}

std::string write_json_lines(const std::vector<Report>& reports, const WriteOptions& options) {
  std::string out;
  for (const Report& report : reports) {
    JsonReport line(options, JsonStream::Form::kLine);
    line.object([&] { line.report(report); });
    out += line.take() + "\n";
  }
  return out;
}

}  // namespace jianfu::report
