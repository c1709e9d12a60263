// The flat form of rules: what is read has no reference out of range and is written again as the same bytes.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "rules/flat.h"
#include "rules/load.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace jianfu::rules;
  const jianfu::Result<RuleSet> read = unflatten({reinterpret_cast<const char*>(data), size});
  if (!read) return 0;
  if (!references_hold(*read)) std::abort();
  scanner_literals(*read);
  const jianfu::Result<RuleSet> again = unflatten(flatten(*read, false));
  if (!again || flatten(*again, false) != flatten(*read, false)) std::abort();
  return 0;
}

std::vector<std::string> seeds() {
  using namespace jianfu::rules;
  RuleSet rules;
  rules.name = "seed";
  rules.terms.push_back({Term::kRegex, "打卡\\d+", {"打卡"}});
  rules.term_sets.push_back({"a.b", {"甲", "a"}, "note", {0}, {{0, "ambiguous"}}});
  rules.norms.push_back({"n", {"办法", ""}, "1", {{"B2", {"甲", ""}, "", false, "V", {}}}});
  Rule rule;
  rule.id = "a";
  rule.citations.push_back({0, "B2"});
  rule.groups.emplace_back();
  rule.groups[0].any = {0};
  rule.groups[0].required = true;
  Condition condition;
  condition.nodes.resize(3);
  condition.nodes[0].op = Condition::kAnd;
  condition.nodes[0].children = {1, 2};
  condition.nodes[2].op = Condition::kRule;
  rule.hint = condition;
  rule.required.push_back({"none", {"无", ""}, condition, Verdict::kSuspected});
  rules.rules.push_back(rule);
  rules.signals.emplace_back();
  rules.apis.push_back({"scan", {{"wx.scanCode", "", {}}, {"com.x.*", "data", {"geo:*"}}}});
  rules.gaps.emplace_back();
  rules.negators = {"不"};
  return {flatten(rules, false)};  // small: every byte of a seed is tried; flat_test.cc reads the whole pack back
}
