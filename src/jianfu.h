// The public face of the library and the only header that is installed: what `jianfu scan` does, inside of
// another program. Every other header is internal and changes without notice; options, formats and exit codes
// are those of the command, which docs/outputs.md describes and keeps.
#pragma once

#include <string>
#include <vector>

namespace jianfu {

// How a call ended, with the numbers of the command's exit codes.
enum class Outcome {
  kClean = 0,  // no verdict at or above the threshold (--fail-on)
  kFindings = 1,
  kUsage = 2,        // an option, a rule file or an output is wrong: nothing was scanned
  kNotAssessed = 3,  // a package could not be read, or nothing decisive of it
  kInternal = 4,     // a defect of jianfu
};

struct ScanRequest {
  std::vector<std::string> packages;  // paths of packages, source folders, or folders that hold them
  std::string format = "json";        // one of those that `jianfu scan --help` lists
  std::vector<std::string> options;   // any others of `jianfu scan`, as on a command line: {"--lang", "en"}
};

struct ScanAnswer {
  Outcome outcome = Outcome::kInternal;
  std::string report;    // the bytes of the format asked for; empty when nothing was scanned
  std::string messages;  // for people, lines; the last one says which outcome and why
};

// Scans all packages of the request in one go, which is cheaper than one call each. Reads them and what lies
// beside them (parts of the same program), writes nothing unless an option asks for it. Several
// threads may call it at once, unless with --isolate, which forks.
ScanAnswer scan(const ScanRequest& request);

// "0.1.0"
std::string version();

}  // namespace jianfu
