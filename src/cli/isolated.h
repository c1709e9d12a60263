// The packages of a call in processes of their own. What a defect of a reader, a lack of memory or a reader that does not
// end costs is the one package, which has a reason instead of a report; the others come out as without.
//
// This process looks at nothing of a package. A second one opens what was handed in, as a call without isolation would,
// and has each package read and judged by a third, which is made for it and ends with it. Where the second breaks off, what
// it was opening is at fault: it is made again, leaves that out, and does not scan again what is done.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/scan.h"

namespace jianfu::cli {

struct Isolation {
  double seconds = 0;   // after which a process is ended, wherever it is; 0: never
  uint64_t memory = 0;  // bytes of a process; 0: no limit
  // For tests: called in the process that opens a path, before it does.
  std::function<void(const std::string& path)> opening = {};
};

// As engine::Scanner::scan, with the same outcomes. Of the watch of `options` only beginnings come: what is opened.
bool scan_isolated(const engine::Scanner& scanner, const std::vector<std::string>& paths, const engine::ScanOptions& options,
                   const Isolation& isolation, const std::function<void(engine::Scanner::Outcome)>& done);

}  // namespace jianfu::cli
