#include "report/tables.h"

#include <algorithm>
#include <array>
#include <functional>

#include "report/duties.h"
#include "report/places.h"
#include "report/summary.h"
#include "report/tampering.h"
#include "report/text_evidence.h"
#include "report/text_finding.h"
#include "report/text_gap.h"
#include "report/text_summary.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::EvidenceView;
using engine::Finding;
using engine::Report;
using engine::RequiredView;
using engine::RuleResult;
using engine::Verdict;

constexpr size_t kFirstPieces = 3;  // of evidence, in the row of a problem

using Visit = std::function<void(const Report&)>;
// Packages inside of packages behind the one that holds them.
void each(const std::vector<Report>& reports, const Visit& visit) {
  for (const Report& report : reports) {
    visit(report);
    each(report.nested, visit);
  }
}

struct Head {
  Phrase title;
  unsigned width;
};
Table table_of(const Sheet& sheet, Phrase name, std::initializer_list<Head> heads) {
  Table out;
  out.name = sheet.say(name);
  for (const Head& head : heads) out.columns.push_back({sheet.say(head.title), head.width});
  return out;
}

std::string number(uint64_t value) { return value == 0 ? "" : std::to_string(value); }

std::string lines(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : "\n") + item;
  return out;
}

// ---- problems ----

struct Problem {
  std::string package, name, id, version, provision, rule, title, verdict, severity, screen, evidence, place, presence,
      coercion, scene, declared, waiver, known, message, question, remedy, fingerprint, tricks;
};
struct ProblemColumn {
  Phrase title;
  unsigned width;
  std::string Problem::*cell;
};
constexpr std::array kProblemColumns = {
    ProblemColumn{Phrase::column_package, 24, &Problem::package},
    ProblemColumn{Phrase::column_name, 16, &Problem::name},
    ProblemColumn{Phrase::column_id, 22, &Problem::id},
    ProblemColumn{Phrase::column_version, 10, &Problem::version},
    ProblemColumn{Phrase::column_provision, 8, &Problem::provision},
    ProblemColumn{Phrase::column_rule, 20, &Problem::rule},
    ProblemColumn{Phrase::column_title, 24, &Problem::title},
    ProblemColumn{Phrase::column_verdict, 10, &Problem::verdict},
    ProblemColumn{Phrase::column_severity, 9, &Problem::severity},
    ProblemColumn{Phrase::column_screen, 32, &Problem::screen},
    ProblemColumn{Phrase::column_evidence, 48, &Problem::evidence},
    ProblemColumn{Phrase::column_place, 40, &Problem::place},
    ProblemColumn{Phrase::column_presence, 10, &Problem::presence},
    ProblemColumn{Phrase::column_coercion, 24, &Problem::coercion},
    ProblemColumn{Phrase::column_scene, 24, &Problem::scene},
    ProblemColumn{Phrase::column_declared, 20, &Problem::declared},
    ProblemColumn{Phrase::column_waiver, 28, &Problem::waiver},
    ProblemColumn{Phrase::column_known, 8, &Problem::known},
    ProblemColumn{Phrase::column_message, 40, &Problem::message},
    ProblemColumn{Phrase::column_question, 40, &Problem::question},
    ProblemColumn{Phrase::column_remedy, 40, &Problem::remedy},
    ProblemColumn{Phrase::column_fingerprint, 20, &Problem::fingerprint},
    ProblemColumn{Phrase::tricks_title, 24, &Problem::tricks},
};

Problem of_package(const Sheet& sheet, const Report& report) {
  Problem out;
  out.package = sheet.shown(report.package.path);
  out.name = sheet.shown(report.package.name);
  out.id = sheet.shown(report.package.id);
  out.version = sheet.shown(report.package.version);
  std::vector<std::string> tricks;
  for (const platforms::Trick& trick : report.package.tricks) tricks.push_back(sheet.shown(trick.id));
  out.tricks = lines(tricks);
  return out;
}

void add_evidence(const Sheet& sheet, Problem& problem, const std::vector<EvidenceView>& views, std::string_view module,
                  size_t more) {
  std::vector<std::string> words, places;
  const std::vector<SaidPiece> pieces = said_pieces(sheet, views, module);
  for (size_t i = 0; i < std::min(pieces.size(), kFirstPieces); ++i) {
    words.push_back(said(sheet, pieces[i]));
    places.push_back(pieces[i].place);
  }
  more += pieces.size() - words.size();
  if (more > 0) words.push_back(sheet.say(Msg::report_more_evidence, {std::to_string(more)}));
  problem.evidence = lines(words);
  problem.place = lines(places);
}

// What findings and required functions both have.
template <typename View>
void add_common(const Sheet& sheet, Problem& problem, const View& view) {
  problem.provision = sheet.shown(view.provision);
  problem.rule = sheet.shown(view.rule_id);
  problem.title = sheet.shown(view.title);
  problem.verdict = word(view.verdict, sheet.lang());
  if (view.waiver) problem.waiver = waiver_text(sheet, *view.waiver);
  problem.known = view.known ? sheet.say(Phrase::table_known) : "";
  problem.message = sheet.shown(view.message);
  problem.question = sheet.shown(view.question);
  problem.remedy = sheet.shown(view.remedy);
  problem.fingerprint = sheet.shown(view.fingerprint);
}

Problem problem_of(const Sheet& sheet, const Report& report, const Finding& finding) {
  Problem out = of_package(sheet, report);
  add_common(sheet, out, finding);
  out.severity = word(finding.severity, sheet.lang());
  out.screen = screen_of(sheet, finding.module);
  add_evidence(sheet, out, finding.evidence, finding.module.id, finding.evidence_left_out);
  out.presence = word(finding.presence, sheet.lang());
  out.coercion = coercion_text(sheet, finding);
  out.scene = scene_text(sheet, finding);
  if (finding.declared) out.declared = declared_text(sheet, *finding.declared);
  return out;
}

Problem problem_of(const Sheet& sheet, const Report& report, const RequiredView& required) {
  Problem out = of_package(sheet, report);
  add_common(sheet, out, required);
  out.presence = sheet.shown(required.grade_title);
  add_evidence(sheet, out, required.evidence, "", required.evidence_left_out);
  return out;
}

Problem problem_of(const Sheet& sheet, const Report& report, const RuleResult& result) {
  Problem out = of_package(sheet, report);
  out.provision = sheet.shown(result.provision);
  out.rule = sheet.shown(result.rule_id);
  out.title = sheet.shown(result.title);
  out.verdict = word(result.verdict, sheet.lang());
  out.severity = word(result.severity, sheet.lang());
  out.message = sheet.shown(blocked_told(result.blocked_by, sheet.lang()));
  return out;
}

Problem without_problem(const Sheet& sheet, const Report& report) {
  Problem out = of_package(sheet, report);
  out.verdict = report.unread ? sheet.say(Msg::report_unread) : std::string(word(report.verdict, sheet.lang()));
  out.message = report.unread ? sheet.shown(*report.unread) : about_verdict(sheet, report).front();
  return out;
}

std::vector<Problem> problems_of(const Sheet& sheet, const Report& report) {
  std::vector<Problem> out;
  std::vector<std::string_view> told;  // rules that a required function has spoken for
  for (const Finding& finding : report.findings) out.push_back(problem_of(sheet, report, finding));
  const std::vector<RequiredView> duties = duties_told(report);
  for (const RequiredView& required : duties) {
    if (required.verdict <= Verdict::kNotFound) continue;
    out.push_back(problem_of(sheet, report, required));
    told.push_back(required.rule_id);
  }
  for (const RuleResult& result : report.results) {
    const bool again = std::find(told.begin(), told.end(), result.rule_id) != told.end();
    if (result.verdict == Verdict::kNotDetermined && !again) out.push_back(problem_of(sheet, report, result));
  }
  if (out.empty()) out.push_back(without_problem(sheet, report));
  return out;
}

// ---- evidence ----

std::string offset_of(const evidence::Location& at) {
  if (!at.offset) return {};
  std::array<char, 24> out{};
  std::snprintf(out.data(), out.size(), "0x%llx", static_cast<unsigned long long>(*at.offset));
  return out.data();
}

void add_pieces(const Sheet& sheet, Table& table, const std::vector<std::string>& front,
                const std::vector<EvidenceView>& views, Phrase counted) {
  for (const EvidenceView& view : views) {
    const evidence::Evidence& item = view.item;
    std::vector<std::string> row = front;
    row.insert(row.end(), {sheet.say(counted), std::string(word(item.kind, sheet.lang())),
                           std::string(word(item.role, sheet.lang())), quoted_hit(sheet, view),
                           sheet.shown(item.at.entry), number(item.at.line), number(item.at.column), offset_of(item.at),
                           sheet.shown(item.at.symbol), sheet.shown(item.at.resource), sheet.shown(item.at.locale),
                           sheet.shown(view.module), sheet.shown(view.because), sheet.shown(view.reason)});
    table.rows.push_back(std::move(row));
  }
}

// ---- waivers ----

template <typename View>
void add_waiver(const Sheet& sheet, Table& table, const Report& report, const View& view, const std::string& screen) {
  if (!view.waiver) return;
  const engine::WaiverView& w = *view.waiver;
  table.rows.push_back({sheet.shown(report.package.path), sheet.shown(view.fingerprint), sheet.shown(view.title),
                        std::string(word(view.verdict, sheet.lang())), screen, sheet.shown(w.basis), sheet.shown(w.approver),
                        sheet.shown(w.reason), sheet.shown(w.expires),
                        sheet.say(w.expired ? Phrase::table_expired : Phrase::table_in_force), sheet.shown(w.file)});
}

}  // namespace

Table problem_table(const Sheet& sheet, const std::vector<Report>& reports) {
  Table out;
  out.name = sheet.say(Phrase::table_problems);
  for (const ProblemColumn& column : kProblemColumns) out.columns.push_back({sheet.say(column.title), column.width});
  each(reports, [&](const Report& report) {
    for (Problem& problem : problems_of(sheet, report)) {
      std::vector<std::string> row;
      for (const ProblemColumn& column : kProblemColumns) row.push_back(std::move(problem.*column.cell));
      out.rows.push_back(std::move(row));
    }
  });
  return out;
}

Table verdict_table(const Sheet& sheet, const std::vector<Report>& reports) {
  Table out = table_of(sheet, Phrase::table_verdicts,
                       {{Phrase::column_package, 24}, {Phrase::column_name, 16}, {Phrase::column_id, 22},
                        {Phrase::column_version, 10}, {Phrase::column_provision, 8}, {Phrase::column_provision_title, 40},
                        {Phrase::column_title, 28}, {Phrase::column_rule, 20}, {Phrase::column_verdict, 10},
                        {Phrase::column_blocked, 20}, {Phrase::column_message, 48}, {Phrase::column_sha256, 24}});
  each(reports, [&](const Report& report) {
    const Problem whole = without_problem(sheet, report);
    const auto add = [&](std::string provision, std::string about, std::string title, std::string rule,
                         std::string verdict, std::string blocked, std::string message) {
      out.rows.push_back({whole.package, whole.name, whole.id, whole.version, std::move(provision), std::move(about),
                          std::move(title), std::move(rule), std::move(verdict), std::move(blocked), std::move(message),
                          sheet.shown(report.package.sha256)});
    };
    add(sheet.say(Phrase::table_whole), "", "", "", whole.verdict, "",
        report.unread ? whole.message : lines(about_verdict(sheet, report)));
    for (const RuleResult& result : report.results) {
      const auto provision = std::find_if(report.provisions.begin(), report.provisions.end(), [&](const auto& one) {
        return one.provision == result.provision;
      });
      add(sheet.shown(result.provision), provision == report.provisions.end() ? "" : sheet.shown(provision->title),
          sheet.shown(result.title), sheet.shown(result.rule_id),
          is_duty(report, result.rule_id) ? duty_verdict(sheet, result.verdict) : std::string(word(result.verdict, sheet.lang())),
          sheet.joined(result.blocked_by), "");
    }
  });
  return out;
}

Table evidence_table(const Sheet& sheet, const std::vector<Report>& reports) {
  Table out = table_of(
      sheet, Phrase::table_evidence,
      {{Phrase::column_package, 24},  {Phrase::column_title, 24},  {Phrase::column_fingerprint, 20},
       {Phrase::column_counted, 9},   {Phrase::column_kind, 12},   {Phrase::column_role, 10},
       {Phrase::column_text, 48},     {Phrase::column_file, 36},   {Phrase::column_line, 7},
       {Phrase::column_column, 7},    {Phrase::column_offset, 10}, {Phrase::column_symbol, 32},
       {Phrase::column_resource, 20}, {Phrase::column_locale, 8},  {Phrase::column_screen, 24},
       {Phrase::column_because, 12},  {Phrase::column_reason, 32}});
  each(reports, [&](const Report& report) {
    const std::string package = sheet.shown(report.package.path);
    for (const Finding& finding : report.findings) {
      const std::vector<std::string> front = {package, sheet.shown(finding.title), sheet.shown(finding.fingerprint)};
      add_pieces(sheet, out, front, finding.evidence, Phrase::table_counted);
      add_pieces(sheet, out, front, finding.counter_evidence, Phrase::table_not_counted);
    }
    for (const RequiredView& required : report.required)
      add_pieces(sheet, out, {package, sheet.shown(required.title), sheet.shown(required.fingerprint)}, required.evidence,
                 Phrase::table_counted);
  });
  return out;
}

Table gap_table(const Sheet& sheet, const std::vector<Report>& reports) {
  Table out = table_of(sheet, Phrase::table_gaps,
                       {{Phrase::column_package, 24}, {Phrase::column_number, 8}, {Phrase::column_gap, 48},
                        {Phrase::column_place, 40}, {Phrase::column_hides, 28}, {Phrase::column_affects, 40},
                        {Phrase::column_ask, 48}});
  each(reports, [&](const Report& report) {
    const std::string package = sheet.shown(report.package.path);
    out.rows.push_back({package, "", report.unread ? sheet.shown(*report.unread) : coverage_text(sheet, report.coverage),
                        "", "", "", ""});
    const std::vector<const engine::GapView*> gaps = gaps_by_weight(report);
    const RulesMet met(report, gaps);
    for (const engine::GapView* view : gaps)
      out.rows.push_back({package, sheet.shown(view->id), gap_text(sheet, *view), gap_place(sheet, *view),
                          words_of(sheet, view->gap.hides), sheet.joined(titles_of(sheet, met.of(*view))),
                          sheet.shown(engine::Bilingual{view->gap.ask_zh, view->gap.ask_en})});
  });
  return out;
}

Table trick_table(const Sheet& sheet, const std::vector<Report>& reports) {
  Table out = table_of(sheet, Phrase::tricks_title,
                       {{Phrase::column_package, 24}, {Phrase::tricks_what, 64}, {Phrase::tricks_place, 40}, {Phrase::tricks_name, 32}});
  each(reports, [&](const Report& report) {
    for (const platforms::Trick& trick : report.package.tricks)
      out.rows.push_back({sheet.shown(report.package.path), sheet.shown(trick_told(trick, sheet.lang())),
                          sheet.shown(trick_places(trick, sheet.lang())), sheet.shown(trick_name(trick))});
  });
  return out;
}

Table waiver_table(const Sheet& sheet, const std::vector<Report>& reports) {
  Table out = table_of(
      sheet, Phrase::table_waivers,
      {{Phrase::column_package, 24}, {Phrase::column_fingerprint, 20}, {Phrase::column_title, 24},
       {Phrase::column_verdict, 10}, {Phrase::column_screen, 32}, {Phrase::column_basis, 32},
       {Phrase::column_approver, 24}, {Phrase::column_waiver_reason, 32}, {Phrase::column_expires, 12},
       {Phrase::column_state, 9}, {Phrase::column_waiver_file, 24}});
  each(reports, [&](const Report& report) {
    for (const Finding& finding : report.findings)
      add_waiver(sheet, out, report, finding, screen_of(sheet, finding.module));
    for (const RequiredView& required : report.required) add_waiver(sheet, out, report, required, "");
  });
  return out;
}

void bound_rows(const Sheet& sheet, Table& table, size_t most) {
  if (table.rows.size() <= most) return;
  const size_t left_out = table.rows.size() - most + 1;
  table.rows.resize(most);
  table.rows.back().assign(table.columns.size(), "");
  table.rows.back().front() = sheet.say(Phrase::table_cut, {std::to_string(left_out)});
}

}  // namespace jianfu::report
