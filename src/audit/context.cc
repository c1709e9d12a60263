#include "audit/context.h"

#include "core/sha256.h"
#include "core/version.h"

namespace jianfu::audit {
namespace {

std::string options_of(const engine::ScanOptions& options) {
  const engine::Scope& scope = options.scope;
  std::string out = "audience=" + std::string(rules::kAudienceNames[static_cast<size_t>(scope.audience)]);
  out += scope.filing_required ? " filing=required" : " filing=not-required";
  out += scope.audience_given ? " audience-given" : "";
  out += scope.filing_given ? " filing-given" : "";
  for (const std::string& id : options.app_ids->given) out += " appid=" + id;
  return out;
}

}  // namespace

Context context_of(const rules::RuleSet& rules, const engine::ScanOptions& options) {
  Context out;
  out.engine = core::kVersion;
  out.ruleset = rules.name;
  out.ruleset_version = rules.version;
  out.ruleset_digest = rules.digest;
  out.options = options_of(options);
  out.key = core::sha256_hex(out.engine + '\n' + out.ruleset_digest + '\n' + out.options);
  return out;
}

}  // namespace jianfu::audit
