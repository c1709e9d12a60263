// What every document says of a report as a whole, apart from how it looks.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report.h"

namespace jianfu::report {

// What the overall verdict means, and what it comes from where that is not a finding of the report itself.
// `shown` makes words of the package harmless.
std::string meaning(const engine::Report& report, Lang lang, const std::function<std::string(std::string_view)>& shown);

// What people call a kind of package; the id of one that is not known.
std::string package_kind(std::string_view kind, Lang lang);
// Who uses it and whether it must be filed; what nobody said is marked as assumed.
std::string scope_told(const engine::ScopeView& scope, Lang lang);

// Rules in the order of their worst finding.
std::vector<std::vector<const engine::Finding*>> findings_by_rule(const std::vector<engine::Finding>& findings);

// Gaps that keep a rule from its verdict come first.
std::vector<const engine::GapView*> gaps_by_weight(const engine::Report& report);
// The rules that a gap keeps from their verdict.
std::vector<const engine::RuleResult*> rules_met(const engine::Report& report, const std::string& gap);

// Most packages are signed by one key in several schemes: it stands once, with all of them, "v2+v3".
std::vector<platforms::Signer> signers_by_key(const std::vector<platforms::Signer>& signers);

}  // namespace jianfu::report
