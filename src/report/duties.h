// Required functions as every document tells them, so that none calls missing what nobody could look for.
#pragma once

#include <string>
#include <vector>

#include "engine/report.h"

namespace jianfu::report {

// Worst first. Where a gap hides what was looked for, nothing is known to be missing: there is a question, and nothing to
// mend. Of such a duty neither grade nor steps nor remedy are told, and in place of its message what was not read.
std::vector<engine::RequiredView> duties_told(const engine::Report& report);
bool is_duty(const engine::Report& report, const std::string& rule);
// How far the duty of that rule is done; empty where that was not decided, and of a rule that is no duty.
engine::Bilingual grade_told(const engine::Report& report, const std::string& rule);
engine::Bilingual grade_told(const engine::RequiredView& required);

// "因 g1、g2 未能读取", the first few; empty without gaps.
std::string gaps_named(const std::vector<std::string>& gaps, Lang lang);  // "g1、g2"
std::string blocked_told(const std::vector<std::string>& gaps, Lang lang);

}  // namespace jianfu::report
