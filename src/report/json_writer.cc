#include "report/json_writer.h"

#include <nlohmann/json.hpp>

#include "report/mask.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

using Json = nlohmann::ordered_json;
using engine::Report;

class ReportWriter {
 public:
  explicit ReportWriter(const WriteOptions& options) : options_(options) {}

  Json write(const Report& report) const {
    Json out;
    out["schema"] = "jianfu-report/1";
    out["tool"] = {{"name", report.tool.name},
                   {"version", report.tool.version},
                   {"ruleset", {{"name", report.tool.ruleset_name}, {"version", report.tool.ruleset_version}, {"digest", report.tool.ruleset_digest}}}};
    out["package"] = package(report.package);
    out["verdict"] = name(rules::kVerdictNames, report.verdict);
    out["provisions"] = list(report.provisions, [](const engine::ProvisionView& p) {
      return Json{{"provision", p.provision}, {"title", both(p.title)}, {"verdict", name(rules::kVerdictNames, p.verdict)}, {"rules", p.rules}};
    });
    out["results"] = list(report.results, [](const engine::RuleResult& r) {
      return Json{{"rule_id", r.rule_id}, {"feature", r.feature}, {"provision", r.provision}, {"verdict", name(rules::kVerdictNames, r.verdict)},
                  {"needs", kinds(r.needs)}, {"blocked_by", r.blocked_by}};
    });
    out["findings"] = list(report.findings, [this](const engine::Finding& f) { return finding(f); });
    out["required"] = list(report.required, [this](const engine::RequiredView& r) { return required(r); });
    out["coverage"] = coverage(report);
    if (report.stats) out["stats"] = stats(*report.stats);
    out["nested"] = list(report.nested, [this](const Report& inner) { return write(inner); });
    return out;
  }

 private:
  template <typename Items, typename Each>
  static Json list(const Items& items, Each each) {
    Json out = Json::array();
    for (const auto& item : items) out.push_back(each(item));
    return out;
  }
  template <typename Names, typename Value>
  static std::string name(const Names& names, Value value) {
    return std::string(names[static_cast<size_t>(value)]);
  }
  static Json both(const engine::Bilingual& text) { return {{"zh", text.zh}, {"en", text.en}}; }
  static Json kinds(evidence::KindSet set) {
    Json out = Json::array();
    for (size_t i = 0; i < evidence::kKindNames.size(); ++i) {
      if (set.has(static_cast<evidence::Kind>(i))) out.push_back(evidence::kKindNames[i]);
    }
    return out;
  }
  static Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

  std::string shown(const std::string& text) const { return options_.unmask ? text : masked(text); }

  static Json package(const platforms::Package& p) {
    Json signer = Json::object();
    for (const auto& [scheme, value] : p.signer) signer[scheme] = value;
    return {{"path", text::to_valid_utf8(p.path)}, {"kind", p.kind}, {"id", p.id}, {"name", p.name}, {"version", p.version}, {"size", p.size},
            {"sha256", p.sha256}, {"signer", signer}, {"frameworks", p.frameworks}, {"parts", list(p.parts, [](const platforms::Part& part) {
               return Json{{"path", text::to_valid_utf8(part.path)}, {"kind", part.kind}, {"name", part.name}, {"size", part.size}, {"sha256", part.sha256}};
             })}};
  }

  Json evidence(const engine::EvidenceView& view) const {
    const evidence::Evidence& item = view.item;
    Json out;
    out["kind"] = name(evidence::kKindNames, item.kind);
    out["role"] = item.kind == evidence::Kind::kText ? Json(name(evidence::kRoleNames, item.role)) : Json(nullptr);
    out["text"] = shown(item.text);
    out["entry"] = item.at.entry;
    out["line"] = item.at.line == 0 ? Json(nullptr) : Json(item.at.line);
    out["column"] = item.at.column == 0 ? Json(nullptr) : Json(item.at.column);
    out["offset"] = item.at.offset ? Json(*item.at.offset) : Json(nullptr);
    out["symbol"] = or_null(item.at.symbol);
    out["resource"] = or_null(item.at.resource);
    out["owner"] = name(evidence::kOwnerNames, item.owner);
    out["module"] = or_null(view.module);
    out["locale"] = or_null(item.at.locale);
    out["arguments"] = list(item.arguments, [this](const evidence::Argument& a) { return Json{{"name", a.name}, {"value", shown(a.value)}}; });
    out["translations"] = list(item.translations, [this](const evidence::Translation& t) { return Json{{"locale", t.locale}, {"text", shown(t.text)}}; });
    out["flags"] = view.flags;
    out["because"] = or_null(view.because);
    if (!view.reason.zh.empty()) out["reason"] = both(view.reason);
    return out;
  }
  Json evidence(const std::vector<engine::EvidenceView>& views) const {
    return list(views, [this](const engine::EvidenceView& view) { return evidence(view); });
  }

  static Json citations(const std::vector<engine::CitationView>& views) {
    return list(views, [](const engine::CitationView& c) {
      return Json{{"norm", c.norm}, {"title", both(c.norm_title)}, {"number", c.number}, {"provision", c.provision},
                  {"provision_title", both(c.provision_title)}, {"article", or_null(c.article)}, {"confidence", c.confidence}};
    });
  }

  Json finding(const engine::Finding& f) const {
    Json out;
    out["rule_id"] = f.rule_id;
    out["feature"] = f.feature;
    out["provision"] = f.provision;
    out["head"] = or_null(f.head);
    out["verdict"] = name(rules::kVerdictNames, f.verdict);
    out["severity"] = name(rules::kSeverityNames, f.severity);
    out["presence"] = {{"grade", name(rules::kGradeNames, f.presence)}, {"because", f.presence_because}};
    out["coercion"] = {{"grade", name(engine::kCoercionNames, f.coercion)}, {"signals", f.signals}};
    out["exemption"] = {{"state", name(engine::kExemptionNames, f.exemption)}};
    out["declared"] = nullptr;
    out["module"] = {{"kind", f.module.kind}, {"id", f.module.id}, {"title", f.module.title},
                     {"reachable", f.module.reach == evidence::Reach::kUnknown ? Json(nullptr) : Json(f.module.reach == evidence::Reach::kYes)}};
    out["title"] = both(f.title);
    out["message"] = both(f.message);
    out["question"] = both(f.question);
    out["remedy"] = both(f.remedy);
    out["evidence"] = evidence(f.evidence);
    out["counter_evidence"] = evidence(f.counter_evidence);
    out["citations"] = citations(f.citations);
    out["fingerprint"] = f.fingerprint;
    out["waiver"] = nullptr;
    return out;
  }

  Json required(const engine::RequiredView& r) const {
    return {{"rule_id", r.rule_id}, {"feature", r.feature}, {"provision", r.provision}, {"verdict", name(rules::kVerdictNames, r.verdict)},
            {"grade", r.grade}, {"grade_title", both(r.grade_title)}, {"title", both(r.title)}, {"message", both(r.message)},
            {"question", both(r.question)}, {"remedy", both(r.remedy)}, {"evidence", evidence(r.evidence)}, {"citations", citations(r.citations)}};
  }

  static Json gap(const engine::GapView& view) {
    const evidence::Gap& g = view.gap;
    const bool said = g.what.id != Msg::none;
    return {{"id", view.id}, {"why", core::name_of(g.why)},
            {"what", {{"zh", said ? g.what.render(Lang::kZh) : g.detail}, {"en", said ? g.what.render(Lang::kEn) : g.detail}}},
            {"entry", or_null(g.entry)}, {"module", or_null(view.module)}, {"hides", kinds(g.hides)}, {"bytes", g.bytes == 0 ? Json(nullptr) : Json(g.bytes)},
            {"ask", {{"zh", g.ask_zh}, {"en", g.ask_en}}}};
  }

  static Json coverage(const Report& report) {
    const evidence::Coverage& c = report.coverage;
    Json by_kind = Json::object();
    for (size_t i = 0; i < evidence::kKindNames.size(); ++i) by_kind[std::string(evidence::kKindNames[i])] = c.items[i];
    return {{"entries", {{"total", c.entries}, {"read", c.read}, {"skipped", c.skipped}, {"opaque", c.opaque}}},
            {"bytes", {{"total", c.bytes_total}, {"read", c.bytes_read}}},
            {"by_kind", by_kind},
            {"gaps", list(report.gaps, [](const engine::GapView& view) { return gap(view); })}};
  }

  static Json stats(const engine::Stats& s) {
    Json out = {{"counts", Json::object()}, {"milliseconds", Json::object()}};
    for (const auto& [key, value] : s.counts) out["counts"][key] = value;
    for (const auto& [key, value] : s.milliseconds) out["milliseconds"][key] = value;
    return out;
  }

  const WriteOptions& options_;
};

}  // namespace

std::string write_json(const std::vector<engine::Report>& reports, const WriteOptions& options) {
  const ReportWriter writer(options);
  Json out;
  if (reports.size() == 1) {
    out = writer.write(reports.front());
  } else {
    out = Json::array();
    for (const Report& report : reports) out.push_back(writer.write(report));
  }
  // Paths and names are valid UTF-8 by now; should one not be, a replacement character beats losing the report.
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace jianfu::report
