#include "jianfu.h"

#include <sstream>

#include "cli/run.h"
#include "core/version.h"

namespace jianfu {
namespace {

// A path that the command line would take for an option or a list of paths stays a path.
std::string as_path(const std::string& path) {
  const bool special = !path.empty() && (path.front() == '-' || path.front() == '@');
  return special ? "./" + path : path;
}

}  // namespace

ScanAnswer scan(const ScanRequest& request) {
  std::vector<std::string> args = {"scan", "--format", request.format};
  args.insert(args.end(), request.options.begin(), request.options.end());
  for (const std::string& path : request.packages) args.push_back(as_path(path));
  std::ostringstream out, err;
  const int code = cli::run(args, out, err);
  return {static_cast<Outcome>(code), out.str(), err.str()};
}

std::string version() {
  return std::string(core::kVersion);
}

}  // namespace jianfu
