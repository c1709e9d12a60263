// Warnings: rules that work and deserve a second look.
#include <algorithm>

#include "rules/load_context.h"

namespace jianfu::rules {
namespace {

// A term that another of the same set is a part of can never add a hit.
void redundant_terms(LoadContext& context, const TermSet& set) {
  const auto& terms = context.rules.terms;
  for (const uint32_t longer : set.terms) {
    for (const uint32_t shorter : set.terms) {
      const bool literal = terms[longer].mode == Term::kLiteral && terms[shorter].mode == Term::kLiteral;
      if (longer == shorter || !literal || terms[longer].text.find(terms[shorter].text) == std::string::npos) continue;
      context.complain({1, 1}, Msg::lint_redundant, {set.id, terms[longer].text, terms[shorter].text}, true);
    }
  }
}

}  // namespace

void lint(LoadContext& context) {
  for (uint32_t s = 0; s < context.rules.term_sets.size(); ++s) {
    const TermSet& set = context.rules.term_sets[s];
    const SourceFile named{"lexicon/" + set.id.substr(0, set.id.find('.')) + ".yaml", ""};
    context.enter(named);
    if (!set.id.empty() && context.used_sets.count(s) == 0) context.complain({1, 1}, Msg::lint_unused_set, {set.id}, true);
    if (!set.id.empty()) redundant_terms(context, set);
  }
  for (const Rule& rule : context.rules.rules) {
    const SourceFile named{rule.file, ""};
    context.enter(named);
    for (const Bilingual* text : {&rule.title, &rule.message, &rule.question, &rule.remedy}) {
      if (text->en.empty()) context.complain({1, 1}, Msg::lint_no_english, {rule.id}, true);
    }
  }
}

}  // namespace jianfu::rules
