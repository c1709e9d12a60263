// Conditions: what is read is a bounded tree over the names it was given; what is not has its place in the
// text.
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "rules/condition.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace jianfu::rules;
  static const std::vector<std::string> kGroups = {"a", "b", "C-"};
  static const std::map<std::string, uint32_t, std::less<>> kRules = {{"r", 5}};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  ConditionError error;
  const auto condition = parse_condition(text, {kGroups, &kRules}, error);
  if (!condition) {
    if (error.at > size || error.what.id == jianfu::Msg::none) std::abort();
    return 0;
  }
  if (condition->nodes.empty() || constant_part(*condition)) std::abort();
  for (uint32_t i = 0; i < condition->nodes.size(); ++i) {
    for (const uint32_t child : condition->nodes[i].children) {
      if (child <= i || child >= condition->nodes.size()) std::abort();
    }
  }
  for (const uint32_t group : groups_of(*condition)) {
    if (group >= kGroups.size()) std::abort();
  }
  holds_on_nothing(*condition);
  return 0;
}

std::vector<std::string> seeds() {
  return {"a and (b or not C-) and count(a) >= 3", "near(a, b, sentence) or leads-to(C-, 2) or gates-all(a)",
          "entry and launch or opened-from-menu and rule(r, probable)", "（a）且 b",
          "count(a) < 3 or count(a) == 7 and not (b and b)",
          "near(a, b, function) and anywhere(C-) and screen or background and one-step(b) or rule(r, hint, anywhere)"};
}
