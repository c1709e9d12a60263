// A finding in the text report: what and where, the proof, why it counts, what does not, what to ask.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/text_sheet.h"

namespace jianfu::report {

// All findings of one rule, worst first: the screens with their proof, then once what the rule says of them.
void write_findings_of_rule(Sheet& sheet, const std::vector<const engine::Finding*>& findings, size_t number);
// Compulsory or not, for which scene, on what basis.
std::vector<std::string> about_declared(const Sheet& sheet, const engine::DeclaredView& declared);

// What a reviewer made of a finding or required function.
void write_opinion(Sheet& sheet, const std::optional<engine::ReviewView>& review);

// Its first lines: verdict, title, message, screen.
void write_finding_head(Sheet& sheet, const engine::Finding& finding, size_t number);
// A screen with its title and whether it can be reached.
std::string screen_of(const Sheet& sheet, const engine::ModuleView& module);

}  // namespace jianfu::report
