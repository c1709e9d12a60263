// jianfu baseline PACKAGE|REPORT.json…: what is known now, so that later scans are held up by what is new only.
#include "engine/baseline.h"

#include <iterator>
#include <ostream>

#include "cli/commands.h"
#include "cli/report_file.h"
#include "cli/run.h"
#include "cli/scanned.h"
#include "io/file_write.h"
#include "report/baseline_writer.h"
#include "report/phrases.h"

namespace jianfu::cli {
namespace {

using engine::Report;
using report::Phrase;

class Making {
 public:
  Making(const Options& options, Streams streams) : options_(options), streams_(streams) {}

  int run() {
    if (const Status may = to_file() ? io::can_write_file(options_.output) : Status(Done{}); !may) return no_output(may.error());
    if (const int code = read(); code != kClean) return code;
    for (const Report& report : reports_) {
      if (report.unread) return ends(kNotAssessed, Phrase::baseline_unread);
    }
    const engine::Baseline made = engine::baseline_of(reports_);
    const std::string bytes = report::write_baseline(made);
    if (!to_file()) {
      streams_.out << bytes << std::flush;
    } else if (const Status written = io::write_file(options_.output, bytes); !written) {
      return no_output(written.error());
    }
    size_t entries = 0;
    for (const engine::BaselinePackage& one : made.packages) entries += one.entries.size();
    return ends(kClean, Phrase::baseline_made, {std::to_string(made.packages.size()), std::to_string(entries)});
  }

 private:
  bool to_file() const { return !options_.output.empty() && options_.output != "-"; }
  int ends(int code, Phrase why, const std::vector<std::string>& args = {}) {
    return leave(code, report::phrase(why, options_.lang, args), options_, streams_);
  }
  int no_output(const Error& error) {
    streams_.err << error.render(options_.lang) << '\n';
    return ends(kUsage, Phrase::exit_bad_output);
  }

  // Reports as they are, packages scanned.
  int read() {
    std::vector<std::string> packages;
    for (const std::string& path : options_.paths) {
      if (!is_report_file(path)) {
        packages.push_back(path);
        continue;
      }
      Result<report::ReadBack> back = read_report_file(path);
      if (!back) {
        streams_.err << back.error().render(options_.lang) << '\n';
        return ends(kUsage, Phrase::exit_bad_report);
      }
      take(back->reports);
    }
    return packages.empty() ? kClean : scan(packages);
  }
  int scan(const std::vector<std::string>& packages) {
    rules::RuleSet loaded;
    const rules::RuleSet* rules = rules_of(options_, loaded, streams_);
    if (rules == nullptr) return kUsage;
    std::optional<Scanned> all = scanned(options_, *rules, packages, false, streams_);
    if (!all) return kUsage;
    take(all->reports);
    return kClean;
  }
  void take(std::vector<Report>& reports) { std::move(reports.begin(), reports.end(), std::back_inserter(reports_)); }

  const Options& options_;
  Streams streams_;
  std::vector<Report> reports_;
};

}  // namespace

int baseline(const Options& options, Streams streams) {
  return Making(options, streams).run();
}

}  // namespace jianfu::cli
