// jianfu convert REPORT: a JSON report in other formats, later and elsewhere.
#include <ostream>

#include "cli/outputs.h"
#include "cli/report_file.h"
#include "cli/run.h"
#include "report/phrases.h"

namespace jianfu::cli {

int convert(const Options& options, Streams streams) {
  const auto ends = [&](int code, report::Phrase why) { return leave(code, report::phrase(why, options.lang), options, streams); };
  const std::optional<std::vector<Target>> targets = targets_of(options, streams);
  if (!targets) return ends(kUsage, report::Phrase::exit_bad_output);
  const Result<report::ReadBack> read = read_report_file(options.paths.front());
  if (!read) {
    streams.err << read.error().render(options.lang) << '\n';
    return ends(kUsage, report::Phrase::exit_bad_report);
  }
  const bool explain = report::holds_explanations(read->reports);
  if (!explain && wants_reasons(*targets))
    streams.err << report::phrase(report::Phrase::convert_without_reasons, options.lang) << '\n';
  const report::WriteOptions write{options.lang, options.unmask, false, read->batch, explain, options.profile, options.sarif_path_prefix};
  const int code = deliver(read->reports, *targets, write, options, streams);
  return ends(code, code == kClean ? report::Phrase::exit_converted : report::Phrase::exit_bad_output);
}

}  // namespace jianfu::cli
