// A comparison of two versions as data: docs/diff.schema.json.
#include <nlohmann/json.hpp>

#include "core/version.h"
#include "report/diff_writers.h"
#include "report/excerpt.h"
#include "report/json_values.h"
#include "report/mask.h"
#include "report/tampering.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

using Json = nlohmann::ordered_json;
using engine::Bilingual;
using engine::DiffReport;

constexpr size_t kMostText = 400;  // bytes of a piece of evidence; the reports have the whole of it

class JsonDiff {
 public:
  explicit JsonDiff(const WriteOptions& options) : options_(options) {}

  Json diff(const DiffReport& d) const {
    Json out;
    out["schema"] = kDiffSchema;
    out["tool"] = {{"name", "jianfu"}, {"version", std::string(core::kVersion)}};
    out["path"] = or_null(valid(d.path));
    out["before"] = d.before ? side(*d.before) : Json(nullptr);
    out["after"] = d.after ? side(*d.after) : Json(nullptr);
    out["identity"] = identity(d);
    out["no_change"] = d.no_change();
    out["assessed"] = d.assessed();
    out["worse"] = d.worse == engine::Verdict::kNotApplicable ? Json(nullptr) : Json(verdict(d.worse));
    out["major"] = list(d.major, [this](const engine::MajorChange& one) { return major(one); });
    out["functions"] = list(d.functions, [this](const engine::FunctionChange& one) { return function(one); });
    out["functions_unchanged"] = d.functions_unchanged;
    out["required"] = list(d.required, [this](const engine::RequiredChange& one) { return required(one); });
    out["results"] = list(d.results, [this](const engine::RuleChange& one) {
      return Json{{"rule_id", one.rule_id}, {"title", both(one.title)}, {"before", verdict(one.before)}, {"after", verdict(one.after)}};
    });
    out["rules"] = {{"before_only", d.rules_before_only}, {"after_only", d.rules_after_only}};
    out["gaps"] = {{"came", gaps(d.gaps_came)}, {"went", gaps(d.gaps_went)}};
    out["tampering"] = {{"came", tricks(d.tricks_came)}, {"went", tricks(d.tricks_went)}};
    out["permissions"] = change(d.permissions);
    out["sdks"] = change(d.sdks);
    out["pages"] = pages(d.pages);
    out["endpoints"] = d.endpoints ? change(*d.endpoints) : Json(nullptr);
    out["nested"] = list(d.nested, [this](const DiffReport& inner) { return diff(inner); });
    return out;
  }

 private:
  std::string shown(const std::string& text) const { return options_.unmask ? valid(text) : masked(valid(text)); }
  Json both(const Bilingual& text) const { return {{"zh", shown(text.zh)}, {"en", shown(text.en)}}; }
  static std::string_view verdict(engine::Verdict one) { return name_in(rules::kVerdictNames, one); }

  Json side(const engine::DiffSide& s) const {
    Json out;
    out["path"] = valid(s.package.path);
    out["error"] = s.unread ? both(*s.unread) : Json(nullptr);
    out["kind"] = or_null(s.package.kind);
    out["id"] = or_null(valid(s.package.id));
    out["name"] = or_null(shown(s.package.name));
    out["version"] = or_null(valid(s.package.version));
    out["size"] = s.package.size;
    out["sha256"] = or_null(valid(s.package.sha256));
    out["signer"] = list(s.package.signer, [](const platforms::Signer& one) {
      return Json{{"scheme", valid(one.scheme)}, {"subject", valid(one.subject)}, {"sha256", valid(one.sha256)}};
    });
    out["ruleset"] = {{"name", s.tool.ruleset_name}, {"version", s.tool.ruleset_version}, {"digest", s.tool.ruleset_digest}};
    out["audience"] = name_in(rules::kAudienceNames, s.scope.audience);
    out["filing_required"] = s.scope.filing_required;
    out["verdict"] = s.unread ? Json(nullptr) : Json(verdict(s.verdict));
    out["assessed"] = s.assessed;
    const evidence::Coverage& c = s.coverage;
    out["coverage"] = {{"entries", {{"total", c.entries}, {"read", c.read}, {"skipped", c.skipped}, {"opaque", c.opaque}}},
                       {"bytes", {{"total", c.bytes_total}, {"read", c.bytes_read}}},
                       {"gaps", s.gaps}};
    return out;
  }

  static Json identity(const DiffReport& d) {
    const auto word = [](engine::Same same) { return name_in(engine::kSameNames, same); };
    return {{"id", word(d.id)},         {"name", word(d.name)}, {"version", word(d.version)}, {"bytes", word(d.bytes)},
            {"signer", word(d.signer)}, {"kind", word(d.kind)}, {"ruleset", word(d.ruleset)}, {"scope", word(d.scope)}};
  }

  Json major(const engine::MajorChange& m) const {
    return {{"kind", name_in(rules::kChangeKindNames, m.kind)},
            {"title", both(m.title)},
            {"reason", both(m.reason)},
            {"subject", both(m.subject)},
            {"place", or_null(shown(m.place))},
            {"citations", list(m.citations, [this](const engine::CitationView& c) {
               return Json{{"norm", c.norm}, {"provision", c.provision}, {"confidence", c.confidence}, {"number", c.number}, {"provision_title", both(c.provision_title)}};
             })}};
  }

  Json finding(const engine::Finding& f) const {
    Json out;
    out["rule_id"] = f.rule_id;
    out["feature"] = f.feature;
    out["provision"] = f.provision;
    out["title"] = both(f.title);
    out["verdict"] = verdict(f.verdict);
    out["presence"] = name_in(rules::kGradeNames, f.presence);
    out["coercion"] = name_in(engine::kCoercionNames, f.coercion);
    out["signals"] = f.signals;
    out["exemption"] = name_in(engine::kExemptionNames, f.exemption);
    out["declared"] = !f.declared ? Json(nullptr) : Json(f.declared->state == engine::DeclaredView::kDeclared ? "declared" : "undeclared");
    out["mandatory"] = f.declared && f.declared->mandatory;
    out["module"] = {{"kind", f.module.kind}, {"id", valid(f.module.id)}, {"title", shown(f.module.title)}};
    out["question"] = both(f.question);
    out["evidence"] = list(f.evidence, [this](const engine::EvidenceView& view) {
      return Json{{"text", valid(excerpt(view, kMostText, options_.unmask).text)},
                  {"entry", valid(view.item.at.entry)},
                  {"line", view.item.at.line == 0 ? Json(nullptr) : Json(view.item.at.line)}};
    });
    out["fingerprint"] = f.fingerprint;
    out["waived"] = f.waiver && !f.waiver->expired;
    return out;
  }
  Json signals(const std::vector<engine::SignalView>& all) const {
    return list(all, [this](const engine::SignalView& one) { return Json{{"id", one.id}, {"title", both(one.title)}}; });
  }
  Json function(const engine::FunctionChange& c) const {
    return {{"state", name_in(engine::kDiffStateNames, c.state)},
            {"worse", c.worse},
            {"doubt", name_in(engine::kDoubtNames, c.doubt)},
            {"signals_came", signals(c.signals_came)},
            {"signals_went", signals(c.signals_went)},
            {"before", c.before ? finding(*c.before) : Json(nullptr)},
            {"after", c.after ? finding(*c.after) : Json(nullptr)}};
  }
  Json grade(const engine::RequiredView& r) const {
    return {{"grade", r.grade}, {"grade_title", both(r.grade_title)}, {"verdict", verdict(r.verdict)}};
  }
  Json required(const engine::RequiredChange& c) const {
    return {{"rule_id", c.after->rule_id}, {"title", both(c.after->title)}, {"worse", c.worse}, {"question", both(c.after->question)},
            {"before", grade(*c.before)},  {"after", grade(*c.after)}};
  }
  Json gaps(const std::vector<engine::GapView>& all) const {
    return list(all, [this](const engine::GapView& view) {
      return Json{{"why", std::string(core::name_of(view.gap.why))}, {"message", both(view.what)}, {"detail", or_null(shown(view.gap.detail))},
                  {"entry", or_null(valid(view.gap.entry))}, {"module", or_null(valid(view.module))}};
    });
  }
  static Json tricks(const std::vector<platforms::Trick>& all) {
    return list(all, [](const platforms::Trick& one) {
      return Json{{"id", valid(one.id)}, {"place", valid(one.place)}, {"detail", valid(one.detail)}, {"places", one.places},
                  {"says", {{"zh", trick_told(one, Lang::kZh)}, {"en", trick_told(one, Lang::kEn)}}}};
    });
  }
  Json texts(const std::vector<std::string>& all) const {
    return list(all, [this](const std::string& one) { return Json(shown(one)); });
  }
  Json change(const engine::ListChange& c) const { return {{"added", texts(c.added)}, {"removed", texts(c.removed)}}; }
  Json screens(const std::vector<engine::ScreenView>& all) const {
    return list(all, [this](const engine::ScreenView& one) { return Json{{"id", valid(one.id)}, {"title", shown(one.title)}}; });
  }
  Json pages(const engine::PagesChange& p) const {
    return {{"added", screens(p.added)},
            {"removed", screens(p.removed)},
            {"renamed", list(p.renamed, [this](const engine::PageChange& one) {
               return Json{{"id", valid(one.id)}, {"before", shown(one.before)}, {"after", shown(one.after)}};
             })},
            {"cut", p.cut}};
  }

  const WriteOptions& options_;
};

}  // namespace

std::string write_diff_json(const DiffReport& diff, const WriteOptions& options) {
  return JsonDiff(options).diff(diff).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace jianfu::report
