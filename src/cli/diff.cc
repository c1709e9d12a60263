// jianfu diff OLD NEW: two versions compared, each a package, a source folder or a JSON report of ours.
#include <algorithm>
#include <ostream>

#include "cli/outputs.h"
#include "cli/report_file.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "engine/diff.h"
#include "engine/scan.h"
#include "report/diff_writers.h"
#include "report/json_writer.h"
#include "report/phrases.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

using engine::Report;
using report::Phrase;

class Comparison {
 public:
  Comparison(const Options& options, Streams streams)
      : options_(options), streams_(streams), progress_(streams.err, options.lang, !options.quiet && is_terminal(streams.err)) {}

  int run() {
    const auto& table = report::diff_writers();
    const std::optional<std::vector<Output>> outputs = outputs_of(formats_of(table), options_, streams_);
    if (!outputs) return leave(kUsage, Phrase::exit_bad_output);
    const rules::RuleSet* rules = rules_of(options_, loaded_, streams_);
    if (rules == nullptr) return kUsage;
    if (!options_.declaration.empty()) {
      declaration_ = declaration_of(options_, *rules, streams_);
      if (!declaration_) return kUsage;
    }
    if (!read_reports()) return leave(kUsage, Phrase::exit_bad_report);
    if (!scan_packages(*rules)) return leave(kUsage, Phrase::exit_bad_report);
    const engine::DiffReport diff = engine::compare(*sides_[0], *sides_[1], *rules);
    const report::WriteOptions write{options_.lang, options_.unmask};
    const int delivered = deliver(*outputs, [&](const Output& output) { return table[output.format].write(diff, write); }, options_, streams_);
    if (delivered != kClean) return leave(delivered, Phrase::exit_bad_output);
    return verdict_on(diff);
  }

 private:
  int leave(int code, Phrase why, const std::vector<std::string>& args = {}) {
    return cli::leave(code, report::phrase(why, options_.lang, args), options_, streams_);
  }
  void complain(Phrase what, const std::vector<std::string>& args = {}) {
    streams_.err << say(options_, Msg::usage_error, {report::phrase(what, options_.lang, args)}) << '\n';
  }

  bool read_reports() {
    if (options_.paths[0] == "-" && options_.paths[1] == "-") {
      complain(Phrase::diff_two_inputs);
      return false;
    }
    for (size_t i = 0; i < 2; ++i) {
      if (is_report_file(options_.paths[i]) && !read_report(i)) return false;
    }
    return true;
  }
  bool read_report(size_t side) {
    const std::string& path = options_.paths[side];
    Result<report::ReadBack> read = read_report_file(path);
    if (!read) {
      streams_.err << read.error().render(options_.lang) << '\n';
      return false;
    }
    if (read->reports.size() != 1) {
      complain(Phrase::diff_several, {text::displayable(path), std::to_string(read->reports.size())});
      return false;
    }
    if (!options_.audience.empty() || !options_.filing.empty() || !options_.declaration.empty())
      streams_.err << report::phrase(Phrase::diff_note_scope, options_.lang, {text::displayable(path)}) << '\n';
    sides_[side] = std::move(read->reports.front());
    return true;
  }

  // A package beside a report is judged as that one was, unless the call says otherwise.
  engine::Scope scope() const {
    engine::Scope out = scope_of(options_, declaration_);
    for (const std::optional<Report>& side : sides_) {
      if (!side || side->unread || declaration_) continue;
      if (options_.audience.empty()) out.audience = side->scope.audience;
      if (options_.filing.empty()) out.filing_required = side->scope.filing_required;
    }
    out.reasons = false;
    return out;
  }

  bool scan_packages(const rules::RuleSet& rules) {
    if (sides_[0] && sides_[1]) return true;
    const bool beside_report = sides_[0] || sides_[1];
    const engine::Scanner scanner(rules);
    engine::ScanOptions settings;
    settings.scope = scope();
    settings.keep_everything = true;  // so that endpoints are listed
    settings.app_ids->given = options_.app_ids;
    settings.watch = progress_.watch();
    for (size_t i = 0; i < 2; ++i) {
      if (!sides_[i] && !scan_package(scanner, settings, beside_report, i)) return false;
    }
    tell_unused(options_, *settings.app_ids, streams_);
    return true;
  }
  // Each side by itself: two packages of one folder must not be taken for parts of one program.
  bool scan_package(const engine::Scanner& scanner, const engine::ScanOptions& settings, bool beside_report, size_t side) {
    const std::string& path = options_.paths[side];
    std::vector<Report> reports;
    scanner.scan({path}, settings, [&](engine::Scanner::Outcome outcome) {
      progress_.clear();
      if (outcome.skipped) return;
      if (outcome.report) return reports.push_back(std::move(*outcome.report));
      const Error& error = outcome.report.error();
      streams_.err << error.render(options_.lang) << '\n';
      Report unread;
      unread.unread = {error.what.render(Lang::kZh), error.what.render(Lang::kEn)};
      unread.package.path = outcome.paths.front();
      reports.push_back(std::move(unread));
    });
    if (reports.size() != 1) {
      complain(Phrase::diff_several, {text::displayable(path), std::to_string(reports.size())});
      return false;
    }
    sides_[side] = beside_report ? as_written(std::move(reports.front())) : std::move(reports.front());
    return true;
  }
  // As a report that was written and read back has it: with personal data masked, as they are in the other side.
  static Report as_written(Report report) {
    Result<report::ReadBack> back = report::read_json(report::write_json({report}, {}), report.package.path);
    return back && back->reports.size() == 1 ? std::move(back->reports.front()) : std::move(report);
  }

  int verdict_on(const engine::DiffReport& diff) {
    if (!diff.assessed()) return leave(kNotAssessed, Phrase::exit_diff_not_assessed);
    const auto at = std::find(rules::kVerdictNames.begin(), rules::kVerdictNames.end(), options_.fail_on);
    const bool worse = at != rules::kVerdictNames.end() && static_cast<size_t>(diff.worse) >= static_cast<size_t>(at - rules::kVerdictNames.begin());
    return leave(worse ? kFindings : kClean, worse ? Phrase::exit_diff_worse : Phrase::exit_diff_clean, {options_.fail_on});
  }

  const Options& options_;
  Streams streams_;
  Progress progress_;
  rules::RuleSet loaded_;
  std::optional<engine::Declaration> declaration_;
  std::optional<Report> sides_[2];
};

}  // namespace

int diff(const Options& options, Streams streams) {
  return Comparison(options, streams).run();
}

}  // namespace jianfu::cli
