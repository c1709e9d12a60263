// The findings of a package on the page, by rule.
#pragma once

#include "engine/report.h"
#include "report/html_voice.h"

namespace jianfu::report {

Html findings_of(const Spot& spot, const engine::Report& report);

// A screen with its title, and whether it can be reached.
Html screen_of(const Voice& voice, const engine::ModuleView& module);
// Compulsory or not, for which scene, on what basis.
std::vector<std::string> about_declared(const Voice& voice, const engine::DeclaredView& declared, Lang lang);

}  // namespace jianfu::report
