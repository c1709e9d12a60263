#include "report/markdown_writer.h"

#include <algorithm>

#include "report/duties.h"
#include "report/markdown_text.h"
#include "report/summary.h"
#include "report/text_evidence.h"
#include "report/text_finding.h"
#include "report/text_gap.h"
#include "report/text_summary.h"
#include "report/why.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::Finding;
using engine::Report;
using engine::Verdict;
using markdown::code;
using markdown::prose;

constexpr size_t kMostCharacters = 60'000;  // GitHub refuses comments above 65,536
constexpr size_t kShownPieces = 3, kShownScreens = 3;

size_t characters(std::string_view utf8) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return static_cast<size_t>(std::count_if(utf8.begin(), utf8.end(), begins));
}

// Blocks, until there is no more room.
class Page {
 public:
  void add(const std::string& block) {
    if (block.empty()) return;
    used_ += characters(block) + 1;
    if (used_ > kMostCharacters) return void(++left_out_);
    out_ += (out_.empty() ? "" : "\n") + block;
  }
  std::string take(const Sheet& sheet) {
    if (left_out_ > 0) out_ += "\n" + prose(sheet.say(Phrase::markdown_left_out, {std::to_string(left_out_)})) + "\n";
    return std::move(out_);
  }

 private:
  std::string out_;
  size_t used_ = 0, left_out_ = 0;
};

class MarkdownReport {
 public:
  MarkdownReport(const Sheet& sheet, Page& page) : sheet_(sheet), page_(page) {}

  void write(const Report& report) {
    page_.add(heading(2, report_title(report)));
    page_.add(head(report));
    page_.add(provisions(report));
    findings(report);
    required(report);
    gaps(report);
    for (const Report& nested : report.nested) write(nested);
  }

 private:
  std::string verdict(Verdict verdict) const { return "**" + std::string(word(verdict, sheet_.lang())) + "**"; }
  std::string label(std::string_view name, std::string_view value) const {
    return sheet_.say(Msg::report_labelled, {"**" + std::string(name) + "**", std::string(value)});
  }
  // A list item; nothing when there is no value.
  std::string item(const std::string& name, const std::string& value) const {
    return value.empty() ? "" : "- " + label(name, value) + "\n";
  }
  static std::string heading(size_t level, const std::string& text) { return std::string(level, '#') + " " + text + "\n"; }
  std::string shown(const engine::Bilingual& text) const { return prose(sheet_.shown(text)); }

  std::string report_title(const Report& report) const {
    const std::string name = code(sheet_.shown(report.package.name.empty() ? report.package.path : report.package.name));
    return sheet_.say(Msg::report_labelled, {sheet_.say(Phrase::profile_whole_title), name});
  }

  std::string head(const Report& report) const {
    const platforms::Package& package = report.package;
    std::string out = label(sheet_.say(Msg::report_verdict), verdict(report.verdict)) + "\n";
    for (const std::string& line : about_verdict(sheet_, report)) out += "\n" + prose(line) + "\n";
    out += "\n" + item(sheet_.say(Msg::report_id), code(sheet_.shown(package.id)));
    out += item(sheet_.say(Msg::report_version), code(sheet_.shown(package.version)));
    out += item(sheet_.say(Msg::report_file), code(sheet_.shown(package.path)));
    out += item("SHA-256", code(sheet_.shown(package.sha256)));
    out += item(sheet_.say(Msg::report_scope), prose(scope_text(sheet_, report.scope)));
    out += item(sheet_.say(Msg::report_ruleset),
                code(sheet_.shown(report.tool.ruleset_name + " " + report.tool.ruleset_version)));
    return out;
  }

  // Rules of a provision that have something to say, worst first.
  std::string told_rules(const Report& report, const engine::ProvisionView& provision) const {
    std::vector<std::string> out;
    for (size_t v = rules::kVerdictNames.size(); v-- > static_cast<size_t>(Verdict::kHint);) {
      std::vector<std::string> titles;
      for (const engine::RuleResult& result : report.results)
        if (result.provision == provision.provision && static_cast<size_t>(result.verdict) == v) titles.push_back(rule(result));
      if (titles.empty()) continue;
      const std::string name(word(static_cast<Verdict>(v), sheet_.lang()));
      out.push_back(sheet_.say(Msg::report_labelled, {name, sheet_.joined(titles)}));
    }
    return sheet_.joined(out, Msg::report_semicolon);
  }
  std::string rule(const engine::RuleResult& result) const {
    const std::string title = shown(result.title);
    if (result.blocked_by.empty()) return title;
    return title + sheet_.aside(prose(sheet_.shown(blocked_told(result.blocked_by, sheet_.lang()))));
  }
  std::string provisions(const Report& report) const {
    if (report.provisions.empty()) return {};
    const auto row = [](std::initializer_list<std::string> cells) {
      std::string out = "|";
      for (const std::string& cell : cells) out += " " + cell + " |";
      return out + "\n";
    };
    std::string out = heading(3, sheet_.say(Msg::report_by_provision)) + "\n";
    out += row({sheet_.say(Phrase::column_provision), sheet_.say(Phrase::column_provision_title),
                sheet_.say(Phrase::column_verdict), sheet_.say(Phrase::markdown_rules)});
    out += row({"---", "---", "---", "---"});
    for (const engine::ProvisionView& one : report.provisions)
      out += row({prose(sheet_.shown(one.provision)), shown(one.title), "**" + provision_verdict(sheet_, one.verdict) + "**", told_rules(report, one)});
    return out;
  }

  std::string evidence(const std::vector<engine::EvidenceView>& views, std::string_view module, size_t more) const {
    const std::vector<SaidPiece> pieces = said_pieces(sheet_, views, module);
    const size_t told = std::min(pieces.size(), kShownPieces);
    std::string out;
    for (size_t i = 0; i < told; ++i) {
      const SaidPiece& piece = pieces[i];
      out += "  - " + prose(piece.what) + " " + code(quoted(sheet_, piece.words) + piece.arguments);
      if (!piece.place.empty()) out += " " + code(piece.place);
      out += "\n";
    }
    more += pieces.size() - told;
    if (more > 0) out += "  - " + sheet_.say(Msg::report_more_evidence, {std::to_string(more)}) + "\n";
    return out.empty() ? "" : "- **" + sheet_.say(Msg::report_evidence) + "**\n" + out;
  }

  // What a package says stays in code spans.
  std::string why(const Finding& finding) const {
    std::string out = "- **" + sheet_.say(Msg::report_why) + "**\n";
    for (const SaidWhy& why : said_why(sheet_, finding)) {
      std::vector<std::string> held;
      for (const SaidHeld& one : why.held) held.push_back(prose(one.said) + (one.quote.empty() ? "" : " " + code(one.quote)));
      if (!why.other_ways.empty()) held.push_back(prose(why.other_ways));
      const std::string space = held.empty() || sheet_.lang() == Lang::kZh ? "" : " ";
      out += "  - " + prose(why.head) + space + sheet_.joined(held, Msg::report_semicolon) + "\n";
    }
    return out;
  }

  std::string screen(const Finding& finding) const {
    std::string out = item(sheet_.say(Msg::report_screen), code(screen_of(sheet_, finding.module)));
    out += evidence(finding.evidence, finding.module.id, finding.evidence_left_out);
    out += why(finding);
    out += item(sheet_.say(Msg::report_exemption), prose(scene_text(sheet_, finding)));
    if (finding.declared) out += item(sheet_.say(Msg::report_declared), prose(declared_text(sheet_, *finding.declared)));
    if (finding.waiver) out += item(sheet_.say(Phrase::column_waiver), prose(waiver_text(sheet_, *finding.waiver)));
    if (finding.known) out += item(sheet_.say(Phrase::column_known), sheet_.say(Phrase::table_known));
    return out + item(sheet_.say(Msg::report_fingerprint), code(sheet_.shown(finding.fingerprint)));
  }
  std::string finding_title(const Finding& finding, size_t number) const {
    return std::to_string(number) + "\\. " + std::string(word(finding.verdict, sheet_.lang())) +
           sheet_.aside(word(finding.severity, sheet_.lang())) + " " + shown(finding.title) +
           sheet_.aside(prose(sheet_.shown(finding.provision)));
  }
  std::string rule_findings(const std::vector<const Finding*>& findings, size_t number) const {
    const Finding& first = *findings.front();
    std::string out = heading(4, finding_title(first, number)) + "\n";
    const std::string message = prose(sheet_.shown(first.message));
    if (!message.empty()) out += message + "\n\n";
    if (first.verdict <= Verdict::kHint) {  // where to look is enough
      for (size_t i = 0; i < std::min(findings.size(), kShownScreens); ++i)
        out += item(sheet_.say(Msg::report_screen), code(screen_of(sheet_, findings[i]->module)));
      return out;
    }
    for (size_t i = 0; i < std::min(findings.size(), kShownScreens); ++i) out += screen(*findings[i]);
    if (findings.size() > kShownScreens)
      out += "- " + sheet_.say(Msg::report_places, {std::to_string(findings.size())}) + " …\n";
    out += item(sheet_.say(Msg::report_question), shown(first.question));
    return out + item(sheet_.say(Msg::report_remedy), shown(first.remedy));
  }
  void findings(const Report& report) {
    std::string head = heading(3, sheet_.say(Msg::report_findings));
    if (report.findings.empty()) head += "\n" + no_findings_text(sheet_, report) + "\n";
    page_.add(head);
    size_t number = 0;
    for (const auto& of_rule : findings_by_rule(report.findings)) page_.add(rule_findings(of_rule, ++number));
  }

  void required(const Report& report) {
    std::string out;
    for (const engine::RequiredView& one : duties_told(report)) {
      const std::string grade = shown(one.grade_title), title = shown(one.title);
      out += "- **" + duty_verdict(sheet_, one.verdict) + "** " +
             (grade.empty() ? title : sheet_.say(Msg::report_labelled, {title, grade})) + "\n";
      if (one.verdict <= Verdict::kNotFound) continue;
      if (const std::string message = shown(one.message); !message.empty()) out += "  - " + message + "\n";
      for (const auto& [name, text] : {std::pair{Msg::report_question, &one.question}, {Msg::report_remedy, &one.remedy}})
        if (!shown(*text).empty()) out += "  - " + label(sheet_.say(name), shown(*text)) + "\n";
      if (one.waiver) out += "  - " + label(sheet_.say(Phrase::column_waiver), prose(waiver_text(sheet_, *one.waiver))) + "\n";
    }
    if (!out.empty()) page_.add(heading(3, sheet_.say(Msg::report_required)) + "\n" + out);
  }

  void gaps(const Report& report) {
    page_.add(heading(3, sheet_.say(Msg::report_gaps)) + (report.gaps.empty() ? "\n" + sheet_.say(Msg::report_no_gaps) + "\n" : ""));
    for (const engine::GapView* gap : gaps_by_weight(report)) {
      std::string out = "- **" + prose(sheet_.shown(gap->id)) + "** " + prose(gap_text(sheet_, *gap));
      if (const std::string place = gap_place(sheet_, *gap); !place.empty()) out += " " + code(place);
      out += "\n";
      const std::vector<std::string> met = titles_met(sheet_, report, gap->id);
      if (!met.empty()) out += "  - " + label(sheet_.say(Msg::report_affects), prose(sheet_.joined(met))) + "\n";
      const std::string ask = shown({gap->gap.ask_zh, gap->gap.ask_en});
      if (!ask.empty()) out += "  - " + label(sheet_.say(Msg::report_ask), ask) + "\n";
      page_.add(out);
    }
  }

  const Sheet& sheet_;
  Page& page_;
};

// How an input came out.
std::string overview(const Sheet& sheet, const Report& report) {
  const std::string path = code(sheet.shown(report.package.path));
  if (report.unread)
    return "- **" + sheet.say(Msg::report_unread) + "** " + path + " " + prose(sheet.shown(*report.unread)) + "\n";
  const std::string name = code(sheet.shown(report.package.name));
  return "- **" + std::string(word(report.verdict, sheet.lang())) + "** " + name + (name.empty() ? "" : " ") + path + "\n";
}

}  // namespace

std::string write_markdown(const std::vector<Report>& reports, const WriteOptions& options) {
  const Sheet sheet(options);
  Page page;
  const bool alone = reports.size() == 1 && !options.batch && !reports.front().unread;
  if (!alone) {
    page.add(sheet.say(Msg::report_several, {std::to_string(reports.size())}) + "\n");
    for (const Report& report : reports) page.add(overview(sheet, report));
  }
  MarkdownReport writer(sheet, page);
  for (const Report& report : reports)
    if (!report.unread) writer.write(report);
  return page.take(sheet);
}

}  // namespace jianfu::report
