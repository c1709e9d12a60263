#include "report/json_writer.h"

#include <array>
#include <nlohmann/json.hpp>

#include "report/excerpt.h"
#include "report/json_names.h"
#include "report/json_values.h"
#include "report/mask.h"
#include "report/spoken.h"
#include "report/tampering.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

using Json = nlohmann::ordered_json;
using engine::Bilingual;
using engine::Report;

constexpr size_t kMostText =
    16'384;  // bytes of one text: a data blob of megabytes in a literal is no proof of anything

template <typename Number>
Json number_or_null(Number number) {
  return number == 0 ? Json(nullptr) : Json(number);
}
Json kinds(evidence::KindSet set) {
  Json out = Json::array();
  for (size_t i = 0; i < evidence::kKindNames.size(); ++i) {
    if (set.has(static_cast<evidence::Kind>(i))) out.push_back(std::string(evidence::kKindNames[i]));
  }
  return out;
}

class JsonReport {
 public:
  explicit JsonReport(const WriteOptions& options) : options_(options) {}

  Json report(const Report& r) const {
    if (r.unread) return unread(r);
    Json out;
    out["schema"] = kReportSchema;
    out["tool"] = tool(r.tool);
    out["package"] = package(r.package);
    out["scope"] = scope(r.scope);
    out["declaration"] = r.declaration ? declaration(*r.declaration) : Json(nullptr);
    out["verdict"] = name_in(rules::kVerdictNames, r.verdict);
    out["provisions"] = list(r.provisions, [this](const auto& one) { return provision(one); });
    out["heads"] = list(r.heads, [this](const engine::HeadView& one) { return Json{{"head", one.head}, {"title", both(one.title)}}; });
    out["results"] = list(r.results, [this](const auto& one) { return result(one); });
    out["findings"] = list(r.findings, [this](const auto& one) { return finding(one); });
    out["required"] = list(r.required, [this](const auto& one) { return required(one); });
    out["coverage"] = coverage(r);
    out["inventory"] = inventory(r.inventory);
    if (r.stats) out["stats"] = stats(*r.stats);
    out["nested"] = list(r.nested, [this](const Report& one) { return report(one); });
    return out;
  }

 private:
  static Json unread(const Report& r) {
    return {{"schema", kReportSchema},
            {"path", valid(r.package.path)},
            {"error", {{"zh", valid(r.unread->zh)}, {"en", valid(r.unread->en)}}}};
  }
  std::string shown(const std::string& text) const {
    return options_.unmask ? valid(text) : masked(valid(text));
  }
  Json both(const Bilingual& text) const { return {{"zh", shown(text.zh)}, {"en", shown(text.en)}}; }
  Json all(const std::vector<Bilingual>& texts) const {
    return list(texts, [this](const Bilingual& text) { return both(text); });
  }

  static Json tool(const engine::ToolView& t) {
    return {{"name", t.name},
            {"version", t.version},
            {"ruleset",
             {{"name", t.ruleset_name}, {"version", t.ruleset_version}, {"digest", t.ruleset_digest}}}};
  }

  static Json signer(const platforms::Signer& s) {
    return {{"scheme", valid(s.scheme)},
            {"subject", valid(s.subject)},
            {"issuer", valid(s.issuer)},
            {"serial", valid(s.serial)},
            {"sha256", s.sha256},
            {"sha1", s.sha1},
            {"md5", s.md5},
            {"valid_from", or_null(s.valid_from)},
            {"valid_until", or_null(s.valid_until)},
            {"key", or_null(s.key)}};
  }
  static Json trick(const platforms::Trick& t) {
    return {{"id", t.id},
            {"place", valid(t.place)},
            {"detail", valid(t.detail)},
            {"places", t.places},
            {"says", {{"zh", trick_told(t, Lang::kZh)}, {"en", trick_told(t, Lang::kEn)}}}};
  }
  Json package(const platforms::Package& p) const {
    Json out;
    out["path"] = valid(p.path);
    out["kind"] = p.kind;
    out["id"] = valid(p.id);
    out["name"] = shown(p.name);
    out["version"] = valid(p.version);
    out["size"] = p.size;
    out["sha256"] = or_null(p.sha256);
    out["signer"] = list(p.signer, [](const platforms::Signer& one) { return signer(one); });
    out["frameworks"] = list(p.frameworks, [](const std::string& name) { return Json(valid(name)); });
    out["tampering"] = list(p.tricks, [](const platforms::Trick& one) { return trick(one); });
    out["handed_in"] = p.handed_in;
    out["parts"] = list(p.parts, [](const platforms::Part& part) {
      return Json{{"path", valid(part.path)},
                  {"kind", part.kind},
                  {"name", valid(part.name)},
                  {"size", part.size},
                  {"sha256", or_null(part.sha256)}};
    });
    return out;
  }

  static Json scope(const engine::ScopeView& s) {
    Json assumed = Json::array();
    if (!s.audience_given) assumed.push_back("audience");
    if (!s.filing_given) assumed.push_back("filing_required");
    return {{"audience", name_in(rules::kAudienceNames, s.audience)},
            {"filing_required", s.filing_required},
            {"assumed", std::move(assumed)}};
  }
  Json both_or_null(const Bilingual& text) const {
    return text.zh.empty() && text.en.empty() ? Json(nullptr) : both(text);
  }
  Json declared(const engine::DeclaredView& d) const {
    if (d.state == engine::DeclaredView::kUndeclared) return {{"state", "undeclared"}, {"steps", d.steps}};
    return {{"state", "declared"},
            {"steps", d.steps},
            {"kind", d.kind},
            {"words", shown(d.words)},
            {"mandatory", d.mandatory},
            {"reason", or_null(shown(d.reason))},
            {"basis", or_null(shown(d.basis))},
            {"scene", or_null(d.scene)},
            {"scene_title", both_or_null(d.scene_title)},
            {"scope", or_null(shown(d.scope))}};
  }
  Json declaration(const engine::DeclarationView& d) const {
    Json out;
    out["file"] = valid(d.file);
    out["unit"] = {{"name", shown(d.unit)}, {"region", shown(d.region)}, {"level", both_or_null(d.level)}, {"kind", both_or_null(d.kind)}};
    out["filing"] = {{"gov_no", or_null(shown(d.gov_no))}, {"icp_no", or_null(shown(d.icp_no))}, {"date", or_null(d.date)}};
    out["platform"] = or_null(shown(d.platform));
    out["functions"] = list(d.functions, [&](const auto& one) {
      return Json{{"name", shown(one.first)}, {"desc", or_null(shown(one.second))}};
    });
    out["identity"] = list(d.identity, [&](const engine::IdentityView& one) {
      return Json{{"field", both_or_null(one.field)},
                  {"state", name_in(kIdentityStates, one.state)},
                  {"declared", shown(one.declared)},
                  {"found", or_null(shown(one.found))}};
    });
    out["special_functions"] = list(d.special, [&](const engine::SpecialView& one) {
      Json special = declared(one.declared);
      special.erase("state");
      special.erase("steps");
      special["title"] = both(one.title);
      special["found"] = name_in(kSpecialStates, one.state);
      special["findings"] = one.findings;
      return special;
    });
    return out;
  }

  Json provision(const engine::ProvisionView& p) const {
    return {{"provision", p.provision},
            {"verdict", name_in(rules::kVerdictNames, p.verdict)},
            {"rules", p.rules},
            {"title", both(p.title)}};
  }
  Json result(const engine::RuleResult& r) const {
    return {{"rule_id", r.rule_id},    {"verdict", name_in(rules::kVerdictNames, r.verdict)},
            {"needs", kinds(r.needs)}, {"blocked_by", r.blocked_by},
            {"feature", r.feature},    {"provision", r.provision},
            {"title", both(r.title)},  {"head", or_null(r.head)},
            {"severity", name_in(rules::kSeverityNames, r.severity)},
            {"waiver", waiver(r.waiver)}, {"known", r.known}};
  }

  Json finding(const engine::Finding& f) const {
    Json out;
    out["rule_id"] = f.rule_id;
    out["feature"] = f.feature;
    out["provision"] = f.provision;
    out["verdict"] = name_in(rules::kVerdictNames, f.verdict);
    out["severity"] = name_in(rules::kSeverityNames, f.severity);
    out["presence"] = {{"grade", name_in(rules::kGradeNames, f.presence)}, {"because", f.presence_because}};
    out["coercion"] = {{"grade", name_in(engine::kCoercionNames, f.coercion)},
                       {"signals", f.signals},
                       {"signal_titles", all(f.signal_titles)}};
    out["exemption"] = {{"state", name_in(engine::kExemptionNames, f.exemption)}, {"scenes", all(f.scenes)}};
    out["declared"] = f.declared ? declared(*f.declared) : Json(nullptr);
    out["module"] = module(f.module);
    out["title"] = both(f.title);
    out["message"] = both(f.message);
    out["question"] = both(f.question);
    out["remedy"] = both(f.remedy);
    out["evidence"] = evidence(f.evidence);
    out["counter_evidence"] = evidence(f.counter_evidence);
    out["citations"] = citations(f.citations);
    out["fingerprint"] = f.fingerprint;
    out["waiver"] = waiver(f.waiver);
    out["known"] = f.known;
    out["review"] = review(f.review);
    out["head"] = or_null(f.head);
    out["evidence_left_out"] = f.evidence_left_out;
    out["counter_evidence_left_out"] = f.counter_left_out;
    if (options_.explain) {
      out["explanation"] = explanation(f.reasons);
      out["sketch"] = f.sketch.rows.empty() ? Json(nullptr) : sketch(f.sketch);
    }
    return out;
  }
  Json waiver(const std::optional<engine::WaiverView>& w) const {
    if (!w) return nullptr;
    return {{"file", valid(w->file)},         {"basis", shown(w->basis)},   {"approver", shown(w->approver)},
            {"reason", shown(w->reason)},     {"expires", w->expires},      {"expired", w->expired}};
  }
  Json review(const std::optional<engine::ReviewView>& r) const {
    if (!r) return nullptr;
    return {{"decision", name_in(engine::kDecisionNames, r->decision)},
            {"exemption", shown(r->exemption)},
            {"remark", shown(r->remark)},
            {"reviewer", shown(r->reviewer)},
            {"date", r->date}};
  }
  Json required(const engine::RequiredView& r) const {
    Json out;
    out["rule_id"] = r.rule_id;
    out["verdict"] = name_in(rules::kVerdictNames, r.verdict);
    out["grade"] = r.grade;
    out["evidence"] = evidence(r.evidence);
    out["evidence_left_out"] = r.evidence_left_out;
    out["feature"] = r.feature;
    out["provision"] = r.provision;
    out["title"] = both(r.title);
    out["grade_title"] = both(r.grade_title);
    out["message"] = both(r.message);
    out["question"] = both(r.question);
    out["remedy"] = both(r.remedy);
    out["citations"] = citations(r.citations);
    out["fingerprint"] = r.fingerprint;
    out["waiver"] = waiver(r.waiver);
    out["known"] = r.known;
    out["review"] = review(r.review);
    if (options_.explain) {
      out["explanation"] = list(r.steps, [this](const engine::RequiredView::Step& step) {
        return Json{{"grade", step.grade},
                    {"title", both(step.title)},
                    {"holds", !step.part || step.part->holds},
                    {"condition", step.part ? part(*step.part) : Json(nullptr)}};
      });
    }
    return out;
  }

  // ---- explanations ----
  Json explanation(const engine::Reasons& r) const {
    Json out;
    out["presence"] = list(r.presence, [this](const engine::GradeReason& reason) {
      return Json{{"grade", name_in(rules::kGradeNames, reason.grade)},
                  {"holds", reason.part.holds},
                  {"written", valid(reason.condition)},
                  {"condition", part(reason.part)}};
    });
    out["coercion"] = r.coercion ? Json{{"own", r.own_coercion}, {"condition", part(*r.coercion)}} : Json(nullptr);
    out["asks_coercion"] = r.asks_coercion;
    out["by_matrix"] = name_in(rules::kVerdictNames, r.by_matrix);
    out["dormant"] = r.dormant;
    return out;
  }
  Json part(const engine::Part& p) const {
    const bool one = p.shape == engine::Part::kOne;
    Json out;
    out["shape"] = name_in(kPartShapes, p.shape);
    out["holds"] = p.holds;
    out["said"] = one ? both({spoken(p, Lang::kZh), spoken(p, Lang::kEn)}) : Json(nullptr);
    out["negated"] = p.negated;
    out["groups"] = list(p.groups, [](const engine::GroupView& group) { return Json(valid(group.name)); });
    out["rule_id"] = or_null(p.rule);
    out["evidence"] = evidence(p.evidence);
    out["more"] = p.left_out;
    out["of"] = list(p.parts, [this](const engine::Part& inner) { return part(inner); });
    return out;
  }
  Json sketch(const engine::Sketch& s) const {
    Json rows = list(s.rows, [this](const engine::SketchRow& row) {
      engine::EvidenceView view;
      view.item.text = row.text;
      view.marks = row.marks;
      const Excerpt cut = excerpt(view, row.text.size(), options_.unmask);
      return Json{{"kind", name_in(engine::kSketchRowNames, row.kind)},
                  {"text", valid(cut.text)},
                  {"required", row.required},
                  {"hit", row.hit},
                  {"marks", marks(cut)},
                  {"skipped", row.skipped}};
    });
    return {{"rows", std::move(rows)}, {"skipped", s.skipped}};
  }
  Json module(const engine::ModuleView& m) const {
    const bool unknown = m.reach == evidence::Reach::kUnknown;
    return {{"kind", m.kind},
            {"id", valid(m.id)},
            {"title", shown(m.title)},
            {"reachable", unknown ? Json(nullptr) : Json(m.reach == evidence::Reach::kYes)},
            {"way", screens(m.way)}};
  }
  Json screens(const std::vector<engine::ScreenView>& views) const {
    return list(views, [this](const engine::ScreenView& one) {
      return Json{{"id", valid(one.id)}, {"title", shown(one.title)}};
    });
  }
  Json texts(const std::vector<std::string>& all) const {
    return list(all, [this](const std::string& one) { return Json(shown(one)); });
  }
  Json inventory(const engine::Inventory& i) const {
    return {{"permissions", texts(i.permissions)},
            {"sdks", texts(i.sdks)},
            {"pages", screens(i.pages)},
            {"pages_left_out", i.pages_left_out},
            {"endpoints", i.endpoints ? texts(*i.endpoints) : Json(nullptr)}};
  }

  // Hits as [begin, end) in characters of the text as shown.
  static Json marks(const Excerpt& cut) {
    std::vector<size_t> bytes;
    for (const auto& [begin, end] : cut.marks) bytes.insert(bytes.end(), {begin, end});
    const std::vector<size_t> characters = in_characters(cut.text, bytes);
    Json out = Json::array();
    for (size_t i = 0; i + 1 < characters.size(); i += 2) out.push_back({characters[i], characters[i + 1]});
    return out;
  }
  Json evidence(const engine::EvidenceView& view) const {
    const evidence::Evidence& item = view.item;
    const Excerpt cut = excerpt(view, kMostText, options_.unmask);
    std::vector<std::string> flags = view.flags;
    if (cut.cut_front || cut.cut_back) flags.emplace_back("cut");
    Json out;
    out["kind"] = name_in(evidence::kKindNames, item.kind);
    out["role"] =
        item.role == evidence::Role::kNone ? Json(nullptr) : Json(name_in(evidence::kRoleNames, item.role));
    out["text"] = valid(cut.text);
    out["entry"] = valid(item.at.entry);
    out["line"] = number_or_null(item.at.line);
    out["offset"] = item.at.offset ? Json(*item.at.offset) : Json(nullptr);
    out["symbol"] = or_null(item.at.symbol);
    out["resource"] = or_null(item.at.resource);
    out["owner"] = name_in(evidence::kOwnerNames, item.owner);
    out["locale"] = or_null(item.at.locale);
    out["translations"] = list(item.translations, [this](const evidence::Translation& other) {
      return Json{{"locale", valid(other.locale)}, {"text", shown(other.text)}};
    });
    out["flags"] = flags;
    out["column"] = number_or_null(item.at.column);
    out["arguments"] = list(item.arguments, [this](const evidence::Argument& argument) {
      return Json{{"name", valid(argument.name)}, {"value", shown(argument.value)}};
    });
    out["module"] = or_null(view.module);
    out["because"] = or_null(view.because);
    out["reason"] = both_or_null(view.reason);
    out["marks"] = marks(cut);
    return out;
  }
  Json evidence(const std::vector<engine::EvidenceView>& views) const {
    return list(views, [this](const engine::EvidenceView& view) { return evidence(view); });
  }
  Json citations(const std::vector<engine::CitationView>& views) const {
    return list(views, [this](const engine::CitationView& c) {
      return Json{{"norm", c.norm},
                  {"provision", c.provision},
                  {"confidence", c.confidence},
                  {"norm_title", both(c.norm_title)},
                  {"number", c.number},
                  {"provision_title", both(c.provision_title)},
                  {"article", or_null(c.article)}};
    });
  }

  Json gap(const engine::GapView& view) const {
    const evidence::Gap& g = view.gap;
    const std::string& said = view.what.in(options_.lang);
    Json out;
    out["id"] = view.id;
    out["what"] = shown(said.empty() ? g.detail : said);
    out["why"] = std::string(core::name_of(g.why));
    out["hides"] = kinds(g.hides);
    out["ask"] = both({g.ask_zh, g.ask_en});
    out["entry"] = or_null(g.entry);
    out["module"] = or_null(view.module);
    out["bytes"] = number_or_null(g.bytes);
    out["message"] = both(view.what);
    out["detail"] = g.detail.empty() ? Json(nullptr) : Json(shown(g.detail));
    return out;
  }
  Json coverage(const Report& r) const {
    const evidence::Coverage& c = r.coverage;
    Json by_kind = Json::object();
    for (size_t i = 0; i < evidence::kKindNames.size(); ++i)
      by_kind[std::string(evidence::kKindNames[i])] = c.items[i];
    Json out;
    out["entries"] = {{"total", c.entries}, {"read", c.read}, {"skipped", c.skipped}, {"opaque", c.opaque}};
    out["bytes"] = {{"total", c.bytes_total}, {"read", c.bytes_read}};
    out["by_kind"] = std::move(by_kind);
    out["gaps"] = list(r.gaps, [this](const engine::GapView& one) { return gap(one); });
    out["nothing_decisive_read"] = r.nothing_decisive_read;
    out["packed"] = r.packed;
    return out;
  }
  static Json stats(const engine::Stats& s) {
    Json out = {{"counts", Json::object()}, {"milliseconds", Json::object()}};
    for (const auto& [key, value] : s.counts) out["counts"][key] = value;
    for (const auto& [key, value] : s.milliseconds) out["milliseconds"][key] = value;
    return out;
  }

  const WriteOptions& options_;
};

// No text of a package may lose the report: what slipped through as invalid UTF-8 becomes U+FFFD.
std::string dumped(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string write_json(const std::vector<Report>& reports, const WriteOptions& options) {
  const JsonReport writer(options);
  Json out;
  if (reports.size() == 1 && !options.batch) {
    out = writer.report(reports.front());
  } else {
    out = list(reports, [&](const Report& one) { return writer.report(one); });
  }
  return dumped(out, 2) + "\n";
}

std::string write_json_lines(const std::vector<Report>& reports, const WriteOptions& options) {
  const JsonReport writer(options);
  std::string out;
  for (const Report& report : reports) out += dumped(writer.report(report), -1) + "\n";
  return out;
}

}  // namespace jianfu::report
