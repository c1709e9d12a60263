// Which packages lie under a root, and where: the first thing an audit does. What a package is and which files belong to
// it is decided by engine::Scanner; names alone decide only where nothing needs to be opened for it.
#pragma once

#include <string>
#include <vector>

#include "audit/store.h"
#include "engine/scan.h"

namespace jianfu::audit {

struct Discovered {
  std::string root;                  // absolute, without links
  std::vector<Occurrence> packages;  // the largest first, so that the last ones to be scanned are short
  std::vector<Error> unread;         // folders and links that could not be looked at
};

// kUsage when there is no such root.
Result<Discovered> discover(const std::string& root, const engine::Scanner& scanner, const engine::ScanOptions& options);

// One package as it lies there now.
Occurrence occurrence_of(const std::vector<std::string>& paths, const std::string& root);

}  // namespace jianfu::audit
