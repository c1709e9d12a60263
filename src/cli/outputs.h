// Where reports go: standard output or files, each in a format of the table of writers.
#pragma once

#include <optional>
#include <vector>

#include "cli/commands.h"
#include "report/writers.h"

namespace jianfu::cli {

struct Target {
  const report::Writer* writer = nullptr;
  std::string path;  // empty: standard output
};

// What -o and --format ask for. Nothing after a complaint was printed: an unknown format, two outputs to one file, or
// a file that cannot be written. Asked before the work is done.
std::optional<std::vector<Target>> targets_of(const Options& options, Streams streams);

// Whether one of them says why findings are what they are.
bool wants_reasons(const std::vector<Target>& targets);

// kClean, or the exit code after a complaint was printed.
int deliver(const std::vector<engine::Report>& reports, const std::vector<Target>& targets,
            const report::WriteOptions& write, const Options& options, Streams streams);

}  // namespace jianfu::cli
