// Required functions on the page: how far each is there, and what lacks.
#pragma once

#include "engine/report.h"
#include "report/html_voice.h"

namespace jianfu::report {

Html required_of(const Spot& spot, const engine::Report& report);
// "Not found" beside a duty would say that the duty is not done.
Html verdict_of_duty(const Voice& voice, engine::Verdict verdict, std::string_view more = {});
// So of a rule, duty or not.
Html verdict_of_rule(const Voice& voice, const engine::Report& report, const engine::RuleResult& result);

}  // namespace jianfu::report
