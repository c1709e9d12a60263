// What every output for people says of a report in the same words: the verdict and what it means, the scope, the
// declaration, the order of findings and gaps.
#pragma once

#include <string>
#include <vector>

#include "report/text_sheet.h"

namespace jianfu::report {

// Sentences: what the verdict means, how many rules came to which, what the reader has to know of it.
std::vector<std::string> about_verdict(const Sheet& sheet, const engine::Report& report);
// "Not found" beside a duty would say that the duty is not done: of a provision, and of a required function.
std::string provision_verdict(const Sheet& sheet, engine::Verdict verdict);
std::string duty_verdict(const Sheet& sheet, engine::Verdict verdict);
std::string scope_text(const Sheet& sheet, const engine::ScopeView& scope);
std::string coverage_text(const Sheet& sheet, const evidence::Coverage& coverage);

// Compulsory or not and by which signs; the special scene, empty when there is none; what the applicant declared.
std::string coercion_text(const Sheet& sheet, const engine::Finding& finding);
std::string scene_text(const Sheet& sheet, const engine::Finding& finding);
std::string declared_text(const Sheet& sheet, const engine::DeclaredView& declared);
std::string waiver_text(const Sheet& sheet, const engine::WaiverView& waiver);
// In place of a list of findings that is empty.
std::string no_findings_text(const Sheet& sheet, const engine::Report& report);

std::string identity_text(const Sheet& sheet, const engine::IdentityView& one);
std::string special_text(const Sheet& sheet, const engine::SpecialView& one);

std::vector<std::string> titles_of(const Sheet& sheet, const std::vector<const engine::RuleResult*>& results);

}  // namespace jianfu::report
