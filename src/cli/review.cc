// jianfu review apply REPORT.json REVIEW.json…: opinions that an HTML report exported, put into the report.
#include <ostream>

#include "cli/outputs.h"
#include "cli/report_file.h"
#include "cli/run.h"
#include "report/phrases.h"
#include "report/review.h"

namespace jianfu::cli {
namespace {

using report::Phrase;
using report::phrase;

// False after a complaint was printed.
bool put_in(const std::string& path, std::vector<engine::Report>& reports, size_t& count, const Options& options, Streams streams) {
  constexpr uint64_t kMostBytes = 1u << 20;  // as io::read_data takes
  const Result<std::string> bytes = read_whole_file(path, kMostBytes);
  const auto refuse = [&](const std::string& why) {
    streams.err << why << '\n';
    return false;
  };
  if (!bytes) return refuse(bytes.error().render(options.lang));
  const auto review = report::read_review(*bytes, path);
  if (!review) return refuse(review.error().render(options.lang));
  const auto problem = report::apply_review(*review, reports, count);
  return !problem || refuse(problem->where + ": " + phrase(problem->what, options.lang, problem->args));
}

}  // namespace

int review_apply(const Options& options, Streams streams) {
  const auto leave = [&](int code, const std::string& why) {
    streams.err << say(options, Msg::exit_line, {std::to_string(code), why}) << '\n';
    return code;
  };
  if (options.paths.size() < 2) {
    streams.err << say(options, Msg::usage_error, {phrase(Phrase::review_too_few, options.lang)}) << '\n';
    return kUsage;
  }
  const std::optional<std::vector<Target>> targets = targets_of(options, streams);
  if (!targets) return leave(kUsage, phrase(Phrase::exit_bad_output, options.lang));
  Result<report::ReadBack> read = read_report_file(options.paths.front());
  if (!read) {
    streams.err << read.error().render(options.lang) << '\n';
    return leave(kUsage, phrase(Phrase::exit_bad_report, options.lang));
  }
  size_t count = 0;
  for (size_t i = 1; i < options.paths.size(); ++i)
    if (!put_in(options.paths[i], read->reports, count, options, streams)) return leave(kUsage, phrase(Phrase::exit_bad_review, options.lang));
  const bool explain = report::holds_explanations(read->reports);
  const report::WriteOptions write{options.lang, options.unmask, false, read->batch, explain, {}, options.sarif_path_prefix};
  const int code = deliver(read->reports, *targets, write, options, streams);
  return leave(code, code == kClean ? phrase(Phrase::exit_reviewed, options.lang, {std::to_string(count)}) : phrase(Phrase::exit_bad_output, options.lang));
}

}  // namespace jianfu::cli
