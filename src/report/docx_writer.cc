#include "report/docx_writer.h"

#include <algorithm>
#include <array>
#include <span>

#include "report/docx_paper.h"
#include "report/duties.h"
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

using docx::Cell;
using docx::cell;
using docx::Line;
using docx::Row;
using docx::Words;
using engine::Finding;
using engine::Report;
using engine::Verdict;

constexpr size_t kShownScreens = 3, kShownHints = 1, kShownGaps = 30;
constexpr unsigned kFormRow = 12;  // mm
const std::vector<unsigned> kPair = {20, 80};

std::string section_number(size_t number, Lang lang) {
  constexpr std::array<std::string_view, 11> kNumerals = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  return lang == Lang::kZh && number < kNumerals.size() ? std::string(kNumerals[number]) : std::to_string(number);
}

// Label and content; rows without content are left out.
class Pairs {
 public:
  void add(const std::string& label, Cell content) {
    if (!content.empty()) rows_.push_back({cell(label, Words::kBold), std::move(content)});
  }
  void add(const std::string& label, const std::string& content) {
    if (!content.empty()) add(label, cell(content));
  }
  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::vector<Row> rows_;
};

class DocxReport {
 public:
  DocxReport(const Sheet& sheet, docx::Paper& paper, const Profile& profile) : sheet_(sheet), paper_(paper), profile_(profile) {}

  // Sections are numbered anew for each package.
  void write(const Report& report) {
    section_ = 0;
    for (const Section section : profile_.sections) write(section, report);
    for (const Report& nested : report.nested) {
      paper_.page_break();
      paper_.title(sheet_.say(Phrase::docx_inside, {shown(nested.package.path)}));
      write(nested);
    }
  }

  void sign() {
    paper_.heading(1, sheet_.say(Phrase::docx_sign));
    const auto bold = [this](Phrase id) { return cell(sheet_.say(id), Words::kBold); };
    std::vector<Row> rows;
    for (const Phrase who : {Phrase::docx_inspector, Phrase::docx_reviewer})
      rows.push_back({bold(who), cell(sheet_.say(Phrase::docx_seal), Words::kQuiet), bold(Phrase::docx_date),
                      cell(sheet_.say(Phrase::docx_sign_date))});
    paper_.form({15, 35, 12, 38}, rows, kFormRow);
    paper_.form({15, 85}, {{bold(Phrase::docx_opinion), {}}}, 4 * kFormRow);
  }

 private:
  // What was read stands with what was not, and times are nothing to file.
  void write(Section section, const Report& report) {
    switch (section) {
      case Section::kPackage: return basics(report);
      case Section::kVerdict: return verdict(report);
      case Section::kProvisions: return provisions(report);
      case Section::kHeads: return heads(report);
      case Section::kQuestions: return questions(report);
      case Section::kDeclaration: return declaration(report);
      case Section::kFindings: return findings(report);
      case Section::kRequired: return required(report);
      case Section::kGaps: return gaps(report);
      case Section::kInventory: return inventory(report);
      case Section::kCoverage:
      case Section::kStats: break;
    }
  }
  std::string shown(std::string_view text) const { return sheet_.shown(text); }
  std::string shown(const engine::Bilingual& text) const { return sheet_.shown(text); }
  std::string say(Msg id) const { return sheet_.say(id); }
  std::string named(Verdict verdict) const { return std::string(word(verdict, sheet_.lang())); }
  void section(const std::string& title) {
    paper_.heading(1, sheet_.say(Phrase::docx_heading, {section_number(++section_, sheet_.lang()), title}));
  }
  void pairs(const Pairs& all) { paper_.table(kPair, {}, all.rows()); }

  void basics(const Report& report) {
    const platforms::Package& package = report.package;
    section(sheet_.say(Phrase::docx_basics));
    Pairs out;
    out.add(say(Msg::report_name), shown(package.name));
    out.add(say(Msg::report_id), shown(package.id));
    out.add(say(Msg::report_version), shown(package.version));
    out.add(say(Msg::report_file), shown(package.path) + sheet_.aside(shown(package_kind(package.kind, sheet_.lang()))));
    if (package.size != 0) out.add(say(Msg::report_size), sheet_.say(Msg::report_bytes, {grouped(package.size)}));
    out.add("SHA-256", shown(package.sha256));
    out.add(say(Msg::report_signer), signers(package));
    out.add(say(Msg::report_frameworks), list(package.frameworks));
    for (const platforms::Part& part : package.parts) out.add(say(Msg::report_part), shown(part.path) + sheet_.aside(shown(part.kind)));
    out.add(say(Msg::report_scope), scope_text(sheet_, report.scope));
    out.add(say(Msg::report_ruleset), shown(report.tool.ruleset_name + " " + report.tool.ruleset_version));
    out.add(say(Msg::report_digest), shown(report.tool.ruleset_digest));
    out.add(say(Msg::report_tool), shown(report.tool.name + " " + report.tool.version));
    pairs(out);
  }
  std::string list(const std::vector<std::string>& texts) const {
    std::vector<std::string> out;
    for (const std::string& text : texts) out.push_back(shown(text));
    return sheet_.joined(out);
  }
  Cell signers(const platforms::Package& package) const {
    Cell out;
    for (const platforms::Signer& signer : signers_by_key(package.signer)) {
      out.push_back({{sheet_.say(Msg::report_labelled, {shown(signer.scheme), shown(signer.subject)})}});
      out.push_back({{"SHA-256 " + shown(signer.sha256), Words::kQuiet}});
    }
    return out;
  }

  void verdict(const Report& report) {
    section(sheet_.say(Phrase::docx_overall));
    paper_.paragraph({{sheet_.say(Msg::report_labelled, {say(Msg::report_verdict), ""})}, {named(report.verdict), Words::kBold}});
    for (const std::string& line : about_verdict(sheet_, report)) paper_.paragraph({{line}});
  }

  // Rules of a provision by what they came to, worst first. Their titles hold commas of their own.
  Cell rules_of(const Report& report, const engine::ProvisionView& provision) const {
    Cell out;
    const auto add = [&](const std::string& what, const std::vector<std::string>& titles, Words::Look look = Words::kPlain) {
      if (!titles.empty())
        out.push_back({{sheet_.say(Msg::report_labelled, {what, ""}), look}, {sheet_.joined(titles, Msg::report_semicolon)}});
    };
    for (size_t v = rules::kVerdictNames.size(); v-- > 0;) {
      const auto verdict = static_cast<Verdict>(v);
      std::vector<std::string> titles, in_place;
      for (const engine::RuleResult& result : report.results) {
        if (result.provision != provision.provision || static_cast<size_t>(result.verdict) != v) continue;
        if (verdict == Verdict::kNotFound && is_duty(report, result.rule_id)) {
          in_place.push_back(shown(result.title));
          continue;
        }
        titles.push_back(shown(result.title));
        if (!result.blocked_by.empty()) titles.back() += sheet_.aside(shown(blocked_told(result.blocked_by, sheet_.lang())));
      }
      add(say(Msg::report_in_place), in_place);
      add(named(verdict), titles, verdict >= Verdict::kExplain ? Words::kBold : Words::kPlain);
    }
    return out;
  }
  void provisions(const Report& report) {
    section(say(Msg::report_by_provision));
    std::vector<Row> rows;
    for (const engine::ProvisionView& one : report.provisions)
      rows.push_back({cell(shown(one.provision)), cell(shown(one.title)),
                      cell(provision_verdict(sheet_, one.verdict), one.verdict >= Verdict::kExplain ? Words::kBold : Words::kPlain),
                      rules_of(report, one)});
    paper_.table({10, 26, 14, 50},
                 {sheet_.say(Phrase::column_provision), sheet_.say(Phrase::column_provision_title),
                  sheet_.say(Phrase::column_verdict), sheet_.say(Phrase::docx_rules)},
                 rows);
    paper_.paragraph({{say(Msg::report_keys_note), Words::kQuiet}});
  }

  void declaration(const Report& report) {
    if (!report.declaration) return;
    const engine::DeclarationView& d = *report.declaration;
    section(say(Msg::report_declaration));
    Pairs out;
    out.add(say(Msg::report_declaration_file), shown(d.file));
    out.add(say(Msg::report_declared_unit), shown(d.unit));
    out.add(say(Msg::report_declared_gov_no), shown(d.gov_no));
    out.add(say(Msg::report_declared_icp_no), shown(d.icp_no));
    Cell identity, special;
    for (const engine::IdentityView& one : d.identity) identity.push_back({{identity_text(sheet_, one)}});
    for (const engine::SpecialView& one : d.special) special.push_back({{special_text(sheet_, one)}});
    out.add(say(Msg::report_compared), identity.empty() ? cell(say(Msg::report_not_declared_identity)) : identity);
    out.add(say(Msg::report_special), special.empty() ? cell(say(Msg::report_no_special)) : special);
    pairs(out);
  }

  // ---- lists ----

  void heads(const Report& report) {
    section(sheet_.say(Phrase::heads_title));
    for (const HeadList& head : to_mend(report)) {
      paper_.heading(2, head_line(sheet_, head));
      std::vector<Row> rows;
      for (const ToMend& one : head.open)
        rows.push_back({cell(named(one.result->verdict), one.result->verdict >= Verdict::kExplain ? Words::kBold : Words::kPlain),
                        cell(mend_line(sheet_, one)), cell(shown(one.remedy))});
      if (!rows.empty())
        paper_.table({14, 43, 43},
                     {sheet_.say(Phrase::column_verdict), sheet_.say(Phrase::column_title), sheet_.say(Phrase::column_remedy)}, rows);
    }
  }
  void questions(const Report& report) {
    section(sheet_.say(Phrase::asked_title));
    size_t number = 0;
    for (const Asked& asked : to_ask(report)) paper_.paragraph({{std::to_string(++number) + ". " + asked_line(sheet_, asked)}});
    if (number == 0) paper_.paragraph({{sheet_.say(Phrase::asked_nothing)}});
  }
  // In one paragraph; `more` are not among the names.
  void names(Phrase title, const std::vector<std::string>& texts, size_t more = 0) {
    const size_t listed = std::min(texts.size(), kMostListed);
    const std::vector<std::string> first(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(listed));
    paper_.paragraph({{sheet_.say(title, {std::to_string(texts.size() + more)}), Words::kBold}, {list(first)}});
    if (more += texts.size() - listed; more > 0) paper_.paragraph({{sheet_.say(Phrase::more_listed, {std::to_string(more)}), Words::kQuiet}});
  }
  void inventory(const Report& report) {
    const engine::Inventory& inventory = report.inventory;
    section(sheet_.say(Phrase::inventory_title));
    names(Phrase::inventory_permissions, inventory.permissions);
    names(Phrase::inventory_sdks, inventory.sdks);
    std::vector<std::string> pages;
    for (const engine::ScreenView& page : inventory.pages) pages.push_back(page.title.empty() ? page.id : page.id + sheet_.aside(page.title));
    names(Phrase::inventory_pages, pages, inventory.pages_left_out);
    if (inventory.endpoints) names(Phrase::inventory_endpoints, *inventory.endpoints);
  }

  // ---- findings ----

  Cell told(const SaidPiece& piece) const {
    Line line = {{sheet_.say(Msg::report_labelled, {piece.what, ""})}};
    for (const Run& run : piece.words) line.push_back({run.text, run.hit ? Words::kHit : Words::kPlain});
    line.push_back({piece.arguments});
    if (!piece.reason.empty()) line.push_back({sheet_.say(Msg::report_reason, {"", piece.reason})});
    Cell out = {line};
    if (!piece.place.empty()) out.push_back({{piece.place, Words::kQuiet}});
    return out;
  }
  // A cell for each piece; the last also says how many more there are.
  std::vector<Cell> evidence(const std::vector<engine::EvidenceView>& views, std::string_view module, size_t most, size_t more) const {
    std::vector<Cell> out;
    const std::vector<SaidPiece> pieces = said_pieces(sheet_, views, module);
    for (size_t i = 0; i < std::min(pieces.size(), most); ++i) out.push_back(told(pieces[i]));
    more += pieces.size() - out.size();
    if (more > 0 && !out.empty())
      out.back().push_back({{sheet_.say(Msg::report_more_evidence, {std::to_string(more)}), Words::kQuiet}});
    return out;
  }
  void add_evidence(Pairs& out, Msg label, const std::vector<Cell>& pieces) const {
    for (size_t i = 0; i < pieces.size(); ++i)
      out.add(sheet_.say(Phrase::docx_numbered, {say(label), std::to_string(i + 1)}), pieces[i]);
  }
  Cell citations(const std::vector<engine::CitationView>& views) const {
    Cell out;
    for (const engine::CitationView& view : views) out.push_back({{citation_text(sheet_, view)}});
    return out;
  }
  // A paragraph on presence and one on compulsion.
  Cell why(const Finding& finding) const {
    Cell out;
    for (const SaidWhy& why : said_why(sheet_, finding)) out.push_back({{sentence(sheet_, why)}});
    return out;
  }
  void screen(Pairs& out, const Finding& finding, const std::string& label) const {
    out.add(label, screen_of(sheet_, finding.module));
    add_evidence(out, Msg::report_evidence,
                 evidence(finding.evidence, finding.module.id, kShownEvidence, finding.evidence_left_out));
    out.add(say(Msg::report_why), why(finding));
    add_evidence(out, Msg::report_counter,
                 evidence(finding.counter_evidence, finding.module.id, kShownEvidence, finding.counter_left_out));
    out.add(say(Msg::report_exemption), scene_text(sheet_, finding));
    if (finding.declared) out.add(say(Msg::report_declared), declared_text(sheet_, *finding.declared));
    if (finding.waiver) out.add(sheet_.say(Phrase::column_waiver), waiver_text(sheet_, *finding.waiver));
    if (finding.known) out.add(sheet_.say(Phrase::column_known), sheet_.say(Phrase::table_known));
    out.add(say(Msg::report_fingerprint), shown(finding.fingerprint));
  }
  // `room`: how many more screens may be named; what it takes of that it takes away.
  void of_rule(const std::vector<const Finding*>& findings, size_t number, size_t& room) {
    const Finding& first = *findings.front();
    paper_.heading(2, std::to_string(number) + ". " + shown(first.title) +
                          sheet_.aside(sheet_.joined({named(first.verdict), std::string(word(first.severity, sheet_.lang()))})));
    Pairs out;
    out.add(sheet_.say(Phrase::column_provision),
            shown(first.provision) +
                sheet_.aside(sheet_.say(Msg::report_labelled, {sheet_.say(Phrase::column_rule), shown(first.rule_id)})));
    out.add(sheet_.say(Phrase::column_message), shown(first.message));
    const size_t most = std::min(findings.size(), first.verdict > Verdict::kHint ? kShownScreens : kShownHints);
    for (size_t i = 0; i < most; ++i)
      screen(out, *findings[i], findings.size() == 1 ? say(Msg::report_screen) : sheet_.say(Phrase::docx_screen, {std::to_string(i + 1)}));
    Cell others;
    const size_t named_too = std::min(findings.size() - most, room);
    room -= named_too;
    for (size_t i = most; i < most + named_too; ++i)
      others.push_back({{screen_of(sheet_, findings[i]->module) + " "}, {shown(findings[i]->fingerprint), Words::kQuiet}});
    if (const size_t more = findings.size() - most - named_too; more > 0)
      others.push_back({{sheet_.say(Phrase::more_places, {std::to_string(more)}), Words::kQuiet}});
    out.add(sheet_.say(Phrase::docx_other_screens), others);
    out.add(say(Msg::report_citations), citations(first.citations));
    out.add(say(Msg::report_question), shown(first.question));
    out.add(say(Msg::report_remedy), shown(first.remedy));
    pairs(out);
  }
  void findings(const Report& report) {
    section(say(Msg::report_findings));
    if (report.findings.empty()) paper_.paragraph({{no_findings_text(sheet_, report)}});
    size_t number = 0, room = kMostListed;
    for (const auto& one : findings_by_rule(report.findings)) of_rule(one, ++number, room);
  }

  void required(const Report& report) {
    if (report.required.empty()) return;
    section(say(Msg::report_required));
    std::vector<Row> rows;
    for (const engine::RequiredView& one : duties_told(report)) {
      Cell about;
      for (const Cell& piece : evidence(one.evidence, "", kShownEvidence, one.evidence_left_out))
        about.insert(about.end(), piece.begin(), piece.end());
      const auto add = [&](Msg label, const std::string& text) {
        if (!text.empty()) about.push_back({{sheet_.say(Msg::report_labelled, {say(label), text})}});
      };
      if (one.verdict > Verdict::kNotFound) {
        if (const std::string message = shown(one.message); !message.empty()) about.push_back({{message}});
        add(Msg::report_question, shown(one.question));
        add(Msg::report_remedy, shown(one.remedy));
      }
      if (one.waiver) about.push_back({{waiver_text(sheet_, *one.waiver)}});
      rows.push_back({cell(shown(one.title)), cell(duty_verdict(sheet_, one.verdict), one.verdict >= Verdict::kExplain ? Words::kBold : Words::kPlain),
                      cell(shown(one.grade_title)), about});
    }
    paper_.table({20, 14, 18, 48},
                 {sheet_.say(Phrase::column_title), sheet_.say(Phrase::column_verdict), sheet_.say(Phrase::column_presence),
                  sheet_.say(Phrase::column_message)},
                 rows);
  }

  void tricks(const Report& report) {
    if (report.package.tricks.empty()) return;
    section(sheet_.say(Phrase::tricks_title));
    paper_.paragraph({{sheet_.say(Phrase::tricks_about)}});
    std::vector<Row> rows;
    for (const platforms::Trick& trick : report.package.tricks) {
      Cell places = cell(shown(trick_places(trick, sheet_.lang())));
      places.push_back({{shown(trick_name(trick)), Words::kQuiet}});
      rows.push_back({cell(shown(trick_told(trick, sheet_.lang()))), places});
    }
    paper_.table({60, 40}, {sheet_.say(Phrase::tricks_what), sheet_.say(Phrase::tricks_place)}, rows);
    paper_.paragraph({{sheet_.say(Phrase::tricks_ask)}});
  }

  void gaps(const Report& report) {
    tricks(report);
    section(say(Msg::report_gaps));
    paper_.paragraph({{coverage_text(sheet_, report.coverage)}});
    if (report.gaps.empty()) return paper_.paragraph({{sheet_.say(Msg::report_labelled, {say(Msg::report_gaps), say(Msg::report_no_gaps)})}});
    std::vector<Row> rows;
    const std::vector<const engine::GapView*> gaps = gaps_by_weight(report);
    const auto first = std::span(gaps).first(std::min(gaps.size(), kShownGaps));
    const RulesMet met(report, first);
    for (const engine::GapView* one : first) {
      const engine::GapView& gap = *one;
      Cell what = cell(gap_text(sheet_, gap));
      if (std::string place = gap_place(sheet_, gap); !place.empty()) what.push_back({{std::move(place), Words::kQuiet}});
      rows.push_back({cell(shown(gap.id)), what, cell(sheet_.joined(titles_of(sheet_, met.of(gap)))),
                      cell(shown(engine::Bilingual{gap.gap.ask_zh, gap.gap.ask_en}))});
    }
    paper_.table({8, 40, 24, 28},
                 {sheet_.say(Phrase::column_number), sheet_.say(Phrase::column_gap), sheet_.say(Phrase::column_affects),
                  sheet_.say(Phrase::column_ask)},
                 rows);
    if (gaps.size() > kShownGaps)
      paper_.paragraph({{sheet_.say(Phrase::more_gaps, {std::to_string(gaps.size() - kShownGaps)})}});
  }

  const Sheet& sheet_;
  docx::Paper& paper_;
  const Profile& profile_;
  size_t section_ = 0;
};

// Several inputs, or one that could not be read: how each came out.
void write_overview(const Sheet& sheet, docx::Paper& paper, const std::vector<Report>& reports) {
  paper.paragraph({{sheet.say(Msg::report_several, {std::to_string(reports.size())})}});
  std::vector<Row> rows;
  const InputList inputs = inputs_listed(reports);
  for (const Report* one : inputs.listed) {
    const Report& report = *one;
    const std::string verdict = report.unread ? sheet.say(Msg::report_unread) : std::string(word(report.verdict, sheet.lang()));
    Cell path = cell(sheet.shown(report.package.path));
    if (report.unread) path.push_back({{sheet.shown(*report.unread), Words::kQuiet}});
    rows.push_back({cell(sheet.shown(report.package.name)), path, cell(verdict)});
  }
  paper.table({28, 54, 18},
              {sheet.say(Phrase::column_name), sheet.say(Phrase::column_package), sheet.say(Phrase::column_verdict)}, rows);
  if (inputs.left_out > 0) paper.paragraph({{sheet.say(Phrase::more_unread, {std::to_string(inputs.left_out)})}});
}

}  // namespace

std::string write_docx(const std::vector<Report>& reports, const WriteOptions& options) {
  const Sheet sheet(options);
  docx::Paper paper;
  const Profile& profile = find_profile(options.profile);
  const std::string title = sheet.say(profile.title);
  paper.title(title);
  const bool alone = reports.size() == 1 && !options.batch && !reports.front().unread;
  if (!alone) write_overview(sheet, paper, reports);
  DocxReport writer(sheet, paper, profile);
  for (const Report& report : reports) {
    if (report.unread) continue;
    if (!alone) {
      paper.page_break();
      paper.title(title);
    }
    writer.write(report);
    writer.sign();
  }
  return paper.take(title);
}

}  // namespace jianfu::report
