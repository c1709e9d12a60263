#include "rules/model.h"

#include <algorithm>

namespace jianfu::rules {

const Rule* RuleSet::find(std::string_view id) const {
  const auto at = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.id == id; });
  return at == rules.end() ? nullptr : &*at;
}

const TermSet* RuleSet::find_set(std::string_view id) const {
  const auto at =
      std::find_if(term_sets.begin(), term_sets.end(), [&](const TermSet& set) { return set.id == id; });
  return at == term_sets.end() || id.empty() ? nullptr : &*at;
}

}  // namespace jianfu::rules
