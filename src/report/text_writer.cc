#include "report/text_writer.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

#include "report/columns.h"
#include "report/duties.h"
#include "report/profile.h"
#include "report/summary.h"
#include "report/tampering.h"
#include "report/text_evidence.h"
#include "report/text_finding.h"
#include "report/text_gap.h"
#include "report/text_gate.h"
#include "report/text_lists.h"
#include "report/text_sheet.h"
#include "report/text_summary.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::GapView;
using engine::Report;
using engine::Verdict;

constexpr size_t kShownGaps = 30;

// ---- head ----

void write_row(Sheet& sheet, Msg label, std::string_view text) {
  constexpr size_t kLabel = 16;
  if (!text.empty()) sheet.hanging(padded(sheet.say(label), kLabel), text);
}

// Who, until when, and the digests that app stores and filings quote.
void write_signer(Sheet& sheet, const platforms::Signer& signer) {
  std::string who = sheet.shown(signer.subject);
  if (!signer.valid_from.empty() || !signer.valid_until.empty()) {
    who += sheet.aside(sheet.say(Msg::report_valid, {sheet.shown(signer.valid_from.substr(0, 10)),
                                                     sheet.shown(signer.valid_until.substr(0, 10))}));
  }
  write_row(sheet, Msg::report_signer, sheet.say(Msg::report_labelled, {sheet.shown(signer.scheme), who}));
  sheet.hanging(padded("  SHA-256", 16), signer.sha256);
  sheet.hanging(padded("  SHA-1", 16), signer.sha1);
  sheet.hanging(padded("  MD5", 16), signer.md5);
}

void write_package(Sheet& sheet, const Report& report) {
  const platforms::Package& package = report.package;
  write_row(sheet, Msg::report_name, sheet.shown(package.name));
  write_row(sheet, Msg::report_id, sheet.shown(package.id));
  write_row(sheet, Msg::report_version, sheet.shown(package.version));
  write_row(sheet, Msg::report_file, sheet.shown(package.path) + sheet.aside(sheet.shown(package_kind(package.kind, sheet.lang()))));
  if (package.size != 0)
    write_row(sheet, Msg::report_size, sheet.say(Msg::report_bytes, {grouped(package.size)}));
  if (!package.sha256.empty()) sheet.hanging(padded("SHA-256", 16), package.sha256);
  for (const platforms::Signer& signer : signers_by_key(package.signer)) write_signer(sheet, signer);
  std::vector<std::string> frameworks;
  for (const std::string& framework : package.frameworks) frameworks.push_back(sheet.shown(framework));
  write_row(sheet, Msg::report_frameworks, sheet.joined(frameworks));
  for (const platforms::Part& part : package.parts) {
    std::vector<std::string> about = {sheet.shown(part.kind)};
    if (!part.sha256.empty()) about.push_back("SHA-256 " + part.sha256);
    write_row(sheet, Msg::report_part, sheet.shown(part.path) + sheet.aside(sheet.joined(about)));
  }
  write_row(sheet, Msg::report_scope, scope_text(sheet, report.scope));
  const engine::ToolView& tool = report.tool;
  write_row(sheet, Msg::report_ruleset,
            sheet.shown(tool.ruleset_name) + " " + sheet.shown(tool.ruleset_version));
  write_row(sheet, Msg::report_digest, tool.ruleset_digest);
  write_row(sheet, Msg::report_tool, tool.name + " " + tool.version);
}

void write_verdict(Sheet& sheet, const Report& report) {
  sheet.blank();
  sheet.line(
      sheet.say(Msg::report_labelled, {sheet.say(Msg::report_verdict), sheet.verdict(report.verdict)}));
  for (const std::string& line : about_verdict(sheet, report)) sheet.hanging("", line);
}

// ---- provisions ----

constexpr size_t kKeyColumn = 8, kVerdictColumn = 17;

std::string blocked(const Sheet& sheet, const std::vector<std::string>& gaps) {
  return gaps.empty() ? "" : sheet.aside(sheet.shown(blocked_told(gaps, sheet.lang())));
}

// Several that share a word. Their titles hold commas of their own.
void write_together(Sheet& sheet, const std::string& word, const std::vector<std::string>& titles) {
  if (titles.empty()) return;
  sheet.hanging(std::string(kKeyColumn, ' ') + padded(word, kVerdictColumn) + "- ",
                sheet.joined(titles, Msg::report_semicolon));
}

// "Not found" beside a duty would say that the duty is not done.
std::string verdict_of_duty(const Sheet& sheet, Verdict verdict, Msg when_good) {
  return verdict == Verdict::kNotFound ? sheet.say(when_good) : sheet.verdict(verdict);
}

void write_provision(Sheet& sheet, const Report& report, const engine::ProvisionView& provision) {
  sheet.hanging(padded(sheet.shown(provision.provision), kKeyColumn) +
                    padded(verdict_of_duty(sheet, provision.verdict, Msg::report_no_problem), kVerdictColumn),
                sheet.shown(provision.title));
  // Rules that have nothing to tell are many, and are told together.
  std::vector<std::string> absent, in_place, outside;
  for (const std::string& id : provision.rules) {
    const auto result = std::find_if(report.results.begin(), report.results.end(),
                                     [&](const engine::RuleResult& one) { return one.rule_id == id; });
    if (result == report.results.end()) continue;
    std::string title = sheet.shown(result->title);
    if (result->verdict <= Verdict::kNotFound) {
      const bool applies = result->verdict == Verdict::kNotFound;
      (!applies ? outside : is_duty(report, id) ? in_place : absent).push_back(std::move(title));
      continue;
    }
    if (const std::string grade = sheet.shown(grade_told(report, id)); !grade.empty())
      title = sheet.say(Msg::report_labelled, {title, grade});
    sheet.hanging(
        std::string(kKeyColumn, ' ') + padded(sheet.verdict(result->verdict), kVerdictColumn) + "- ",
        title + sheet.aside(sheet.shown(id)) + blocked(sheet, result->blocked_by) +
            short_marks(sheet, result->waiver, result->known));
    write_marks(sheet, kKeyColumn + kVerdictColumn + 2, result->waiver, false);
  }
  write_together(sheet, sheet.say(Msg::report_in_place), in_place);
  write_together(sheet, sheet.verdict(Verdict::kNotFound), absent);
  write_together(sheet, sheet.verdict(Verdict::kNotApplicable), outside);
}

void write_provisions(Sheet& sheet, const Report& report) {
  sheet.heading(Msg::report_by_provision);
  sheet.line(padded(sheet.say(Msg::report_provision), kKeyColumn) +
             padded(sheet.say(Msg::report_verdict_column), kVerdictColumn) +
             sheet.say(Msg::report_provision_column));
  for (const engine::ProvisionView& provision : report.provisions) write_provision(sheet, report, provision);
  sheet.hanging("", sheet.say(Msg::report_keys_note));
}

// ---- findings and required functions ----

void write_findings(Sheet& sheet, const Report& report) {
  sheet.heading(Msg::report_findings);
  if (report.findings.empty()) sheet.line(no_findings_text(sheet, report));
  size_t number = 0;
  for (const auto& findings : findings_by_rule(report.findings)) write_findings_of_rule(sheet, findings, ++number);
}

void write_required(Sheet& sheet, const engine::RequiredView& required) {
  const std::string grade = sheet.shown(required.grade_title);
  const std::string title = sheet.shown(required.title);
  sheet.hanging(" - " + verdict_of_duty(sheet, required.verdict, Msg::report_in_place) + " ",
                (grade.empty() ? title : sheet.say(Msg::report_labelled, {title, grade})) +
                    sheet.aside(sheet.say(Msg::report_finding_of,
                                          {sheet.shown(required.provision), sheet.shown(required.rule_id)})));
  write_evidence(sheet, required.evidence, "", kEvidenceIndent, kShownEvidence, required.evidence_left_out);
  if (required.verdict <= Verdict::kNotFound) return;
  if (const std::string message = sheet.shown(required.message); !message.empty())
    sheet.hanging("   ", message);
  write_marks(sheet, 3, required.waiver, required.known);
  write_citations(sheet, required.citations);
  sheet.field(3, Msg::report_question, sheet.shown(required.question));
  sheet.field(3, Msg::report_remedy, sheet.shown(required.remedy));
  write_opinion(sheet, required.review);
}

void write_all_required(Sheet& sheet, const Report& report) {
  if (report.required.empty()) return;
  sheet.heading(Msg::report_required);
  for (const engine::RequiredView& required : duties_told(report)) write_required(sheet, required);
}

// ---- the declaration ----

void write_lines(Sheet& sheet, Msg title, const std::vector<std::string>& lines, Msg none) {
  sheet.line(sheet.say(Msg::report_list_of, {sheet.say(title)}));
  if (lines.empty()) sheet.hanging(" - ", sheet.say(none));
  for (const std::string& line : lines) sheet.hanging(" - ", line);
}

void write_declaration(Sheet& sheet, const Report& report) {
  if (!report.declaration) return;
  const engine::DeclarationView& d = *report.declaration;
  sheet.heading(Msg::report_declaration);
  write_row(sheet, Msg::report_declaration_file, sheet.shown(d.file));
  std::vector<std::string> about;
  for (const engine::Bilingual* one : {&d.level, &d.kind})
    if (const std::string said = sheet.shown(*one); !said.empty()) about.push_back(said);
  const std::string unit = sheet.shown(d.unit);
  write_row(sheet, Msg::report_declared_unit, about.empty() ? unit : unit + sheet.aside(sheet.joined(about)));
  write_row(sheet, Msg::report_declared_gov_no, sheet.shown(d.gov_no));
  write_row(sheet, Msg::report_declared_icp_no, sheet.shown(d.icp_no));
  write_row(sheet, Msg::report_declared_platform, sheet.shown(d.platform));
  std::vector<std::string> named;
  for (const auto& [name, description] : d.functions)
    named.push_back(description.empty() ? sheet.shown(name) : sheet.shown(name) + sheet.aside(sheet.shown(description)));
  write_row(sheet, Msg::report_declared_functions, sheet.joined(named));
  std::vector<std::string> identity, functions;
  for (const engine::IdentityView& one : d.identity) identity.push_back(identity_text(sheet, one));
  for (const engine::SpecialView& one : d.special) functions.push_back(special_text(sheet, one));
  write_lines(sheet, Msg::report_compared, identity, Msg::report_not_declared_identity);
  write_lines(sheet, Msg::report_special, functions, Msg::report_no_special);
}

// ---- gaps ----

void write_gaps(Sheet& sheet, const Report& report) {
  write_tricks(sheet, report);
  sheet.heading(Msg::report_gaps);
  if (report.gaps.empty()) return sheet.line(sheet.say(Msg::report_no_gaps));
  const std::vector<const GapView*> gaps = gaps_by_weight(report);
  const RulesMet met(report, std::span(gaps).first(std::min(gaps.size(), kShownGaps)));
  std::map<GapReason, size_t> left_out;
  for (size_t i = 0; i < gaps.size(); ++i) {
    if (i < kShownGaps) {
      write_gap(sheet, *gaps[i], titles_of(sheet, met.of(*gaps[i])));
    } else {
      ++left_out[gaps[i]->gap.why];
    }
  }
  if (left_out.empty()) return;
  std::vector<std::string> reasons;
  for (const auto& [why, count] : left_out)
    reasons.push_back(
        sheet.say(Msg::report_counted, {std::string(word(why, sheet.lang())), std::to_string(count)}));
  sheet.hanging(" ", sheet.say(Msg::report_more_gaps,
                               {std::to_string(gaps.size() - kShownGaps), sheet.joined(reasons)}));
}

// ---- coverage and stats ----

void write_coverage(Sheet& sheet, const Report& report) {
  const evidence::Coverage& coverage = report.coverage;
  sheet.heading(Msg::report_coverage);
  sheet.hanging("", sheet.say(Msg::report_entries, {grouped(coverage.entries), grouped(coverage.read),
                                                    grouped(coverage.skipped), grouped(coverage.opaque)}));
  sheet.hanging(
      "", sheet.say(Msg::report_bytes_read, {grouped(coverage.bytes_total), grouped(coverage.bytes_read)}));
  std::vector<std::string> items;
  for (size_t i = 0; i < evidence::kKindNames.size(); ++i) {
    if (coverage.items[i] == 0) continue;
    items.push_back(sheet.say(
        Msg::report_counted,
        {std::string(word(static_cast<evidence::Kind>(i), sheet.lang())), grouped(coverage.items[i])}));
  }
  if (!items.empty()) sheet.hanging("", sheet.say(Msg::report_items, {sheet.joined(items)}));
}

void write_stats(Sheet& sheet, const Report& report) {
  if (!report.stats) return;
  constexpr size_t kName = 32;
  sheet.heading(Msg::report_stats);
  for (const auto& [name, count] : report.stats->counts)
    sheet.line(padded(sheet.shown(name), kName) + grouped(count));
  for (const auto& [name, time] : report.stats->milliseconds) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.1f", time);
    sheet.line(padded(sheet.shown(name), kName) + sheet.say(Msg::report_milliseconds, {text.data()}));
  }
}

// ---- the whole ----

void write_section(Sheet& sheet, Section section, const Report& report) {
  switch (section) {
    case Section::kPackage: return write_package(sheet, report);
    case Section::kVerdict: return write_verdict(sheet, report);
    case Section::kProvisions: return write_provisions(sheet, report);
    case Section::kHeads: return write_heads(sheet, report);
    case Section::kQuestions: return write_asked(sheet, report);
    case Section::kDeclaration: return write_declaration(sheet, report);
    case Section::kFindings: return write_findings(sheet, report);
    case Section::kRequired: return write_all_required(sheet, report);
    case Section::kGaps: return write_gaps(sheet, report);
    case Section::kCoverage: return write_coverage(sheet, report);
    case Section::kInventory: return write_inventory(sheet, report);
    case Section::kStats: return write_stats(sheet, report);
  }
}

std::string write_report(const Report& report, const WriteOptions& options) {
  const Profile& profile = find_profile(options.profile);
  Sheet sheet(options);
  sheet.heading(profile.title, '=');
  for (const Section section : profile.sections) write_section(sheet, section, report);
  if (!report.nested.empty()) sheet.heading(Msg::report_nested);
  std::string out = sheet.take();
  for (const Report& nested : report.nested) out += "\n" + write_report(nested, options);
  return out;
}

// Several inputs, or one that could not be read: first which of them is how.
std::string write_overview(const std::vector<Report>& reports, const WriteOptions& options) {
  Sheet sheet(options);
  const auto unread = std::count_if(reports.begin(), reports.end(), [](const Report& one) { return one.unread.has_value(); });
  const std::string all = std::to_string(reports.size());
  sheet.line(unread == 0 ? sheet.say(Msg::report_several, {all})
                         : sheet.say(Msg::report_several_unread, {all, std::to_string(unread)}));
  for (const Report& report : reports) {
    const std::string path = sheet.shown(report.package.path);
    if (report.unread) {
      sheet.hanging("  " + padded(sheet.say(Msg::report_unread), kVerdictColumn),
                    sheet.say(Msg::report_labelled, {path, sheet.shown(*report.unread)}));
      continue;
    }
    sheet.hanging("  " + padded(sheet.verdict(report.verdict), kVerdictColumn),
                  sheet.shown(report.package.name) + (report.package.name.empty() ? "" : " ") + path);
  }
  return sheet.take();
}

}  // namespace

std::string write_text(const std::vector<Report>& reports, const WriteOptions& options) {
  std::string out;
  const bool alone = reports.size() == 1 && !options.batch && !reports.front().unread;
  if (!alone) out = write_overview(reports, options);
  for (const Report& report : reports) {
    if (report.unread) continue;
    if (!out.empty()) out += "\n\n";
    out += write_report(report, options);
  }
  return out;
}

}  // namespace jianfu::report
