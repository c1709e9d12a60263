// Rules for people: the list, one rule read aloud, the index of the documentation, and what a tried text answers.
#pragma once

#include <string>

#include "engine/mutate.h"
#include "engine/try_text.h"
#include "report/writers.h"
#include "rules/model.h"

namespace jianfu::report {

std::string write_rule_list(const rules::RuleSet& rules, Lang lang);
std::string write_rule_list_json(const rules::RuleSet& rules);
std::string write_rule(const rules::RuleSet& rules, const rules::Rule& rule, Lang lang);
// Markdown, Chinese with English beside it.
std::string write_rule_index(const rules::RuleSet& rules);
std::string write_tried(const engine::Tried& tried, const evidence::Evidence& item, Lang lang);

}  // namespace jianfu::report
