#include "engine/required.h"

#include <algorithm>

#include "engine/view.h"

namespace jianfu::engine {

bool dormant(const match::Session& session, const match::Match& match) {
  const evidence::EvidenceSet& set = session.set();
  const auto unreached = [&](uint32_t module) {
    return module != evidence::kNoModule && set.modules[module].reach == evidence::Reach::kNo;
  };
  if (unreached(match.unit->main)) return true;
  return !match.evidence.empty() && std::all_of(match.evidence.begin(), match.evidence.end(), [&](const match::Used& used) {
           const evidence::Evidence& item = set.evidence[used.item];
           return item.dormant || match::owner_of(set, item) == evidence::Owner::kTemplate || unreached(item.module);
         });
}

Grade living_grade(const match::Session& session, uint32_t rule) {
  Grade best = Grade::kNone;
  for (const match::Match& match : session.matches()) {
    if (match.rule == rule && match.grade > best && !dormant(session, match)) best = match.grade;
  }
  return best;
}

void add_part_evidence(const match::Session& session, const rules::Condition& condition, RequiredView& out) {
  const rules::RuleSet& rules = session.matcher().rules();
  for (const rules::Condition::Node& node : condition.nodes) {
    if (node.op != rules::Condition::kRule) continue;
    for (const match::Match& match : session.matches()) {
      const bool counts = match.rule == node.group && static_cast<uint32_t>(match.grade) >= std::max(node.number, 1u);
      if (!counts || dormant(session, match)) continue;
      for (const match::Used& used : match.evidence)
        out.evidence.push_back(view_of(session, used.item, used.spans, rules.rules[match.rule].id));
    }
  }
}

}  // namespace jianfu::engine
