#include <catch2/catch.hpp>

#include "rule_files.h"

using namespace jianfu;
using namespace jianfu::rules;
using namespace jianfu::rules::tests;
using evidence::Kind;
using evidence::Owner;
using evidence::Role;

namespace {

// A rule set in which the group `streak` of the rule is written so.
const std::string kGroup = "{kind: text, regex: $clock-in.patterns}";

Group group_written(const std::string& text) {
  const Loaded loaded = load(changed(kRule, kGroup, text));
  for (const Problem& problem : loaded.problems) UNSCOPED_INFO(problem.render(Lang::kEn));
  REQUIRE(loaded.ok());
  return loaded.rules.rules[0].groups[2];
}

std::vector<std::string> texts_of(const RuleSet& rules, uint32_t set) {
  std::vector<std::string> out;
  for (const uint32_t term : rules.term_sets[set].terms) out.push_back(rules.terms[term].text);
  return out;
}

uint8_t bits(std::initializer_list<unsigned> which) {
  unsigned out = 0;
  for (const unsigned bit : which) out |= 1u << bit;
  return static_cast<uint8_t>(out);
}
template <typename E>
unsigned at(E value) {
  return static_cast<unsigned>(value);
}

}  // namespace

TEST_CASE("a group has the defaults of the language") {
  const Group group = group_written(kGroup);
  CHECK(group.kinds == evidence::KindSet{Kind::kText});
  CHECK(group.roles == bits({at(Role::kLabel), at(Role::kTitle), at(Role::kMessage), at(Role::kUnknown)}));
  CHECK(group.owners == bits({at(Owner::kApp), at(Owner::kUnknown), at(Owner::kTemplate)}));
  CHECK_FALSE(group.required);
  CHECK_FALSE(group.keep_negated);
  CHECK_FALSE(group.keep_quotes);
}

TEST_CASE("every key of a group is read") {
  const Group group = group_written(
      "{kind: [text, call, field], role: content, owner: [app, third-party], any: [打卡成功, "
      "$clock-in.strong], tokens: [signIn],"
      " unless: $clock-in.other-meaning, unless-with: [会议通知, $clock-in.patterns], args: {sourceType: "
      "[camera, album], showCancel: },"
      " without-args: [x], required: true, pressed: false, max-chars: 12, whole: true, negated: keep, quotes: keep}");
  CHECK(group.roles == bits({at(Role::kContent)}));
  CHECK(group.owners == bits({at(Owner::kApp), at(Owner::kThirdParty)}));
  CHECK(group.any.size() == 3);
  CHECK(group.unless.size() == 1);
  CHECK(group.unless_with.size() == 2);
  REQUIRE(group.args.size() == 3);
  CHECK(group.args[0].name == "sourceType");
  CHECK(group.args[1].value == "album");
  CHECK(group.args[2].name == "showCancel");
  CHECK(group.args[2].value.empty());
  REQUIRE(group.without_args.size() == 1);
  CHECK(group.without_args[0].name.empty());
  CHECK(group.required == std::optional<bool>(true));
  CHECK(group.pressed == std::optional<bool>(false));
  CHECK(group.max_chars == 12);
  CHECK(group.whole);
  CHECK(group.keep_negated);
  CHECK(group.keep_quotes);
  CHECK(group_written("{kind: call, owner: any}").owners == 0x0F);
}

TEST_CASE("a group may say in words what it finds, in Chinese at least") {
  CHECK(group_written(kGroup).say.zh.empty());
  CHECK(group_written("{kind: text, any: 打卡成功, say: {zh: 打卡结果, en: result}}").say.en == "result");
  REFUSED(kRule, kGroup, "{kind: text, any: 打卡成功, say: ¦{en: result}}", rule_missing_key);
  CHECK(warnings(changed(kRule, kGroup, "{kind: text, regex: $clock-in.patterns, say: {zh: 连续天数}}")) ==
        std::vector<std::string>{"B2/clock-in.yaml:15:3 lint_no_english"});
}

TEST_CASE("named sets and terms beside them become sets of the rule set") {
  const Loaded loaded =
      load(changed(kRule, kGroup, "{kind: text, any: [打 卡 成功, $clock-in.strong, ＡＢＣ打卡]}"));
  REQUIRE(loaded.ok());
  const Group& group = loaded.rules.rules[0].groups[2];
  REQUIRE(group.any.size() == 2);
  CHECK(loaded.rules.term_sets[group.any[0]].id == "clock-in.strong");
  CHECK(loaded.rules.term_sets[group.any[1]].id.empty());
  CHECK(texts_of(loaded.rules, group.any[1]) == std::vector<std::string>{"打卡成功", "abc打卡"});
}

TEST_CASE("token phrases are the words that identifiers are split into") {
  const Loaded loaded =
      load(changed(kRule, kGroup, "{kind: identifier, tokens: [clockIn, SIGN_DAYS, 'punch-card']}"));
  REQUIRE(loaded.ok());
  CHECK(texts_of(loaded.rules, loaded.rules.rules[0].groups[2].any[0]) ==
        std::vector<std::string>{"clock in", "sign days", "punch card"});
}

TEST_CASE("terms that stand everywhere are refused") {
  REFUSED(kRule, kGroup, "{kind: text, any: [¦卡, ¦ab, ¦'', 打卡]}", rule_short_term);
  REFUSED(kRule, kGroup, "{kind: route, tokens: [¦qd, ¦'a b', ¦'--', sign]}", rule_short_term);
  REFUSED(kLexicon, "[打卡签到, 每日打卡,", "[打卡签到, ¦卡,", rule_short_term);
  REFUSED(kLexicon, "[sign in,", "[¦in,", rule_short_term);
  ACCEPTED(kRule, kGroup, "{kind: text, any: [打卡, abc]}");
}

TEST_CASE("a regex has something to look for") {
  REFUSED(kRule, kGroup, "{kind: text, regex: [¦'连续(']}", rule_bad_regex);
  REFUSED(kRule, kGroup, "{kind: text, regex: [¦'(打卡)*']}", rule_empty_regex);
  REFUSED(kRule, kGroup, "{kind: text, regex: [¦'\\d+']}", rule_no_anchor);
  REFUSED(kRule, kGroup, "{kind: text, regex: [¦'a\\d+']}", rule_no_anchor);
  ACCEPTED(kRule, kGroup, "{kind: text, regex: ['ICP备\\d+', '簽到\\d+次']}");
  const Loaded loaded = load(rule_files());
  REQUIRE(loaded.ok());
  const TermSet* patterns = loaded.rules.find_set("clock-in.patterns");
  REQUIRE(patterns != nullptr);
  const Term& term = loaded.rules.terms[patterns->terms[0]];
  CHECK(term.mode == Term::kRegex);
  CHECK_FALSE(term.anchors.empty());
}

TEST_CASE("sets are named as they are and stand under the key of their kind") {
  REFUSED(kRule, kGroup, "{kind: text, any: ¦$clock-in.strnog}", rule_no_set);
  REFUSED(kRule, kGroup, "{kind: text, any: ¦$}", rule_no_set);
  REFUSED(kRule, kGroup, "{kind: text, any: ¦$clock-in.patterns}", rule_set_mode);
  REFUSED(kRule, kGroup, "{kind: route, tokens: ¦$clock-in.strong}", rule_set_mode);
  ACCEPTED(kRule, kGroup, "{kind: text, any: [打卡], unless: $clock-in.patterns}");
  const auto problems = load(changed(kRule, kGroup, "{kind: text, any: $clock-in.strnog}")).problems;
  REQUIRE_FALSE(problems.empty());
  CHECK(problems[0].what.render(Lang::kZh) == "没有名为 $clock-in.strnog 的词表；是否指 $clock-in.strong？");
}

TEST_CASE("keys of a group are for the kinds that they mean something for") {
  REFUSED(kRule, kGroup, "{kind: purpose, role: ¦label, any: 打卡}", rule_key_needs_kind);
  REFUSED(kRule, kGroup, "{kind: text, tokens: ¦$clock-in.tokens}", rule_key_needs_kind);
  REFUSED(kRule, kGroup, "{kind: text, any: 打卡, args: ¦{sourceType: camera}}", rule_key_needs_kind);
  REFUSED(kRule, kGroup, "{kind: call, required: ¦true}", rule_key_needs_kind);
  REFUSED(kRule, kGroup, "{kind: call, unless: ¦打卡}", rule_key_needs_terms);
  REFUSED(kRule, kGroup, "{kind: call, negated: ¦keep}", rule_key_needs_terms);
  ACCEPTED(kRule, kGroup, "{kind: [field, text], required: true, any: 照片, role: label}");
}

TEST_CASE("a group says what it looks for, or has kinds that need no words") {
  REFUSED(kRule, kGroup, "¦{kind: text}", rule_empty_group);
  REFUSED(kRule, kGroup, "¦{kind: [call, literal]}", rule_empty_group);
  REFUSED(kRule, kGroup, "¦{any: 打卡}", rule_missing_key);
  REFUSED(kRule, kGroup, "{kind: text, any: ¦[]}", rule_empty_list);
  REFUSED(kRule, kGroup, "{kind: text, any: ¦{a: b}}", rule_wrong_type);
  REFUSED(kRule, kGroup, "{kind: ¦txet, any: 打卡}", rule_not_one_of);
  ACCEPTED(kRule, kGroup, "{kind: [field, permission]}");
}

TEST_CASE("values of a group are those that there are") {
  REFUSED(kRule, kGroup, "{kind: text, role: [¦button, ¦none], any: 打卡}", rule_not_one_of);
  REFUSED(kRule, kGroup, "{kind: text, owner: [¦any], any: 打卡}", rule_not_one_of);
  REFUSED(kRule, kGroup, "{kind: text, owner: ¦ap, any: 打卡}", rule_not_one_of);
  REFUSED(kRule, kGroup, "{kind: text, any: 打卡, negated: ¦yes}", rule_not_one_of);
  REFUSED(kRule, kGroup, "{kind: field, required: ¦yes}", rule_not_one_of);
  REFUSED(kRule, kGroup, "{kind: call, args: ¦{}}", rule_empty_list);
  REFUSED(kRule, kGroup, "{kind: call, args: {a: ¦''}}", rule_empty_text);
  REFUSED(kRule, kGroup, "{kind: text, any: 打卡, ¦not: 会议}", rule_unknown_key);
}

TEST_CASE("a group of capabilities names capabilities that annotation knows") {
  REFUSED(kRule, "{kind: api, any: location.once}", "{kind: api, any: ¦location.one}", rule_no_api);
  REFUSED(kRule, "{kind: api, any: location.once}", "{kind: sdk, any: ¦地图学}", rule_no_sdk);
  ACCEPTED(kRule, "{kind: api, any: location.once}", "{kind: sdk, any: 地图}");
  ACCEPTED(kRule, "{kind: api, any: location.once}", "{kind: [api, call], any: wx.getlocation}");
}
