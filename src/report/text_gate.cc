#include "report/text_gate.h"

#include <algorithm>

#include "engine/claims.h"
#include "report/phrases.h"
#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::Gate;
using engine::WaiverView;

constexpr size_t kNamed = 3;  // items and packages named in the last line

std::string say(const Sheet& sheet, Phrase id, const std::vector<std::string>& args = {}) {
  return phrase(id, sheet.lang(), args);
}

// "2 waived, 1 in the baseline"; empty when all are none.
std::string counted(const Sheet& sheet, std::initializer_list<std::pair<Phrase, size_t>> counts) {
  std::vector<std::string> out;
  for (const auto& [what, count] : counts) {
    if (count > 0) out.push_back(say(sheet, what, {std::to_string(count)}));
  }
  return sheet.joined(out);
}

std::string first_of(const Sheet& sheet, std::vector<std::string> names) {
  const bool more = names.size() > kNamed;
  names.resize(std::min(names.size(), kNamed));
  const std::string shown = sheet.joined(names);
  return more ? say(sheet, Phrase::gate_more, {shown}) : shown;
}

std::string threshold(const Sheet& sheet, const engine::Thresholds& thresholds) {
  std::string out(word(*thresholds.verdict, sheet.lang()));
  if (*thresholds.verdict != engine::Verdict::kSuspected) out = say(sheet, Phrase::gate_threshold_from, {out});
  if (thresholds.severity == engine::Severity::kInfo) return out;
  return say(sheet, Phrase::gate_threshold_severity, {out, std::string(word(thresholds.severity, sheet.lang()))});
}

// The package is named where there are several.
std::string reached(const Sheet& sheet, const Gate& gate, const engine::Thresholds& thresholds) {
  const bool several = std::any_of(gate.reached.begin(), gate.reached.end(),
                                   [&](const Gate::Item& one) { return one.package != gate.reached.front().package; });
  std::vector<std::string> names;
  for (const Gate::Item& one : gate.reached) {
    std::vector<std::string> where;
    if (several) where.push_back(sheet.shown(one.package));
    if (!one.module.empty()) where.push_back(sheet.shown(one.module));
    names.push_back(sheet.shown(one.title) + (where.empty() ? "" : sheet.aside(sheet.joined(where))));
  }
  return say(sheet, Phrase::gate_reached, {std::to_string(names.size()), threshold(sheet, thresholds), first_of(sheet, names)});
}

std::string packages(const Sheet& sheet, Phrase what, const std::vector<std::string>& paths) {
  std::vector<std::string> names;
  for (const std::string& path : paths) names.push_back(sheet.shown(path));
  return say(sheet, what, {std::to_string(paths.size()), first_of(sheet, names)});
}

}  // namespace

void write_marks(Sheet& sheet, size_t indent, const std::optional<WaiverView>& waiver, bool known) {
  const std::string front(indent, ' ');
  if (waiver) {
    const Phrase what = waiver->expired ? Phrase::report_waiver_expired : Phrase::report_waived;
    sheet.hanging(front, say(sheet, what, {sheet.shown(waiver->basis), sheet.shown(waiver->approver), sheet.shown(waiver->expires),
                                           sheet.shown(waiver->reason), sheet.shown(waiver->file)}));
  }
  if (known) sheet.hanging(front, say(sheet, Phrase::report_known));
}

std::string short_marks(const Sheet& sheet, const std::optional<WaiverView>& waiver, bool known) {
  std::vector<std::string> out;
  if (waiver) out.push_back(say(sheet, waiver->expired ? Phrase::report_expired_short : Phrase::report_waived_short));
  if (known) out.push_back(say(sheet, Phrase::report_known));
  return out.empty() ? std::string() : sheet.aside(sheet.joined(out));
}

std::string mark_tally(const Sheet& sheet, const engine::Report& report) {
  size_t waived = 0, expired = 0, known = 0;
  engine::each_claim(report, [&](const engine::Claim&, const std::optional<WaiverView>& waiver, const bool& is_known) {
    waived += waiver && !waiver->expired;
    expired += waiver && waiver->expired;
    known += is_known;
  });
  const std::string counts = counted(sheet, {{Phrase::gate_waived, waived}, {Phrase::gate_expired, expired}, {Phrase::gate_known, known}});
  return counts.empty() ? counts : say(sheet, Phrase::report_gate_tally, {counts});
}

std::string gate_reason(const Gate& gate, const engine::Thresholds& thresholds, const WriteOptions& options) {
  const Sheet sheet(options);
  std::vector<std::string> out;
  if (!gate.unassessed.empty()) out.push_back(packages(sheet, Phrase::gate_unassessed, gate.unassessed));
  if (!gate.uncovered.empty()) out.push_back(packages(sheet, Phrase::gate_uncovered, gate.uncovered));
  if (!gate.reached.empty()) {
    out.push_back(reached(sheet, gate, thresholds));
  } else if (out.empty()) {
    out.push_back(thresholds.verdict ? say(sheet, Phrase::gate_clean, {threshold(sheet, thresholds)}) : say(sheet, Phrase::gate_never));
  }
  const std::string excused = counted(sheet, {{Phrase::gate_waived, gate.waived}, {Phrase::gate_known, gate.known}});
  if (!excused.empty()) out.push_back(say(sheet, Phrase::gate_besides, {excused}));
  return sheet.joined(out, Msg::report_semicolon);
}

}  // namespace jianfu::report
