// What a result depends on besides the bytes of the package: with the same context it need not be made again.
#pragma once

#include <string>

#include "engine/scan.h"

namespace jianfu::audit {

struct Context {
  std::string key;  // SHA-256 of the rest
  std::string engine, ruleset, ruleset_version, ruleset_digest;
  std::string options;  // for people: "audience=internal filing=required"
};

Context context_of(const rules::RuleSet& rules, const engine::ScanOptions& options);

}  // namespace jianfu::audit
