#include "audit/context.h"

#include <algorithm>

#include "audit/pack.h"
#include "core/sha256.h"
#include "core/version.h"
#include "report/phrases.h"
#include "report/summary.h"
#include "text/utf.h"

namespace jianfu::audit {
namespace {

constexpr std::string_view kAudience = "audience=", kFilingRequired = "filing=required", kFilingNotRequired = "filing=not-required",
                           kAudienceGiven = "audience-given", kFilingGiven = "filing-given", kAppId = "appid=";

std::string options_of(const engine::ScanOptions& options) {
  const engine::Scope& scope = options.scope;
  std::string out = std::string(kAudience) + std::string(rules::kAudienceNames[static_cast<size_t>(scope.audience)]);
  const auto add = [&out](std::string_view word) { (out += ' ') += word; };
  add(scope.filing_required ? kFilingRequired : kFilingNotRequired);
  if (scope.audience_given) add(kAudienceGiven);
  if (scope.filing_given) add(kFilingGiven);
  for (const std::string& id : options.app_ids->given) add(std::string(kAppId) + id);
  return out;
}

std::vector<std::string> words_of(const std::string& options) {
  std::vector<std::string> out;
  for (size_t at = 0; at < options.size();) {
    const size_t end = std::min(options.find(' ', at), options.size());
    out.push_back(options.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// False when the word says nothing of a scope.
bool add_to(engine::ScopeView& scope, std::string_view word) {
  for (size_t i = 0; i < rules::kAudienceNames.size(); ++i) {
    if (word != std::string(kAudience) + std::string(rules::kAudienceNames[i])) continue;
    scope.audience = static_cast<engine::Audience>(i);
    return true;
  }
  if (word == kFilingRequired || word == kFilingNotRequired) scope.filing_required = word == kFilingRequired;
  scope.audience_given = scope.audience_given || word == kAudienceGiven;
  scope.filing_given = scope.filing_given || word == kFilingGiven;
  return word == kFilingRequired || word == kFilingNotRequired || word == kAudienceGiven || word == kFilingGiven;
}

// Before kRecordVersion was 2.
std::string first_key(const Context& of) { return core::sha256_hex(of.engine + '\n' + of.ruleset_digest + '\n' + of.options); }

std::string key_of(const Context& of) {
  return core::sha256_hex(of.engine + '\n' + of.ruleset_digest + '\n' + of.options + '\n' + std::to_string(kRecordVersion));
}

}  // namespace

bool before_signs(const Context& context) { return context.key == first_key(context); }

std::string options_told(const std::string& options, Lang lang) {
  engine::ScopeView scope;
  std::string rest;
  bool told = false;
  for (const std::string& word : words_of(options)) {
    if (add_to(scope, word)) {
      told = true;
    } else {
      const bool id = word.starts_with(kAppId);
      rest += "; " + (id ? report::phrase(report::Phrase::page_app_id, lang, {text::displayable(word.substr(kAppId.size()))}) : text::displayable(word));
    }
  }
  if (told) return report::scope_told(scope, lang) + rest;
  return rest.empty() ? rest : rest.substr(2);
}

Context context_of(const rules::RuleSet& rules, const engine::ScanOptions& options) {
  Context out;
  out.engine = core::kVersion;
  out.ruleset = rules.name;
  out.ruleset_version = rules.version;
  out.ruleset_digest = rules.digest;
  out.options = options_of(options);
  out.key = key_of(out);
  return out;
}

}  // namespace jianfu::audit
