#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "rule_files.h"
#include "rules/flat.h"

using namespace jianfu;
using namespace jianfu::rules;
using namespace jianfu::rules::tests;

namespace {

RuleSet small_set() {
  RuleSet out = load(rule_files()).rules;
  out.rules.erase(out.rules.begin());  // the absence rule is enough for damage to be tried at every byte
  for (Rule& rule : out.rules) rule.tests.clear();
  return out;
}

}  // namespace

TEST_CASE("what covers, features, scope and parts come back too") {
  RuleSet rules = load(rule_files()).rules;
  rules.norms[1].provisions[0].covers = {"norm/B2"};
  rules.features = {{"clock-in", {"打卡", "clock-in"}, {"签到"}, true}};
  rules.rules[0].part = true;
  rules.rules[0].compare = Compare::kGrassroots;
  rules.rules[0].scope = {5, true};
  rules.scenes[0].counter = true;
  const Result<RuleSet> back = unflatten(flatten(rules));
  REQUIRE(back);
  CHECK(back->norms[1].provisions[0].covers == rules.norms[1].provisions[0].covers);
  REQUIRE(back->features.size() == 1);
  CHECK(back->features[0].names == rules.features[0].names);
  CHECK(back->features[0].asked);
  CHECK(back->rules[0].part);
  CHECK(back->rules[0].compare == Compare::kGrassroots);
  CHECK(back->rules[0].scope.audiences == 5);
  CHECK(back->rules[0].scope.filing_required);
  CHECK(back->scenes[0].counter);
}

TEST_CASE("rules go into the flat form and come back as they were, without their tests") {
  const Loaded loaded = load(rule_files());
  REQUIRE(loaded.ok());
  const std::string bytes = flatten(loaded.rules);
  const Result<RuleSet> back = unflatten(bytes);
  REQUIRE(back);
  CHECK(flatten(*back) == bytes);
  const Rule &before = loaded.rules.rules[0], &after = back->rules[0];
  CHECK(after.id == before.id);
  CHECK(after.message.zh == before.message.zh);
  CHECK(after.groups[0].unless == before.groups[0].unless);
  CHECK(after.confirmed->source == before.confirmed->source);
  CHECK(after.strong->nodes.size() == before.strong->nodes.size());
  CHECK(after.file == before.file);
  CHECK_FALSE(before.tests.empty());
  CHECK(after.tests.empty());
  CHECK(back->rules[1].required[1].verdict == Verdict::kExplain);
  CHECK(back->digest == loaded.rules.digest);
  CHECK(back->gaps[0].hides == loaded.rules.gaps[0].hides);
  CHECK(back->sdks[1].where == SdkPrefix::kPath);
  CHECK(back->apis[0].calls[2].arguments == loaded.rules.apis[0].calls[2].arguments);
  CHECK(back->suspicion.signs[0].bounds[1].of == "methods");
  CHECK(back->remote.mechanisms[0].calls == loaded.rules.remote.mechanisms[0].calls);
  CHECK(back->negators == loaded.rules.negators);
}

TEST_CASE("the built-in form keeps every key of a group") {
  RuleSet rules = small_set();
  Group& group = rules.rules[0].groups[0];
  group.pressed = true;
  group.max_chars = 300;
  group.whole = true;
  rules.signals[0].near = Signal::kFunction;
  const Result<RuleSet> back = unflatten(flatten(rules));
  REQUIRE(back);
  CHECK(back->rules[0].groups[0].pressed == std::optional<bool>(true));
  CHECK(back->rules[0].groups[0].max_chars == 300);
  CHECK(back->rules[0].groups[0].whole);
  CHECK(back->signals[0].near == Signal::kFunction);
}

TEST_CASE("flat bytes that are cut are refused at every length") {
  const std::string bytes = flatten(small_set());
  size_t refused = 0;
  builders::cut_everywhere(
      bytes, [&](const std::string& cut) { refused += unflatten(cut) ? size_t{0} : size_t{1}; });
  CHECK(refused == bytes.size());
  CHECK_FALSE(unflatten(bytes + "x"));
}

TEST_CASE("flat bytes that are changed are refused or safe to use") {
  const std::string bytes = flatten(small_set());
  size_t usable = 0;
  builders::flip_everywhere(bytes, [&](const std::string& changed) {
    const Result<RuleSet> read = unflatten(changed);
    if (!read) return;
    ++usable;
    if (!references_hold(*read)) FAIL("a reference out of range was let through");
    scanner_literals(*read);
  });
  CHECK(usable > 0);                 // a changed letter is another letter
  CHECK(usable < 2 * bytes.size());  // a changed count is no rule set
}

TEST_CASE("references out of range and conditions that are no tree are refused") {
  const RuleSet good = load(rule_files()).rules;
  CHECK(references_hold(good));
  const auto refused = [&](auto change) {
    RuleSet bad = good;
    change(bad);
    return !references_hold(bad) && !unflatten(flatten(bad));
  };
  CHECK(refused([](RuleSet& r) { r.term_sets[0].terms[0] = 9999; }));
  CHECK(refused([](RuleSet& r) { r.rules[0].groups[0].any[0] = 9999; }));
  CHECK(refused([](RuleSet& r) { r.signals[0].group.unless = {9999}; }));
  CHECK(refused([](RuleSet& r) { r.scenes[0].group.unless_with = {9999}; }));
  CHECK(refused([](RuleSet& r) { r.rules[0].citations[0].norm = 2; }));
  CHECK(refused([](RuleSet& r) { r.rules[0].citations[0].provision = "B9"; }));
  CHECK(refused([](RuleSet& r) { r.rules[0].confirmed->nodes[1].group = 4; }));
  CHECK(refused([](RuleSet& r) { r.rules[0].strong->nodes[1].group = 6; }));
  CHECK(refused([](RuleSet& r) { r.strong->nodes.back().group = 2; }));
  CHECK(refused([](RuleSet& r) { r.remote.mechanisms[0].kind = 2; }));
  CHECK(refused([](RuleSet& r) { r.rules[0].confirmed->nodes.clear(); }));
  CHECK(refused([](RuleSet& r) { r.rules[0].confirmed->nodes[0].children = {0, 1}; }));
  CHECK(refused([](RuleSet& r) { r.rules[0].confirmed->nodes[0].children = {1, 1}; }));
  CHECK(refused([](RuleSet& r) { r.rules[0].confirmed->nodes[0].children = {1, 3}; }));
  CHECK(refused([](RuleSet& r) { r.rules[0].confirmed->nodes[0].op = Condition::kNot; }));
  CHECK(refused([](RuleSet& r) { r.rules[0].confirmed->nodes[0].children.clear(); }));
  CHECK(refused([](RuleSet& r) {
    Condition deep;
    for (uint32_t i = 0; i < 100; ++i) {
      deep.nodes.emplace_back();
      deep.nodes.back().op = Condition::kNot;
      deep.nodes.back().children = {i + 1};
    }
    deep.nodes.emplace_back();
    r.rules[0].hint = deep;
  }));
  CHECK_FALSE(refused([](RuleSet& r) { r.rules[0].strong->nodes[1].group = 5; }));
}
