#include "report/sarif_writer.h"

#include <algorithm>
#include <array>
#include <span>

#include "core/sha256.h"
#include "report/phrases.h"
#include "report/sarif_artifacts.h"
#include "report/sarif_norms.h"
#include "report/tampering.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using Json = nlohmann::ordered_json;
using engine::EvidenceView;
using engine::Report;

// What GitHub takes: runs a file, results a run that it keeps, locations a result that it shows.
constexpr size_t kMostRuns = 20, kMostResults = 5'000, kMostPlaces = 100;

struct Look {
  const char* kind;
  const char* level;  // "none" of every kind but fail, as the standard wants
};
constexpr std::array<Look, rules::kVerdictNames.size()> kLooks = {
    {{"notApplicable", "none"}, {"pass", "none"}, {"informational", "none"}, {"open", "none"}, {"review", "none"}, {"fail", "error"}}};

struct Weight {
  const char* level;    // of a rule, where a result says none
  const char* problem;  // as GitHub sorts
};
constexpr std::array<Weight, rules::kSeverityNames.size()> kWeights = {
    {{"none", "recommendation"}, {"note", "recommendation"}, {"warning", "warning"}, {"error", "error"}}};

// Brackets of a package make no link: [text](target) is one in every message.
std::string without_links(const std::string& text) {
  if (text.find_first_of("[]") == std::string::npos) return text;
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

Json message(const std::string& text) {
  return {{"text", without_links(text)}};
}

std::string in_markdown(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>#&|").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

bool blocks_a_rule(const Report& report, const engine::GapView& gap) {
  return std::any_of(report.results.begin(), report.results.end(), [&](const engine::RuleResult& result) {
    return std::find(result.blocked_by.begin(), result.blocked_by.end(), gap.id) != result.blocked_by.end();
  });
}

// Of packages handed in, with those inside them.
class Run {
 public:
  Run(std::span<const Report> handed_in, const WriteOptions& options) : sheet_(options), norms_(sheet_), artifacts_(options.sarif_path_prefix) {
    for (const Subject& subject : subjects_of(handed_in)) add(subject);
    if (left_out_ > 0)
      notifications_.push_back({{"level", "warning"}, {"message", {{"text", say(Phrase::sarif_left_out, {std::to_string(left_out_)})}}}});
    id_ = "jianfu/" + (handed_in.size() == 1 ? id_of(handed_in.front()) : "");
    tool_ = handed_in.front().tool;
  }

  Json json() const {
    Json out;
    out["tool"]["driver"] = driver();
    out["automationDetails"]["id"] = id_;
    out["language"] = language();
    out["columnKind"] = "unicodeCodePoints";
    out["originalUriBaseIds"]["%SRCROOT%"]["description"]["text"] = say(Phrase::sarif_root);
    out["invocations"] = {{{"executionSuccessful", successful_}, {"toolExecutionNotifications", notifications_}}};
    out["artifacts"] = artifacts_.list();
    if (!norms_.taxonomies().empty()) out["taxonomies"] = norms_.taxonomies();
    out["results"] = results_;
    return out;
  }

 private:
  std::string say(Phrase id, const std::vector<std::string>& args = {}) const { return phrase(id, sheet_.lang(), args); }
  const char* language() const { return sheet_.lang() == Lang::kZh ? "zh-CN" : "en"; }
  std::string id_of(const Report& report) const {
    const std::string path = sheet_.shown(tidy_path(report.package.path));
    return path.substr(std::min(path.size(), path.find_first_not_of('/'))) + "/";
  }

  Json driver() const {
    Json out = {{"name", tool_.name.empty() ? "jianfu" : tool_.name}, {"language", language()}};
    if (!tool_.version.empty()) out["version"] = tool_.version;
    if (!norms_.taxonomies().empty()) out["supportedTaxonomies"] = norms_.supported();
    if (!reasons_.empty()) out["notifications"] = reasons_;
    out["rules"] = rules_;
    if (!tool_.ruleset_name.empty())
      out["properties"]["ruleset"] = {{"name", tool_.ruleset_name}, {"version", tool_.ruleset_version}, {"digest", tool_.ruleset_digest}};
    return out;
  }

  void add(const Subject& subject) {
    const Report& report = *subject.report;
    artifacts_.package(*subject.handed_in);
    successful_ = successful_ && assessed(report);
    if (report.unread) return add_unread(subject);
    for (const engine::GapView& gap : report.gaps) notifications_.push_back(notification(subject, gap));
    for (const platforms::Trick& trick : report.package.tricks) notifications_.push_back(notification(subject, trick));
    for (const Problem& problem : problems_of(report)) {
      if (results_.size() == kMostResults) {
        ++left_out_;
      } else {
        results_.push_back(result(subject, problem));
      }
    }
  }

  // ---- what could not be read ----
  void add_unread(const Subject& subject) {
    Json out = {{"level", "error"}, {"message", message(sheet_.shown(*subject.report->unread))}};
    out["locations"] = Json::array({physical(artifacts_.package(*subject.handed_in))});
    notifications_.push_back(std::move(out));
  }
  Json notification(const Subject& subject, const engine::GapView& gap) {
    Json out = {{"descriptor", reason("gap/" + std::string(core::name_of(gap.gap.why)), std::string(word(gap.gap.why, sheet_.lang())))}};
    out["level"] = blocks_a_rule(*subject.report, gap) ? "warning" : "note";
    out["message"] = message(line_of(sheet_, gap));
    out["locations"] = whereabouts(subject, gap.gap.entry);
    return out;
  }
  // It changes no verdict, so that it is no result; but somebody has to look.
  Json notification(const Subject& subject, const platforms::Trick& trick) {
    const std::string told = sheet_.shown(trick_told(trick, sheet_.lang()));
    Json out = {{"descriptor", reason("tampering/" + sheet_.shown(trick.id), told)}, {"level", "warning"}};
    out["message"] = message(sheet_.say(Msg::report_labelled, {say(Phrase::tricks_title), told}) + sheet_.aside(sheet_.shown(trick_places(trick, sheet_.lang()))));
    out["locations"] = whereabouts(subject, trick.place);
    return out;
  }
  Json whereabouts(const Subject& subject, const std::string& entry) {
    return Json::array({physical(entry.empty() ? artifacts_.package(*subject.handed_in) : artifacts_.entry(subject, entry))});
  }
  Json reason(const std::string& id, const std::string& text) {
    size_t at = 0;
    while (at < reasons_.size() && reasons_[at]["id"] != id) ++at;
    if (at == reasons_.size()) reasons_.push_back({{"id", id}, {"shortDescription", message(text)}});
    return {{"id", id}, {"index", at}};
  }

  // ---- rules ----
  std::string full_description(const Report& report, const Problem& problem) const {
    const std::string title = sheet_.shown(problem.title);
    const auto found = std::find_if(report.provisions.begin(), report.provisions.end(), [&](const auto& one) { return one.provision == problem.provision; });
    if (found == report.provisions.end()) return title;
    return say(Phrase::sarif_rule, {title, sheet_.shown(problem.provision), sheet_.shown(found->title)});
  }
  Json help(const Problem& problem) const {
    std::string text, markdown;
    const auto add = [&](Msg label, const engine::Bilingual& words) {
      const std::string said = sheet_.shown(words);
      if (said.empty()) return;
      text += sheet_.say(Msg::report_labelled, {sheet_.say(label), said}) + "\n";
      markdown += "**" + sheet_.say(label) + "** " + in_markdown(said) + "\n\n";
    };
    add(Msg::report_question, problem.question());
    add(Msg::report_remedy, problem.remedy());
    const std::string docs = say(Phrase::sarif_docs, {sheet_.shown(problem.rule_id)});
    return {{"text", without_links(text + docs)}, {"markdown", markdown + in_markdown(docs)}};
  }
  Json tags(const Problem& problem) const {
    Json out = Json::array();
    const std::string head = problem.finding != nullptr ? problem.finding->head : "";
    for (const std::string& tag : {problem.provision, problem.feature, head})
      if (!tag.empty() && std::find(out.begin(), out.end(), tag) == out.end()) out.push_back(sheet_.shown(tag));
    return out;
  }
  Json descriptor(const Report& report, const Problem& problem) {
    const std::string title = sheet_.shown(problem.title);
    const Weight& weight = kWeights[static_cast<size_t>(problem.severity)];
    Json out = {{"id", sheet_.shown(problem.rule_id)}};
    out["shortDescription"] = message(title);
    out["fullDescription"] = message(full_description(report, problem));
    out["help"] = help(problem);
    out["defaultConfiguration"]["level"] = weight.level;
    for (const Json& taxon : norms_.taxa(problem.citations()))
      out["relationships"].push_back({{"target", taxon}, {"kinds", {"relevant"}}});
    // A static reading suspects, whatever the rule: a person decides.
    out["properties"] = {{"tags", tags(problem)}, {"precision", "medium"}, {"problem.severity", weight.problem}};
    return out;
  }
  size_t rule_index(const Report& report, const Problem& problem) {
    const auto [known, first] = rule_indices_.emplace(problem.rule_id, rules_.size());
    if (first) rules_.push_back(descriptor(report, problem));
    return known->second;
  }

  // ---- results ----
  static Json physical(const Json& artifact, Json region = {}) {
    Json out;
    out["physicalLocation"]["artifactLocation"] = artifact;
    if (!region.empty()) out["physicalLocation"]["region"] = std::move(region);
    return out;
  }
  static Json region(uint32_t line, uint32_t column) {
    Json out = {{"startLine", line}};
    if (column != 0) out["startColumn"] = column;
    return out;
  }
  static Json region(const evidence::Location& at) {
    if (at.line != 0) return region(at.line, at.column);
    return at.offset ? Json{{"byteOffset", *at.offset}} : Json();
  }
  Json logical(const std::string& name, const char* kind) const {
    return {{"fullyQualifiedName", sheet_.shown(name)}, {"kind", kind}};
  }

  // The file that the repository has, and the screen; inner places are related ones.
  Json location(const Subject& subject, const Problem& problem) {
    const FilePlace place = file_of(subject, problem);
    const bool package = place.path == tidy_path(subject.handed_in->package.path);
    Json out = physical(package ? artifacts_.package(*subject.handed_in) : artifacts_.file(*subject.handed_in, place.path), region(place.line, place.column));
    if (problem.finding == nullptr || problem.finding->module.id.empty()) return out;
    const engine::ModuleView& module = problem.finding->module;
    Json screen = logical(module.id, "module");
    if (!module.title.empty()) screen["name"] = sheet_.shown(module.title);
    out["logicalLocations"] = {screen};
    return out;
  }
  Json related(const Subject& subject, const EvidenceView& view) {
    const evidence::Location& at = view.item.at;
    Json out = Json::object();
    if (!at.entry.empty()) out.update(physical(artifacts_.entry(subject, at.entry), region(at)));
    Json logicals = Json::array();
    if (!at.symbol.empty()) logicals.push_back(logical(at.symbol, "function"));
    if (!at.resource.empty()) logicals.push_back(logical(at.resource, "resource"));
    if (!view.module.empty()) logicals.push_back(logical(view.module, "module"));
    if (!logicals.empty()) out["logicalLocations"] = std::move(logicals);
    out["message"] = message(sheet_.say(Msg::report_labelled, {std::string(word(view.item.kind, sheet_.lang())), quoted(sheet_, view)}));
    return out;
  }
  // A piece may answer several groups; readers see it once.
  Json related(const Subject& subject, const Problem& problem) {
    Json out = Json::array();
    for (const EvidenceView& view : problem.evidence()) {
      if (out.size() == kMostPlaces) break;
      Json place = related(subject, view);
      if (std::find(out.begin(), out.end(), place) == out.end()) out.push_back(std::move(place));
    }
    for (size_t i = 0; i < out.size(); ++i) out[i]["id"] = i + 1;
    return out;
  }

  // One package lacks a thing and another inside it may lack the same.
  static std::string fingerprint(const Subject& subject, const Problem& problem) {
    if (subject.report == subject.handed_in) return problem.fingerprint;
    return core::sha256_hex(subject.report->package.path + "\n" + problem.fingerprint).substr(0, 16);
  }
  Json suppressions(const Problem& problem) const {
    Json out = Json::array();
    if (problem.standing != Standing::kWaived) return out;
    const engine::WaiverView& waiver = *problem.waiver();
    out.push_back({{"kind", "external"}, {"status", "accepted"}});
    out.back()["justification"] = say(Phrase::sarif_waiver, {sheet_.shown(waiver.basis), sheet_.shown(waiver.reason), sheet_.shown(waiver.approver), sheet_.shown(waiver.expires)});
    return out;
  }
  Json properties(const Problem& problem) const {
    Json out = {{"verdict", rules::kVerdictNames[static_cast<size_t>(problem.verdict)]},
                {"severity", rules::kSeverityNames[static_cast<size_t>(problem.severity)]}};
    if (!problem.provision.empty()) out["provision"] = sheet_.shown(problem.provision);
    if (const engine::Finding* finding = problem.finding) {
      out["presence"] = rules::kGradeNames[static_cast<size_t>(finding->presence)];
      out["coercion"] = engine::kCoercionNames[static_cast<size_t>(finding->coercion)];
      out["exemption"] = engine::kExemptionNames[static_cast<size_t>(finding->exemption)];
    }
    if (problem.required != nullptr) out["grade"] = sheet_.shown(problem.required->grade);
    const std::string question = sheet_.shown(problem.question()), remedy = sheet_.shown(problem.remedy());
    if (!question.empty()) out["question"] = question;
    if (!remedy.empty()) out["remedy"] = remedy;
    return out;
  }
  Json result(const Subject& subject, const Problem& problem) {
    const Look& look = kLooks[static_cast<size_t>(problem.verdict)];
    const bool inner = subject.report != subject.handed_in;
    Json out = {{"ruleId", sheet_.shown(problem.rule_id)}, {"ruleIndex", rule_index(*subject.report, problem)}};
    out["kind"] = look.kind;
    out["level"] = look.level;
    out["message"] = message(line_of(sheet_, problem) + (inner ? sheet_.aside(sheet_.shown(subject.path)) : ""));
    out["locations"] = Json::array({location(subject, problem)});
    if (Json places = related(subject, problem); !places.empty()) out["relatedLocations"] = std::move(places);
    out["partialFingerprints"]["jianfuFinding/v1"] = fingerprint(subject, problem);
    if (Json taxa = norms_.taxa(problem.citations()); !taxa.empty()) out["taxa"] = std::move(taxa);
    if (problem.undecided == nullptr) out["baselineState"] = problem.known() ? "unchanged" : "new";
    out["suppressions"] = suppressions(problem);
    out["properties"] = properties(problem);
    return out;
  }
  Sheet sheet_;
  SarifNorms norms_;
  SarifArtifacts artifacts_;
  engine::ToolView tool_;
  std::string id_;
  Json rules_ = Json::array(), reasons_ = Json::array(), results_ = Json::array(), notifications_ = Json::array();
  std::map<std::string, size_t> rule_indices_;
  bool successful_ = true;
  size_t left_out_ = 0;
};

}  // namespace

std::string write_sarif(const std::vector<Report>& reports, const WriteOptions& options) {
  Json out;
  out["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  out["version"] = "2.1.0";
  out["runs"] = Json::array();
  const size_t a_run = reports.size() > kMostRuns ? reports.size() : 1;
  for (size_t i = 0; i < reports.size(); i += a_run)
    out["runs"].push_back(Run(std::span(reports).subspan(i, a_run), options).json());
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace jianfu::report
