// The third axis and what frames the other two: who uses the app, whether it must be filed, what was declared, and
// which special scenes are claimed. A scene that only the app claims changes no verdict; one that is declared with
// its basis lowers it by a step; a function that a declaration does not name raises it by one.
#pragma once

#include "engine/declaration.h"
#include "engine/report.h"
#include "match/matches.h"

namespace jianfu::engine {

struct Scope {
  Audience audience = Audience::kInternal;
  bool filing_required = true;
  bool audience_given = false, filing_given = false;  // somebody said so; else it is assumed
  const Declaration* declaration = nullptr;  // borrowed; null: none was given
  bool identity = true;                      // false of packages inside: the declaration is about the one around them
  bool reasons = true;                       // findings keep how they came about and the sketch of their screen, for whoever shows them: costs more than the rest

  Scope() = default;
  Scope(Audience who) : audience(who), audience_given(true) {}  // NOLINT(google-explicit-constructor)
};

// Whether the rule says anything under this scope.
bool applies(const rules::Rule& rule, const Scope& scope);

// Scenes that stand where the function stands.
void claim_scenes(const match::Session& session, const match::Match& match, Finding& finding);

// Finds what the declaration says of the function: compulsion and exemption that follow from it.
void find_declared(const rules::RuleSet& rules, const rules::Rule& rule, const Scope& scope, Finding& finding);
// Then moves the verdict. `left_over`: the function is dormant, and stays a hint whatever was declared.
void step_by_declaration(Finding& finding, bool left_over);

// Findings that are about the declaration itself, and the table beside it.
void compare_with_declaration(const match::Session& session, const Scope& scope, Report& report);
// The table needs to know what could be decided.
void tell_declaration(const rules::RuleSet& rules, const Scope& scope, Report& report);

}  // namespace jianfu::engine
