#include "rules/condition.h"

#include <catch2/catch.hpp>

#include <functional>

using namespace jianfu;
using namespace jianfu::rules;

namespace {

const std::vector<std::string> kGroups = {"a", "b", "c", "C-", "label-2"};
const std::map<std::string, uint32_t, std::less<>> kRules = {{"points", 7}, {"rank", 8}};

std::optional<Condition> parse(std::string_view text) {
  ConditionError error;
  return parse_condition(text, {kGroups, &kRules}, error);
}

// "offset message", or "" when the condition is read.
std::string said(std::string_view text) {
  ConditionError error;
  if (parse_condition(text, {kGroups, &kRules}, error)) return {};
  return std::to_string(error.at) + " " + std::string(core::name_of(error.what.id));
}

// The tree in prefix form: (and a (not b)).
std::string tree(std::string_view text) {
  const auto condition = parse(text);
  if (!condition) return said(text);
  const std::function<std::string(uint32_t)> print = [&](uint32_t index) -> std::string {
    const Condition::Node& node = condition->nodes[index];
    const std::string group = node.group < kGroups.size() ? kGroups[node.group] : std::to_string(node.group);
    constexpr const char* kSigns[] = {">=", "<=", "==", ">", "<"};
    switch (node.op) {
      case Condition::kGroup:
        return group;
      case Condition::kCount:
        return "#" + group + kSigns[node.compare] + std::to_string(node.number);
      case Condition::kNear:
        return "near:" + group + "," + kGroups[node.group2] + "," + std::to_string(node.reach);
      case Condition::kEntry:
        return "entry";
      case Condition::kLaunch:
        return "launch";
      case Condition::kMenu:
        return "menu";
      case Condition::kLeadsTo:
        return "leads:" + group + "," + std::to_string(node.number);
      case Condition::kGatesAll:
        return "gates:" + group;
      case Condition::kRule:
        return "rule:" + group + "," + std::to_string(node.number) +
               (node.reach == Condition::kHop ? ",hop" : node.reach == Condition::kPackage ? ",all" : "");
      case Condition::kAnywhere:
        return "anywhere:" + group;
      case Condition::kOneStep:
        return "step:" + group;
      case Condition::kScreen:
        return "screen";
      case Condition::kBackground:
        return "background";
      default:
        break;
    }
    std::string out = node.op == Condition::kAnd ? "(and" : node.op == Condition::kOr ? "(or" : "(not";
    for (const uint32_t child : node.children) {
      if (child <= index) return "child before its parent";
      out += " " + print(child);
    }
    return out + ")";
  };
  return print(0);
}

}  // namespace

TEST_CASE("conditions are read into trees") {
  CHECK(tree("a") == "a");
  CHECK(tree("a and b or c") == "(or (and a b) c)");
  CHECK(tree("a and (b or c)") == "(and a (or b c))");
  CHECK(tree("a or b or c") == "(or a b c)");
  CHECK(tree("not a and b") == "(and (not a) b)");
  CHECK(tree("not (a and b)") == "(not (and a b))");
  CHECK(tree("not not a") == "(not (not a))");
  CHECK(tree("((a))") == "a");
  CHECK(tree("C- or label-2") == "(or C- label-2)");
  CHECK(tree("count(a) >= 3") == "#a>=3");
  CHECK(tree("count( a )<2 and count(b)==1 or count(c) > 4 and count(a) <= 9") ==
        "(or (and #a<2 #b==1) (and #c>4 #a<=9))");
  CHECK(tree("near(a, b, string)") == "near:a,b,0");
  CHECK(tree("near(a,b,sentence) or near(a,b,module)") == "(or near:a,b,1 near:a,b,2)");
  CHECK(tree("entry and launch and opened-from-menu") == "(and entry launch menu)");
  CHECK(tree("leads-to(a, 2)") == "leads:a,2");
  CHECK(tree("gates-all(b)") == "gates:b");
  CHECK(tree("near(a, b, function)") == "near:a,b,3");
  CHECK(tree("anywhere(b) and screen or background") == "(or (and anywhere:b screen) background)");
  CHECK(tree("rule(points)") == "rule:7,1");
  CHECK(tree("rule(rank, confirmed) or rule(rank, hint)") == "(or rule:8,3 rule:8,1)");
  CHECK(tree("rule(rank, one-step) or rule(points, confirmed, anywhere)") == "(or rule:8,1,hop rule:7,3,all)");
  CHECK(tree("one-step(a) and b") == "(and step:a b)");
  CHECK(tree("a\n  and b") == "(and a b)");
  CHECK(parse("a  and b")->source == "a  and b");
}

TEST_CASE("errors of conditions point at the byte") {
  CHECK(said("") == "0 condition_ends_group");
  CHECK(said("a and") == "5 condition_ends_group");
  CHECK(said("a b") == "2 condition_expected");
  CHECK(said("a )") == "2 condition_expected");
  CHECK(said("(a") == "2 condition_ends");
  CHECK(said("a and d") == "6 condition_no_group");
  CHECK(said("a and and") == "6 condition_wants_group");
  CHECK(said("count a") == "6 condition_expected");
  CHECK(said("count(d) >= 1") == "6 condition_no_group");
  CHECK(said("count(a)") == "8 condition_ends");
  CHECK(said("count(a) >= x") == "12 condition_number");
  CHECK(said("count(a) >= ") == "12 condition_number");
  CHECK(said("count(a) >= 99999999999") == "12 condition_number");
  CHECK(said("near(a, b)") == "9 condition_expected");
  CHECK(said("near(a, b, page)") == "11 condition_expected");
  CHECK(said("leads-to(a, 0)") == "12 condition_number");
  CHECK(said("gates-all()") == "10 condition_wants_group");
  CHECK(said("rule(nothing)") == "5 condition_no_rule");
  CHECK(said("rule(points, sure)") == "13 condition_expected");
  CHECK(said("a and @") == "6 condition_wants_group");
}

TEST_CASE("signs of an input method and of other languages get advice") {
  CHECK(said("count（a) >= 1") == "5 condition_spelling");
  CHECK(said("count(a）>= 1") == "7 condition_spelling");
  CHECK(said("count(a) ≥ 1") == "9 condition_spelling");
  CHECK(said("near(a，b, module)") == "6 condition_spelling");
  CHECK(said("（a") == "0 condition_spelling");
  CHECK(said("a && b") == "2 condition_spelling");
  CHECK(said("a AND b") == "2 condition_spelling");
  CHECK(said("NOT a") == "0 condition_spelling");
  CHECK(said("!a") == "0 condition_spelling");
  CHECK(said("a 且 b") == "2 condition_spelling");
  ConditionError error;
  parse_condition("count(a) => 1", {kGroups, nullptr}, error);
  CHECK(error.what.render(Lang::kEn) == "in conditions, write >= for =>");
}

TEST_CASE("rules are joined only where that has a meaning") {
  ConditionError error;
  CHECK_FALSE(parse_condition("a or rule(points)", {kGroups, nullptr}, error));
  CHECK(error.what.id == Msg::condition_no_join);
  CHECK(error.at == 5);
}

TEST_CASE("parts that no finding can change are refused, at their place") {
  CHECK(said("a or not a") == "0 condition_always_true");
  CHECK(said("count(a) >= 0") == "0 condition_always_true");
  CHECK(said("b and count(a) >= 0") == "6 condition_always_true");
  CHECK(said("b and (a or c or not a)") == "7 condition_always_true");
  CHECK(said("a and not a") == "0 condition_never_true");
  CHECK(said("count(a) < 0") == "0 condition_never_true");
  CHECK(said("a or count(a) == 0") == "0 condition_always_true");
  CHECK(said("count(a) < 3 or count(a) >= 3") == "0 condition_always_true");
  CHECK(said("count(a) > 5 and count(a) < 3") == "0 condition_never_true");
  CHECK(said("entry or not entry") == "0 condition_always_true");
  CHECK(said("near(a, b, module) or not near(a, b, module)") == "0 condition_always_true");
  CHECK(said("a or not b").empty());
  CHECK(said("count(a) >= 1 and not b").empty());
  CHECK(said("count(a) < 3 or count(a) > 3").empty());
  CHECK(said("near(a, b, module) or not near(a, b, string)").empty());
}

TEST_CASE("conditions are bounded in depth and size") {
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "(";
  CHECK(said(deep + "a").find("condition_deep") != std::string::npos);
  deep.clear();
  for (int i = 0; i < 1000; ++i) deep += "not ";
  CHECK(said(deep + "a").find("condition_deep") != std::string::npos);
  std::string wide = "a";
  for (int i = 0; i < 1000; ++i) wide += " or b";
  CHECK(said(wide).find("condition_deep") != std::string::npos);
  CHECK(said("((((((a and (b or (c and not a)))))))) or b").empty());
}

TEST_CASE("a condition that holds on nothing is told from one that needs a hit") {
  CHECK(holds_on_nothing(*parse("not a")));
  CHECK(holds_on_nothing(*parse("count(a) < 3")));
  CHECK(holds_on_nothing(*parse("b or not a")));
  CHECK_FALSE(holds_on_nothing(*parse("b and not a")));
  CHECK_FALSE(holds_on_nothing(*parse("entry")));
}

TEST_CASE("the groups of a condition, and those that speak for it") {
  using Groups = std::vector<uint32_t>;
  const Condition condition = *parse("b and not (a and not c) or near(b, C-, module)");
  CHECK(groups_of(condition) == Groups{0, 1, 2, 3});
  CHECK(groups_of(condition, true) == Groups{1, 2, 3});
  CHECK(groups_of(*parse("rule(points) or entry")).empty());
}
