// jianfu scan PACKAGE…: reports on standard output, one last line on standard error that says which exit code and why.
#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/run.h"
#include "engine/scan.h"
#include "report/phrases.h"
#include "report/writers.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

using engine::Report;
using rules::Verdict;

// The verdict from which on the exit code is 1.
Verdict threshold(const std::string& name) {
  for (size_t i = 0; i < rules::kVerdictNames.size(); ++i) {
    if (rules::kVerdictNames[i] == name) return static_cast<Verdict>(i);
  }
  return Verdict::kSuspected;
}

bool reaches(const Report& report, Verdict from) {
  return report.verdict >= from || std::any_of(report.nested.begin(), report.nested.end(), [&](const Report& inner) { return reaches(inner, from); });
}

bool any_gap_meets_a_rule(const Report& report) {
  const bool here = std::any_of(report.results.begin(), report.results.end(), [&](const engine::RuleResult& result) {
    return std::any_of(report.gaps.begin(), report.gaps.end(), [&](const engine::GapView& gap) { return gap.gap.hides.meets(result.needs); });
  });
  return here || std::any_of(report.nested.begin(), report.nested.end(), any_gap_meets_a_rule);
}

// A package that was handed in in a container of several counts as if it had been handed in by itself.
bool not_assessed(const Report& report) {
  return report.nothing_decisive_read || report.packed || std::any_of(report.nested.begin(), report.nested.end(), [](const Report& inner) {
           return inner.package.handed_in && not_assessed(inner);
         });
}

int exit_of(const Report& report, const Options& options) {
  if (not_assessed(report) || (options.strict_coverage && any_gap_meets_a_rule(report))) return kNotAssessed;
  return options.fail_on != "never" && reaches(report, threshold(options.fail_on)) ? kFindings : kClean;
}

Msg reason_of(int code) {
  switch (code) {
    case kClean: return Msg::exit_clean;
    case kFindings: return Msg::exit_findings;
    case kNotAssessed: return Msg::exit_not_assessed;
    default: return Msg::exit_internal;
  }
}

Report unread(const std::string& path, const Error& error) {
  Report out;
  out.unread = {error.what.render(Lang::kZh), error.what.render(Lang::kEn)};
  out.package.path = path;
  return out;
}

}  // namespace

int scan(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr) return kUsage;
  std::optional<engine::Declaration> declaration;
  if (!options.declaration.empty()) {
    declaration = declaration_of(options, *rules, streams);
    if (!declaration) return kUsage;
  }
  const std::optional<std::vector<Target>> targets = targets_of(options, streams);
  if (!targets) {
    streams.err << say(options, Msg::exit_line, {std::to_string(kUsage), report::phrase(report::Phrase::exit_bad_output, options.lang)}) << '\n';
    return kUsage;
  }
  const engine::Scanner scanner(*rules);
  engine::ScanOptions settings;
  settings.scope = scope_of(options, declaration);
  settings.scope.reasons = options.explain || wants_reasons(*targets);
  settings.stats = options.stats;
  settings.app_ids->given = options.app_ids;
  std::vector<std::pair<size_t, Report>> ordered;
  int code = kClean;
  const bool batch = scanner.scan(options.paths, settings, [&](engine::Scanner::Outcome outcome) {
    if (outcome.skipped) {
      streams.err << say(options, Msg::skipped_base_library, {text::displayable(outcome.paths.front())}) << '\n';
      return;
    }
    if (!outcome.report) {
      streams.err << outcome.report.error().render(options.lang) << '\n';
      code = std::max<int>(code, kNotAssessed);
      ordered.emplace_back(outcome.order, unread(outcome.paths.front(), outcome.report.error()));
      return;
    }
    code = std::max(code, exit_of(*outcome.report, options));
    ordered.emplace_back(outcome.order, std::move(*outcome.report));
  });
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Report> reports;
  for (auto& [order, report] : ordered) reports.push_back(std::move(report));
  const report::WriteOptions write{options.lang, options.unmask, false, batch, options.explain, options.profile};
  const int delivered = deliver(reports, *targets, write, options, streams);
  tell_unused(options, *settings.app_ids, streams);
  if (delivered != kClean) {
    streams.err << say(options, Msg::exit_line, {std::to_string(delivered), report::phrase(report::Phrase::exit_bad_output, options.lang)}) << '\n';
    return delivered;
  }
  streams.err << say(options, Msg::exit_line, {std::to_string(code), say(options, reason_of(code), {options.fail_on})}) << '\n';
  return code;
}

}  // namespace jianfu::cli
