#include "report/markdown_writer.h"

#include <algorithm>
#include <span>

#include "report/duties.h"
#include "report/markdown_text.h"
#include "report/profile.h"
#include "report/summary.h"
#include "report/tampering.h"
#include "report/text_evidence.h"
#include "report/text_finding.h"
#include "report/text_gap.h"
#include "report/text_lists.h"
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
constexpr size_t kShownPieces = 3, kShownScreens = 3, kShownGaps = 30, kShownNames = 50;
constexpr size_t kShownUnread = 100;  // inputs, which leave room for the reports

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
  MarkdownReport(const Sheet& sheet, Page& page, const Profile& profile) : sheet_(sheet), page_(page), profile_(profile) {}

  void write(const Report& report) {
    page_.add(heading(2, report_title(report)));
    for (const Section section : profile_.sections) write(section, report);
    for (const Report& nested : report.nested) write(nested);
  }

 private:
  // The verdict stands above the package, where a comment is cut short; what was read stands with what was not.
  void write(Section section, const Report& report) {
    switch (section) {
      case Section::kPackage: return page_.add(head(report));
      case Section::kProvisions: return page_.add(provisions(report));
      case Section::kHeads: return heads(report);
      case Section::kQuestions: return questions(report);
      case Section::kDeclaration: return declaration(report);
      case Section::kFindings: return findings(report);
      case Section::kRequired: return required(report);
      case Section::kGaps: return gaps(report);
      case Section::kInventory: return inventory(report);
      case Section::kVerdict:
      case Section::kCoverage:
      case Section::kStats: break;
    }
  }
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
    return sheet_.say(Msg::report_labelled, {sheet_.say(profile_.title), name});
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
      out.push_back(sheet_.say(Msg::report_labelled, {name, sheet_.joined(titles, Msg::report_semicolon)}));
    }
    std::string lines;
    for (const std::string& line : out) lines += (lines.empty() ? "" : "<br>") + line;
    return lines;
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
    out += "\n" + prose(sheet_.say(Msg::report_keys_note)) + "\n";
    return out;
  }

  // ---- lists ----

  void heads(const Report& report) {
    page_.add(heading(3, sheet_.say(Phrase::heads_title)));
    for (const HeadList& head : to_mend(report)) {
      std::string out = prose(head_line(sheet_, head)) + "\n\n";
      for (const ToMend& one : head.open) {
        out += "- " + verdict(one.result->verdict) + " " + shown(one.result->title) + screens(one.screens) + "\n";
        if (const std::string remedy = shown(one.remedy); !remedy.empty()) out += "  - " + label(sheet_.say(Msg::report_remedy), remedy) + "\n";
      }
      page_.add(out);
    }
  }
  std::string screens(const std::vector<std::string>& names) const {
    std::string out;
    for (const std::string& name : names) out += " " + code(sheet_.shown(name));
    return out;
  }
  void questions(const Report& report) {
    std::string out;
    for (const Asked& asked : to_ask(report)) {
      const std::string title = shown(asked.title);
      out += "1. " + (title.empty() ? prose(asked_line(sheet_, asked))
                                    : sheet_.say(Msg::report_labelled, {title + screens(asked.screens), shown(asked.what)})) + "\n";
    }
    page_.add(heading(3, sheet_.say(Phrase::asked_title)) + "\n" + (out.empty() ? sheet_.say(Phrase::asked_nothing) + "\n" : out));
  }
  void declaration(const Report& report) {
    if (!report.declaration) return;
    const engine::DeclarationView& d = *report.declaration;
    std::string out = item(sheet_.say(Msg::report_declaration_file), code(sheet_.shown(d.file)));
    out += item(sheet_.say(Msg::report_declared_unit), code(sheet_.shown(d.unit)));
    for (const engine::IdentityView& one : d.identity) out += "- " + prose(identity_text(sheet_, one)) + "\n";
    if (d.identity.empty()) out += "- " + sheet_.say(Msg::report_not_declared_identity) + "\n";
    for (const engine::SpecialView& one : d.special) out += "- " + prose(special_text(sheet_, one)) + "\n";
    if (d.special.empty()) out += item(sheet_.say(Msg::report_special), sheet_.say(Msg::report_no_special));
    page_.add(heading(3, sheet_.say(Msg::report_declaration)) + "\n" + out);
  }
  // `more` are not among the names.
  void names(Phrase title, const std::vector<std::string>& texts, size_t more = 0) {
    std::string out = "**" + sheet_.say(title, {std::to_string(texts.size() + more)}) + "**";
    for (size_t i = 0; i < std::min(texts.size(), kShownNames); ++i) out += " " + code(sheet_.shown(texts[i]));
    more += texts.size() - std::min(texts.size(), kShownNames);
    if (more > 0) out += " " + sheet_.say(Phrase::more_listed, {std::to_string(more)});
    page_.add(out + "\n");
  }
  void inventory(const Report& report) {
    const engine::Inventory& inventory = report.inventory;
    page_.add(heading(3, sheet_.say(Phrase::inventory_title)));
    names(Phrase::inventory_permissions, inventory.permissions);
    names(Phrase::inventory_sdks, inventory.sdks);
    std::vector<std::string> pages;
    for (const engine::ScreenView& page : inventory.pages) pages.push_back(page.title.empty() ? page.id : page.id + sheet_.aside(page.title));
    names(Phrase::inventory_pages, pages, inventory.pages_left_out);
    if (inventory.endpoints) names(Phrase::inventory_endpoints, *inventory.endpoints);
  }

  // ---- findings ----

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
  std::string more_screens(const std::vector<const Finding*>& findings) const {
    if (findings.size() <= kShownScreens) return {};
    return "- " + sheet_.say(Phrase::more_places, {std::to_string(findings.size() - kShownScreens)}) + "\n";
  }
  std::string rule_findings(const std::vector<const Finding*>& findings, size_t number) const {
    const Finding& first = *findings.front();
    std::string out = heading(4, finding_title(first, number)) + "\n";
    const std::string message = prose(sheet_.shown(first.message));
    if (!message.empty()) out += message + "\n\n";
    if (first.verdict <= Verdict::kHint) {  // where to look is enough
      for (size_t i = 0; i < std::min(findings.size(), kShownScreens); ++i)
        out += item(sheet_.say(Msg::report_screen), code(screen_of(sheet_, findings[i]->module)));
      return out + more_screens(findings);
    }
    for (size_t i = 0; i < std::min(findings.size(), kShownScreens); ++i) out += screen(*findings[i]);
    out += more_screens(findings);
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

  void tricks(const Report& report) {
    if (report.package.tricks.empty()) return;
    page_.add(heading(3, sheet_.say(Phrase::tricks_title)) + "\n" + prose(sheet_.say(Phrase::tricks_about)) + "\n");
    std::string out;
    for (const platforms::Trick& trick : report.package.tricks) {
      out += "- " + prose(sheet_.shown(trick_told(trick, sheet_.lang()))) + " " + code(sheet_.shown(trick_places(trick, sheet_.lang()))) + " " +
             code(sheet_.shown(trick_name(trick))) + "\n";
    }
    page_.add(out + "\n" + prose(sheet_.say(Phrase::tricks_ask)) + "\n");
  }

  void gaps(const Report& report) {
    tricks(report);
    page_.add(heading(3, sheet_.say(Msg::report_gaps)) + "\n" + prose(coverage_text(sheet_, report.coverage)) + "\n" +
              (report.gaps.empty() ? "\n" + sheet_.say(Msg::report_labelled, {sheet_.say(Msg::report_gaps), sheet_.say(Msg::report_no_gaps)}) + "\n" : ""));
    const std::vector<const engine::GapView*> gaps = gaps_by_weight(report);
    const auto first = std::span(gaps).first(std::min(gaps.size(), kShownGaps));
    const RulesMet rules(report, first);
    for (const engine::GapView* gap : first) {
      std::string out = "- **" + prose(sheet_.shown(gap->id)) + "** " + prose(gap_text(sheet_, *gap));
      if (const std::string place = gap_place(sheet_, *gap); !place.empty()) out += " " + code(place);
      out += "\n";
      const std::vector<std::string> met = titles_of(sheet_, rules.of(*gap));
      if (!met.empty()) out += "  - " + label(sheet_.say(Msg::report_affects), prose(sheet_.joined(met))) + "\n";
      const std::string ask = shown({gap->gap.ask_zh, gap->gap.ask_en});
      if (!ask.empty()) out += "  - " + label(sheet_.say(Msg::report_ask), ask) + "\n";
      page_.add(out);
    }
    if (gaps.size() > kShownGaps) page_.add(sheet_.say(Phrase::more_gaps, {std::to_string(gaps.size() - kShownGaps)}) + "\n");
  }

  const Sheet& sheet_;
  Page& page_;
  const Profile& profile_;
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
    const InputList inputs = inputs_listed(reports, kShownUnread);
    for (const Report* report : inputs.listed) page.add(overview(sheet, *report));
    if (inputs.left_out > 0) page.add(sheet.say(Phrase::more_unread, {std::to_string(inputs.left_out)}) + "\n");
  }
  MarkdownReport writer(sheet, page, find_profile(options.profile));
  for (const Report& report : reports)
    if (!report.unread) writer.write(report);
  return page.take(sheet);
}

}  // namespace jianfu::report
