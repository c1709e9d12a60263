// Required functions, and the parts they are put together from (rules with `part`): a form on one screen, a list of
// one's own on another.
#pragma once

#include "engine/report.h"
#include "match/matches.h"

namespace jianfu::engine {

// Everything a match rests on is left over: nothing references it, no way leads to it, or it came with a template
// that the app does not build on.
bool dormant(const match::Session& session, const match::Match& match);

// The best grade of a rule anywhere in the package among the functions that a user can come to.
Grade living_grade(const match::Session& session, uint32_t rule);

// Evidence of the rules that a condition joins.
void add_part_evidence(const match::Session& session, const rules::Condition& condition, RequiredView& out);

}  // namespace jianfu::engine
