#include "report/json_reader.h"

#include <algorithm>

#include "report/json_cursor.h"
#include "report/json_names.h"

namespace jianfu::report {
namespace {

using engine::Bilingual;
using engine::Report;

template <typename Value, typename Names>
Value one_of(const JsonCursor& at, const Names& names) {
  return static_cast<Value>(at.index_in(names));
}
Bilingual both(const JsonCursor& at) {
  if (at.is_null()) return {};
  return {at["zh"].text(), at["en"].text()};
}
std::vector<std::string> texts(const JsonCursor& at) {
  std::vector<std::string> out;
  at.each([&](const JsonCursor& one) { out.push_back(one.text()); });
  return out;
}
template <typename Item>
std::vector<Item> list(const JsonCursor& at, Item (*read)(const JsonCursor&)) {
  std::vector<Item> out;
  at.each([&](const JsonCursor& one) { out.push_back(read(one)); });
  return out;
}
evidence::KindSet kinds(const JsonCursor& at) {
  evidence::KindSet out;
  at.each([&](const JsonCursor& one) { out.add(one_of<evidence::Kind>(one, evidence::kKindNames)); });
  return out;
}
uint32_t small(const JsonCursor& at) {
  return at.is_null() ? 0 : static_cast<uint32_t>(at.count());
}

// ---- the package ----

platforms::Signer signer(const JsonCursor& at) {
  platforms::Signer out;
  out.scheme = at["scheme"].text();
  out.subject = at["subject"].text();
  out.issuer = at["issuer"].text();
  out.serial = at["serial"].text();
  out.sha256 = at["sha256"].text();
  out.sha1 = at["sha1"].text();
  out.md5 = at["md5"].text();
  out.valid_from = at["valid_from"].text_or_empty();
  out.valid_until = at["valid_until"].text_or_empty();
  out.key = at["key"].text_or_empty();
  return out;
}

platforms::Part part_of_package(const JsonCursor& at) {
  return {at["path"].text(), at["kind"].text(), at["name"].text(), at["size"].count(), at["sha256"].text_or_empty()};
}

platforms::Trick trick(const JsonCursor& at) {
  return {at["id"].text(), at["place"].text(), at["detail"].text(), at["places"].count()};
}

platforms::Package package(const JsonCursor& at) {
  platforms::Package out;
  out.path = at["path"].text();
  out.kind = at["kind"].text();
  out.id = at["id"].text();
  out.name = at["name"].text();
  out.version = at["version"].text();
  out.size = at["size"].count();
  out.sha256 = at["sha256"].text_or_empty();
  out.signer = list(at["signer"], signer);
  out.frameworks = texts(at["frameworks"]);
  if (const JsonCursor tricks = at.maybe("tampering"); !tricks.is_null()) out.tricks = list(tricks, trick);
  out.handed_in = at["handed_in"].truth();
  out.parts = list(at["parts"], part_of_package);
  return out;
}

engine::ScopeView scope(const JsonCursor& at) {
  engine::ScopeView out;
  out.audience = one_of<engine::Audience>(at["audience"], rules::kAudienceNames);
  out.filing_required = at["filing_required"].truth();
  const std::vector<std::string> assumed = texts(at["assumed"]);
  const auto is_given = [&](std::string_view what) { return std::find(assumed.begin(), assumed.end(), what) == assumed.end(); };
  out.audience_given = is_given("audience");
  out.filing_given = is_given("filing_required");
  return out;
}

engine::ToolView tool(const JsonCursor& at) {
  const JsonCursor rules = at["ruleset"];
  return {at["name"].text(), at["version"].text(), rules["name"].text(), rules["version"].text(), rules["digest"].text()};
}

// ---- evidence ----

// Marks count characters of the text.
std::vector<std::pair<uint32_t, uint32_t>> marks(const JsonCursor& at, const std::string& text) {
  std::vector<uint32_t> begins;  // of characters, in bytes
  for (uint32_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) begins.push_back(i);
  }
  begins.push_back(static_cast<uint32_t>(text.size()));
  std::vector<std::pair<uint32_t, uint32_t>> out;
  at.each([&](const JsonCursor& pair) {
    std::vector<uint32_t> ends;
    pair.each([&](const JsonCursor& one) { ends.push_back(begins[std::min<size_t>(one.count(), begins.size() - 1)]); });
    if (ends.size() == 2) out.emplace_back(ends[0], ends[1]);
  });
  return out;
}

evidence::Translation translation(const JsonCursor& at) {
  return {at["locale"].text(), at["text"].text()};
}
evidence::Argument argument(const JsonCursor& at) {
  return {at["name"].text(), at["value"].text()};
}

engine::EvidenceView view(const JsonCursor& at) {
  engine::EvidenceView out;
  evidence::Evidence& item = out.item;
  item.kind = one_of<evidence::Kind>(at["kind"], evidence::kKindNames);
  if (!at["role"].is_null()) item.role = one_of<evidence::Role>(at["role"], evidence::kRoleNames);
  item.text = at["text"].text();
  item.at.entry = at["entry"].text();
  item.at.line = small(at["line"]);
  if (!at["offset"].is_null()) item.at.offset = at["offset"].count();
  item.at.symbol = at["symbol"].text_or_empty();
  item.at.resource = at["resource"].text_or_empty();
  item.owner = one_of<evidence::Owner>(at["owner"], evidence::kOwnerNames);
  item.at.locale = at["locale"].text_or_empty();
  item.translations = list(at["translations"], translation);
  out.flags = texts(at["flags"]);
  for (const std::string& flag : out.flags) {
    item.required |= flag == "required";
    item.dormant |= flag == "dormant";
  }
  item.at.column = small(at["column"]);
  item.arguments = list(at["arguments"], argument);
  out.module = at["module"].text_or_empty();
  out.because = at["because"].text_or_empty();
  out.reason = both(at["reason"]);
  out.marks = marks(at["marks"], item.text);
  return out;
}

engine::CitationView citation(const JsonCursor& at) {
  return {at["norm"].text(),        both(at["norm_title"]),           at["number"].text(), at["provision"].text(),
          both(at["provision_title"]), at["article"].text_or_empty(), at["confidence"].text()};
}

// ---- explanations ----

// As deep as the file may be.
engine::Part part(const JsonCursor& at) {
  engine::Part out;
  out.shape = one_of<engine::Part::Shape>(at["shape"], kPartShapes);
  out.holds = at["holds"].truth();
  out.said = both(at["said"]);
  out.negated = at["negated"].truth();
  at["groups"].each([&](const JsonCursor& one) { out.groups.emplace_back().name = one.text(); });
  out.rule = at["rule_id"].text_or_empty();
  out.evidence = list(at["evidence"], view);
  out.left_out = at["more"].count();
  out.parts = list(at["of"], part);
  return out;
}

engine::GradeReason grade_reason(const JsonCursor& at) {
  return {one_of<engine::Grade>(at["grade"], rules::kGradeNames), at["written"].text(), part(at["condition"])};
}

engine::Reasons reasons(const JsonCursor& at) {
  engine::Reasons out;
  out.presence = list(at["presence"], grade_reason);
  if (const JsonCursor coercion = at["coercion"]; !coercion.is_null()) {
    out.own_coercion = coercion["own"].truth();
    out.coercion = part(coercion["condition"]);
  }
  out.asks_coercion = at["asks_coercion"].truth();
  out.by_matrix = one_of<engine::Verdict>(at["by_matrix"], rules::kVerdictNames);
  out.dormant = at["dormant"].truth();
  return out;
}

engine::RequiredView::Step step(const JsonCursor& at) {
  engine::RequiredView::Step out;
  out.grade = at["grade"].text();
  out.title = both(at["title"]);
  if (const JsonCursor condition = at["condition"]; !condition.is_null()) out.part = part(condition);
  return out;
}

// ---- findings ----

engine::ScreenView screen(const JsonCursor& at) {
  return {at["id"].text(), at["title"].text()};
}

engine::ModuleView module(const JsonCursor& at) {
  engine::ModuleView out{at["kind"].text(), at["id"].text(), at["title"].text()};
  if (const JsonCursor reach = at["reachable"]; !reach.is_null())
    out.reach = reach.truth() ? evidence::Reach::kYes : evidence::Reach::kNo;
  out.way = list(at["way"], screen);
  return out;
}

engine::DeclaredView declared(const JsonCursor& at) {
  engine::DeclaredView out;
  if (const JsonCursor state = at.maybe("state"); !state.is_null()) {
    out.state = one_of<engine::DeclaredView::State>(state, kDeclaredStates);
    out.steps = static_cast<int>(at["steps"].whole());
    if (out.state == engine::DeclaredView::kUndeclared) return out;
  }
  out.state = engine::DeclaredView::kDeclared;
  out.kind = at["kind"].text();
  out.words = at["words"].text();
  out.mandatory = at["mandatory"].truth();
  out.reason = at["reason"].text_or_empty();
  out.basis = at["basis"].text_or_empty();
  out.scene = at["scene"].text_or_empty();
  out.scene_title = both(at["scene_title"]);
  out.scope = at["scope"].text_or_empty();
  return out;
}

std::optional<engine::WaiverView> waiver(const JsonCursor& at) {
  if (at.is_null()) return std::nullopt;
  return engine::WaiverView{at["file"].text(),   at["basis"].text(),   at["approver"].text(),
                            at["reason"].text(), at["expires"].text(), at["expired"].truth()};
}

std::optional<engine::ReviewView> review(const JsonCursor& at) {
  if (at.is_null()) return std::nullopt;
  return engine::ReviewView{one_of<engine::Decision>(at["decision"], engine::kDecisionNames), at["exemption"].text(),
                            at["remark"].text(), at["reviewer"].text(), at["date"].text()};
}

engine::SketchRow sketch_row(const JsonCursor& at) {
  engine::SketchRow out;
  out.kind = one_of<engine::SketchRow::Kind>(at["kind"], engine::kSketchRowNames);
  out.text = at["text"].text();
  out.required = at["required"].truth();
  out.hit = at["hit"].truth();
  out.marks = marks(at["marks"], out.text);
  out.skipped = at["skipped"].count();
  return out;
}

engine::Finding finding(const JsonCursor& at) {
  engine::Finding out;
  out.rule_id = at["rule_id"].text();
  out.feature = at["feature"].text();
  out.provision = at["provision"].text();
  out.head = at["head"].text_or_empty();
  out.verdict = one_of<engine::Verdict>(at["verdict"], rules::kVerdictNames);
  out.severity = one_of<engine::Severity>(at["severity"], rules::kSeverityNames);
  out.presence = one_of<engine::Grade>(at["presence"]["grade"], rules::kGradeNames);
  out.presence_because = at["presence"]["because"].text();
  out.coercion = one_of<engine::Coercion>(at["coercion"]["grade"], engine::kCoercionNames);
  out.signals = texts(at["coercion"]["signals"]);
  out.signal_titles = list(at["coercion"]["signal_titles"], both);
  out.exemption = one_of<engine::Exemption>(at["exemption"]["state"], engine::kExemptionNames);
  out.scenes = list(at["exemption"]["scenes"], both);
  if (!at["declared"].is_null()) out.declared = declared(at["declared"]);
  out.module = module(at["module"]);
  out.title = both(at["title"]);
  out.message = both(at["message"]);
  out.question = both(at["question"]);
  out.remedy = both(at["remedy"]);
  out.evidence = list(at["evidence"], view);
  out.counter_evidence = list(at["counter_evidence"], view);
  out.evidence_left_out = at["evidence_left_out"].count();
  out.counter_left_out = at["counter_evidence_left_out"].count();
  out.citations = list(at["citations"], citation);
  out.fingerprint = at["fingerprint"].text();
  out.waiver = waiver(at["waiver"]);
  out.known = at["known"].truth();
  out.review = review(at["review"]);
  if (const JsonCursor explanation = at.maybe("explanation"); !explanation.is_null()) out.reasons = reasons(explanation);
  if (const JsonCursor sketch = at.maybe("sketch"); !sketch.is_null()) {
    out.sketch.rows = list(sketch["rows"], sketch_row);
    out.sketch.skipped = sketch["skipped"].count();
  }
  return out;
}

engine::RequiredView required(const JsonCursor& at) {
  engine::RequiredView out;
  out.rule_id = at["rule_id"].text();
  out.feature = at["feature"].text();
  out.provision = at["provision"].text();
  out.verdict = one_of<engine::Verdict>(at["verdict"], rules::kVerdictNames);
  out.grade = at["grade"].text();
  out.title = both(at["title"]);
  out.grade_title = both(at["grade_title"]);
  out.message = both(at["message"]);
  out.question = both(at["question"]);
  out.remedy = both(at["remedy"]);
  out.evidence = list(at["evidence"], view);
  out.evidence_left_out = at["evidence_left_out"].count();
  out.citations = list(at["citations"], citation);
  out.fingerprint = at["fingerprint"].text();
  out.waiver = waiver(at["waiver"]);
  out.known = at["known"].truth();
  out.review = review(at["review"]);
  if (const JsonCursor explanation = at.maybe("explanation"); !explanation.is_null()) out.steps = list(explanation, step);
  return out;
}

engine::RuleResult result(const JsonCursor& at) {
  return {at["rule_id"].text(),
          both(at["title"]),
          at["feature"].text(),
          at["provision"].text(),
          one_of<engine::Verdict>(at["verdict"], rules::kVerdictNames),
          kinds(at["needs"]),
          texts(at["blocked_by"]),
          at["head"].text_or_empty(),
          one_of<engine::Severity>(at["severity"], rules::kSeverityNames),
          waiver(at["waiver"]),
          at["known"].truth()};
}

engine::ProvisionView provision(const JsonCursor& at) {
  return {at["provision"].text(), both(at["title"]), one_of<engine::Verdict>(at["verdict"], rules::kVerdictNames),
          texts(at["rules"])};
}

engine::HeadView head(const JsonCursor& at) {
  return {at["head"].text(), both(at["title"])};
}

// ---- the declaration ----

engine::IdentityView identity(const JsonCursor& at) {
  return {one_of<engine::IdentityView::State>(at["state"], kIdentityStates), both(at["field"]), at["declared"].text(),
          at["found"].text_or_empty()};
}

engine::SpecialView special(const JsonCursor& at) {
  return {one_of<engine::SpecialView::State>(at["found"], kSpecialStates), declared(at), both(at["title"]),
          at["findings"].count()};
}

engine::DeclarationView declaration(const JsonCursor& at) {
  engine::DeclarationView out;
  out.file = at["file"].text();
  out.unit = at["unit"]["name"].text();
  out.region = at["unit"]["region"].text();
  out.level = both(at["unit"]["level"]);
  out.kind = both(at["unit"]["kind"]);
  out.gov_no = at["filing"]["gov_no"].text_or_empty();
  out.icp_no = at["filing"]["icp_no"].text_or_empty();
  out.date = at["filing"]["date"].text_or_empty();
  out.platform = at["platform"].text_or_empty();
  at["functions"].each([&](const JsonCursor& one) {
    out.functions.emplace_back(one["name"].text(), one["desc"].text_or_empty());
  });
  out.identity = list(at["identity"], identity);
  out.special = list(at["special_functions"], special);
  return out;
}

// ---- coverage ----

engine::GapView gap(const JsonCursor& at) {
  engine::GapView out;
  out.id = at["id"].text();
  out.what = both(at["message"]);
  out.gap.why = one_of<GapReason>(at["why"], core::kGapReasonNames);
  out.gap.hides = kinds(at["hides"]);
  const Bilingual ask = both(at["ask"]);
  out.gap.ask_zh = ask.zh;
  out.gap.ask_en = ask.en;
  out.gap.entry = at["entry"].text_or_empty();
  out.module = at["module"].text_or_empty();
  out.gap.bytes = at["bytes"].is_null() ? 0 : at["bytes"].count();
  out.gap.detail = at["detail"].text_or_empty();
  return out;
}

void coverage(const JsonCursor& at, Report& out) {
  evidence::Coverage& c = out.coverage;
  const JsonCursor entries = at["entries"], bytes = at["bytes"], by_kind = at["by_kind"];
  c.entries = entries["total"].count();
  c.read = entries["read"].count();
  c.skipped = entries["skipped"].count();
  c.opaque = entries["opaque"].count();
  c.bytes_total = bytes["total"].count();
  c.bytes_read = bytes["read"].count();
  for (size_t i = 0; i < evidence::kKindNames.size(); ++i) c.items[i] = by_kind[evidence::kKindNames[i]].count();
  out.gaps = list(at["gaps"], gap);
  out.nothing_decisive_read = at["nothing_decisive_read"].truth();
  out.packed = at["packed"].truth();
}

engine::Inventory inventory(const JsonCursor& at) {
  engine::Inventory out{texts(at["permissions"]), texts(at["sdks"]), list(at["pages"], screen), at["pages_left_out"].count(), {}};
  if (!at["endpoints"].is_null()) out.endpoints = texts(at["endpoints"]);
  return out;
}

engine::Stats stats(const JsonCursor& at) {
  engine::Stats out;
  at["counts"].each_member([&](const std::string& key, const JsonCursor& one) { out.counts.emplace_back(key, one.count()); });
  at["milliseconds"].each_member(
      [&](const std::string& key, const JsonCursor& one) { out.milliseconds.emplace_back(key, one.number()); });
  return out;
}

// ---- the whole ----

void check_schema(const JsonCursor& at) {
  const std::string found = at["schema"].text();
  if (at.failed() || found == kReportSchema) return;
  at.complain({found.starts_with("jianfu-report/") ? Msg::report_of_newer_schema : Msg::no_report_schema,
               {found, std::string(kReportSchema)}});
}

Report report(const JsonCursor& at) {
  Report out;
  check_schema(at);
  if (at.failed()) return out;
  if (const JsonCursor error = at.maybe("error"); !error.is_null()) {
    out.unread = both(error);
    out.package.path = at["path"].text();
    return out;
  }
  out.tool = tool(at["tool"]);
  out.package = package(at["package"]);
  out.scope = scope(at["scope"]);
  if (!at["declaration"].is_null()) out.declaration = declaration(at["declaration"]);
  out.verdict = one_of<engine::Verdict>(at["verdict"], rules::kVerdictNames);
  out.provisions = list(at["provisions"], provision);
  out.heads = list(at["heads"], head);
  out.results = list(at["results"], result);
  out.findings = list(at["findings"], finding);
  out.required = list(at["required"], required);
  coverage(at["coverage"], out);
  out.inventory = inventory(at["inventory"]);
  if (const JsonCursor figures = at.maybe("stats"); !figures.is_null()) out.stats = stats(figures);
  out.nested = list(at["nested"], report);
  return out;
}

}  // namespace

bool holds_explanations(const std::vector<Report>& reports) {
  return std::any_of(reports.begin(), reports.end(), [](const Report& one) {
    return std::any_of(one.findings.begin(), one.findings.end(), [](const auto& f) { return !f.reasons.presence.empty(); }) ||
           std::any_of(one.required.begin(), one.required.end(), [](const auto& r) { return !r.steps.empty(); }) ||
           holds_explanations(one.nested);
  });
}

Result<ReadBack> read_json(std::string_view bytes, const std::string& name) {
  std::optional<Error> error;
  const std::optional<OrderedJson> json = parse_json(bytes, name, error);
  if (!json) return *error;
  const JsonCursor root(&*json, "", name, error);
  ReadBack out;
  out.batch = root.is_list();
  if (out.batch)
    out.reports = list(root, report);
  else
    out.reports.push_back(report(root));
  if (error) return *error;
  return out;
}

}  // namespace jianfu::report
