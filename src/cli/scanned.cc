#include "cli/scanned.h"

#include <algorithm>
#include <ostream>
#include <thread>

#include "cli/isolated.h"
#include "cli/terminal.h"
#include "engine/scan.h"
#include "report/phrases.h"
#include "report/words.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

using engine::Report;

Report unread(const std::string& path, const Error& error) {
  Report out;
  out.unread = {error.what.render(Lang::kZh), error.what.render(Lang::kEn)};
  out.package.path = path;
  return out;
}

// Outcomes come as they are done; reports stand as the call names their packages.
class InOrder {
 public:
  void add(size_t order, Report report) { all_.emplace_back(order, std::move(report)); }
  std::vector<Report> take() {
    std::stable_sort(all_.begin(), all_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Report> out;
    for (auto& [order, report] : all_) out.push_back(std::move(report));
    return out;
  }

 private:
  std::vector<std::pair<size_t, Report>> all_;
};

// Reading ends by itself and keeps what was read; only what goes on well beyond that is ended from outside.
Isolation isolation_of(const Options& options) {
  constexpr double kBeyond = 2, kJudging = 5;
  return {options.seconds == 0 ? 0 : options.seconds * kBeyond + kJudging, options.memory << 20, {}};
}

// With --verbose: each as it is done.
void tell(const engine::Scanner::Outcome& outcome, const Options& options, Streams streams) {
  if (!options.verbose || !outcome.report) return;
  const std::string verdict(report::word(outcome.report->verdict, options.lang));
  streams.err << report::phrase(report::Phrase::verbose_line, options.lang, {text::displayable(outcome.paths.front()), verdict}) << '\n';
}

}  // namespace

std::optional<Scanned> scanned(const Options& options, const rules::RuleSet& rules, const std::vector<std::string>& paths,
                               bool reasons, Streams streams) {
  std::optional<engine::Declaration> declaration;
  if (!options.declaration.empty()) {
    declaration = declaration_of(options, rules, streams);
    if (!declaration) return std::nullopt;
  }
  engine::ScanOptions settings;
  settings.scope = scope_of(options, declaration);
  settings.scope.reasons = reasons;
  settings.stats = options.stats;
  settings.app_ids->given = options.app_ids;
  settings.limits.seconds = options.seconds;
  // With a limit of memory none beside: what a thread reserves of addresses counts against it.
  settings.limits.threads = options.isolate ? 1 : std::max(1U, std::thread::hardware_concurrency());
  InOrder reports;
  Progress progress(streams.err, options.lang, !options.quiet && is_terminal(streams.err));
  settings.watch = progress.watch();
  Scanned out;
  const std::function<void(engine::Scanner::Outcome)> done = [&](engine::Scanner::Outcome outcome) {
    progress.clear();
    tell(outcome, options, streams);
    const uint64_t bytes = outcome.report ? outcome.report->package.size : 0;
    if (outcome.skipped) {
      streams.err << say(options, Msg::skipped_base_library, {text::displayable(outcome.paths.front())}) << '\n';
    } else if (outcome.report) {
      reports.add(outcome.order, std::move(*outcome.report));
    } else {
      streams.err << outcome.report.error().render(options.lang) << '\n';
      reports.add(outcome.order, unread(outcome.paths.front(), outcome.report.error()));
    }
    progress.done(outcome.paths.front(), bytes);
  };
  const engine::Scanner scanner(rules);
  out.batch = options.isolate ? scan_isolated(scanner, paths, settings, isolation_of(options), done) : scanner.scan(paths, settings, done);
  progress.clear();
  out.reports = reports.take();
  tell_unused(options, *settings.app_ids, streams);
  return out;
}

}  // namespace jianfu::cli
