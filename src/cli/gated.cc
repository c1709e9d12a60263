#include "cli/gated.h"

#include <algorithm>
#include <ostream>

#include "cli/run.h"
#include "core/date.h"
#include "report/mask.h"
#include "report/phrases.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

using engine::Report;
using report::Phrase;
using report::phrase;

// Reads a file and prints the complaints about it; nothing when there are any.
template <typename Read>
auto usable(const std::string& path, Read read, const Options& options, Streams streams) -> std::optional<decltype(read(std::string()))> {
  const std::optional<std::string> bytes = form_file(path, options, streams);
  if (!bytes) return std::nullopt;
  auto out = read(*bytes);
  for (const Error& problem : out.problems) streams.err << problem.render(options.lang) << '\n';
  if (!out.problems.empty()) return std::nullopt;
  return out;
}

void warn_of_waivers(const engine::Waivers& waivers, const std::vector<size_t>& fitting, std::string_view today,
                     const Options& options, Streams streams) {
  for (size_t i = 0; i < fitting.size(); ++i) {
    const engine::Waiver& one = waivers.all[i];
    if (engine::is_expired(one, today))
      streams.err << phrase(Phrase::waiver_expired, options.lang, {one.place, one.rule, one.expires}) << '\n';
    else if (fitting[i] == 0)
      streams.err << phrase(Phrase::waiver_unused, options.lang, {one.place, one.rule}) << '\n';
  }
}

// "cn.gov.x (apk)".
std::string named(const std::string& id, const std::string& kind, const std::string& name) {
  return text::displayable(report::masked((!id.empty() ? id : !name.empty() ? name : "?") + " (" + kind + ")"));
}

void complain_of_another(const engine::Baseline& baseline, const platforms::Package& package, const Options& options, Streams streams) {
  constexpr size_t kNamed = 10;
  std::string held;
  for (size_t i = 0; i < baseline.packages.size(); ++i) {
    const engine::BaselinePackage& one = baseline.packages[i];
    if (i < kNamed) held += (held.empty() ? "" : ", ") + named(one.id, one.kind, one.name);
    if (i == kNamed) held += " …";
  }
  const std::string found = named(package.id, package.kind, package.name);
  streams.err << phrase(Phrase::baseline_of_another, options.lang, {options.baseline, found, held.empty() ? "-" : held}) << '\n';
}

}  // namespace

std::optional<GateFiles> gate_files_of(const Options& options, const rules::RuleSet& rules, Streams streams) {
  GateFiles out;
  if (!options.waivers.empty()) {
    const auto read = usable(options.waivers, [&](const std::string& bytes) { return engine::read_waivers(bytes, options.waivers, rules); }, options, streams);
    if (!read) return leave(kUsage, phrase(Phrase::exit_bad_waivers, options.lang), options, streams), std::nullopt;
    out.waivers = read->waivers;
  }
  if (!options.baseline.empty()) {
    const auto read = usable(options.baseline, [&](const std::string& bytes) { return engine::read_baseline(bytes, options.baseline, rules); }, options, streams);
    if (!read) return leave(kUsage, phrase(Phrase::exit_bad_baseline, options.lang), options, streams), std::nullopt;
    out.baseline = read->baseline;
  }
  return out;
}

bool mark(std::vector<Report>& reports, const GateFiles& files, const Options& options, Streams streams) {
  if (files.baseline) {
    const engine::BaselineUse use = engine::apply_baseline(*files.baseline, reports);
    for (const platforms::Package* package : use.missing) complain_of_another(*files.baseline, *package, options, streams);
    if (!use.missing.empty()) {
      leave(kUsage, phrase(Phrase::exit_bad_baseline, options.lang), options, streams);
      return false;
    }
    if (use.vanished > 0)
      streams.err << phrase(Phrase::baseline_vanished, options.lang, {std::to_string(use.vanished)}) << '\n';
  }
  if (files.waivers) {
    const std::string today = options.today.empty() ? core::today() : options.today;
    warn_of_waivers(*files.waivers, engine::apply_waivers(*files.waivers, today, reports), today, options, streams);
  }
  return true;
}

engine::Thresholds thresholds_of(const Options& options) {
  const auto index = [](const auto& names, const std::string& name) { return std::find(names.begin(), names.end(), name) - names.begin(); };
  engine::Thresholds out;
  out.verdict = static_cast<rules::Verdict>(index(rules::kVerdictNames, options.fail_on));
  if (options.fail_on == "never") out.verdict.reset();
  out.severity = static_cast<rules::Severity>(index(rules::kSeverityNames, options.min_severity));
  out.strict_coverage = options.strict_coverage;
  return out;
}

int exit_code_of(engine::Gate::Answer answer) {
  constexpr std::array<int, 3> kCodes = {kClean, kFindings, kNotAssessed};
  return kCodes[answer];
}

}  // namespace jianfu::cli
