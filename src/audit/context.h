// What a result depends on besides the bytes of the package: with the same context it need not be made again.
#pragma once

#include <string>

#include "engine/scan.h"

namespace jianfu::audit {

struct Context {
  std::string key;  // SHA-256 of the rest and of kRecordVersion
  std::string engine, ruleset, ruleset_version, ruleset_digest;
  std::string options;  // for people: "audience=internal filing=required"
};

// Of a program that recorded no signs of tampering yet: no row of them says nothing.
bool before_signs(const Context& context);

Context context_of(const rules::RuleSet& rules, const engine::ScanOptions& options);

// Context::options as a sentence. What it does not know, of another version, stays as it is.
std::string options_told(const std::string& options, Lang lang);

}  // namespace jianfu::audit
