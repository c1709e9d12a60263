#include <catch2/catch.hpp>

#include <algorithm>

#include "rule_files.h"

using namespace jianfu;
using namespace jianfu::rules;
using namespace jianfu::rules::tests;

TEST_CASE("the rule set of these tests loads, with everything in its place") {
  const Loaded loaded = load(rule_files());
  for (const Problem& problem : loaded.problems) UNSCOPED_INFO(problem.render(Lang::kEn));
  CHECK(loaded.problems.empty());
  REQUIRE(loaded.ok());
  const RuleSet& rules = loaded.rules;
  CHECK(rules.name == "test");
  CHECK(rules.version == "1.0.0");
  REQUIRE(rules.rules.size() == 2);
  const Rule& rule = rules.rules[0];
  CHECK(rule.id == "clock-in");
  CHECK(rule.feature == "clock-in");
  CHECK(rule.provision == "B2");
  CHECK(rule.head == "强制使用");
  CHECK(rule.severity == Severity::kHigh);
  CHECK(rule.title.en == "Clock-in");
  CHECK(rule.message.zh == "{module} 有打卡签到功能");
  REQUIRE(rule.citations.size() == 2);
  CHECK(rule.citations[1].norm == 1);
  CHECK(rule.citations[1].provision == "limit");
  CHECK(rule.needs == evidence::KindSet{evidence::Kind::kText, evidence::Kind::kRoute});
  REQUIRE(rule.groups.size() == 4);
  CHECK(rule.within == Within::kModule);
  REQUIRE(rule.confirmed);
  CHECK(rule.confirmed->source == "label and act");
  REQUIRE(rule.strong);
  CHECK(rule.strong->nodes[1].op == Condition::kGroup);
  CHECK(rule.common_coercion);
  CHECK(rule.scenes == std::vector<std::string>{"应急"});
  REQUIRE(rule.tests.size() == 2);
  CHECK(rule.tests[0].coercion == "none");
  CHECK(rule.tests[1].why == "会议");
  CHECK(rule.tests[1].line == 26);
  CHECK(rule.file == "B2/clock-in.yaml");
  CHECK_FALSE(rule.is_absence());
}

TEST_CASE("signals are numbered behind the groups of a rule") {
  const RuleSet rules = load(rule_files()).rules;
  const Condition& strong = *rules.rules[0].strong;  // C1 and act
  REQUIRE(strong.nodes.size() == 3);
  CHECK(strong.nodes[strong.nodes[0].children[0]].group == 4);
  CHECK(strong.nodes[strong.nodes[0].children[1]].group == 1);
}

TEST_CASE("a rule of a required function has grades and looks at the package") {
  const RuleSet rules = load(rule_files()).rules;
  const Rule& rule = rules.rules[1];
  CHECK(rule.is_absence());
  CHECK(rule.within == Within::kPackage);
  REQUIRE(rule.required.size() == 3);
  CHECK(rule.required[0].grade == "complete");
  CHECK(rule.required[0].verdict == Verdict::kNotFound);
  CHECK(rule.required[1].title.zh == "仅受理");
  CHECK_FALSE(rule.required[2].when);
  ACCEPTED(kAbsence, "within: package\n", "");
  REFUSED(kAbsence, "within: package", "within: ¦module", rule_required_within);
}

TEST_CASE("what a rule is must be one of what there is") {
  REFUSED(kRule, "feature: clock-in", "feature: ¦clock-im", rule_not_one_of);
  REFUSED(kRule, "severity: high", "severity: ¦hihg", rule_not_one_of);
  REFUSED(kRule, "within: module", "within: ¦modul", rule_not_one_of);
  REFUSED(kRule, "head: 强制使用", "head: ¦强制", rule_no_head);
  REFUSED(kRule, "needs: [text, route]", "needs: [text, ¦rout]", rule_not_one_of);
  REFUSED(kRule, "needs: [text, route]", "needs: ¦[]", rule_empty_list);
  REFUSED(kRule, "exempt: {scene: [应急]}", "exempt: {scene: [¦应集]}", rule_no_scene);
  ACCEPTED(kRule, "severity: high", "severity: info");
  ACCEPTED(kRule, "head: 强制使用\n", "");
  ACCEPTED(kRule, "exempt: {scene: [应急]}", "exempt: {scene: 应急}");
  ACCEPTED(kRule, "within: module\n", "");
}

TEST_CASE("id and provision are those of the file's place") {
  REFUSED(kRule, "id: clock-in", "id: ¦clock-on", rule_id_is_not_file);
  REFUSED(kRule, "id: clock-in", "id: ¦Clock-in", rule_bad_id);
  CHECK(errors(changed(kRule, "provision: B2", "provision: M")) ==
        std::vector<std::string>{"B2/clock-in.yaml:3:12 rule_provision_is_not_folder"});
  std::vector<SourceFile> files = changed(kRule, "provision: B2", "provision: B9");
  for (SourceFile& file : files) {
    if (file.name == kRule) file.name = "B9/clock-in.yaml";
  }
  CHECK(errors(files) == std::vector<std::string>{"B9/clock-in.yaml:3:12 rule_no_provision"});
}

TEST_CASE("a key that no rule has is refused with the nearest one") {
  REFUSED(kRule, "severity: high", "severity: high\n¦serverity: low", rule_unknown_key);
  const auto problems = load(changed(kRule, "remedy:", "remdey:")).problems;
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].what.render(Lang::kEn) == "remedy is missing");
  CHECK(problems[1].what.render(Lang::kEn) == "unknown key remdey; did you mean remedy?");
  CHECK(problems[1].what.render(Lang::kZh) == "不认得的键 remdey；是否指 remedy？");
  REFUSED(kRule, "zh: 打卡签到功能,", "zh: 打卡签到, ¦功能,", rule_comma);
  REFUSED(kRule, "presence:\n", "presence:\n  ¦sure: label\n", rule_unknown_key);
  REFUSED(kRule, "use: common", "use: common, ¦weak: label", rule_unknown_key);
  REFUSED(kRule, "exempt: {scene: [应急]}", "exempt: {scene: [应急], ¦scenes: [应急]}", rule_unknown_key);
  REFUSED(kRule, "why: 会议", "¦because: 会议", rule_unknown_key);
  REFUSED(kAbsence, "grade: form,", "grade: form, ¦if: form,", rule_unknown_key);
}

TEST_CASE("what a rule must have is missed where it should stand") {
  for (const char* line :
       {"feature: clock-in\n", "provision: B2\n", "severity: high\n", "id: clock-in\n",
        "needs: [text, route]\n", "citations: [norm/B2, opinions/limit]\n",
        "title: {zh: 打卡签到功能, en: Clock-in}\n", "remedy: {zh: 取消该功能。, en: Remove it.}\n"}) {
    INFO(line);
    CHECK(errors(changed(kRule, line, "")) ==
          std::vector<std::string>{"B2/clock-in.yaml:1:1 rule_missing_key"});
  }
}

TEST_CASE("texts are in Chinese at least, and only {module} is replaced in them") {
  REFUSED(kRule, "title: {zh: 打卡签到功能, en: Clock-in}", "title: ¦打卡签到功能", rule_wrong_type);
  REFUSED(kRule, "title: {zh: 打卡签到功能, en: Clock-in}", "title: ¦{en: Clock-in}", rule_missing_key);
  REFUSED(kRule, "{zh: 打卡签到功能, en: Clock-in}", "{zh: ¦'', en: Clock-in}", rule_empty_text);
  REFUSED(kRule, "'{module} 有打卡签到功能'", "'此处 ¦{modul} 有打卡签到功能'", rule_bad_placeholder);
  REFUSED(kRule, "{zh: 打卡签到功能,", "{zh: '¦{module} 打卡签到功能',", rule_bad_placeholder);
  REFUSED(kAbsence, "{zh: 应有投诉建议功能,", "{zh: '¦{module}应有投诉建议功能',", rule_bad_placeholder);
  ACCEPTED(kRule, "{zh: 取消该功能。,", "{zh: '取消 {module} 的该功能。',");
}

TEST_CASE("citations name a provision of a norm") {
  REFUSED(kRule, "[norm/B2,", "[¦norm/B3,", rule_no_citation);
  REFUSED(kRule, "[norm/B2,", "[¦norms/B2,", rule_no_citation);
  REFUSED(kRule, "[norm/B2,", "[¦norm,", rule_no_citation);
  ACCEPTED(kRule, "[norm/B2, opinions/limit]", "opinions/limit");
}

TEST_CASE("a rule has presence or required, not both and not neither") {
  CHECK(errors(changed(kAbsence, "within: package\n", "presence: {hint: form}\n")) ==
        std::vector<std::string>{"M/complaint.yaml:16:3 rule_presence_and_required"});
  const std::string presence =
      "presence:\n  confirmed: label and act\n  probable: label and place or count(label) >= 3\n  hint: "
      "label or streak\n";
  const auto found = errors(changed(kRule, presence, ""));
  CHECK(std::find(found.begin(), found.end(), "B2/clock-in.yaml:1:1 rule_missing_key") != found.end());
  const std::string grades = presence.substr(presence.find('\n') + 1);
  const auto empty = errors(changed(kRule, grades, "  {}\n"));
  CHECK(std::count(empty.begin(), empty.end(), "B2/clock-in.yaml:19:3 rule_missing_key") == 1);
}

TEST_CASE("grades go from best to worst and end in one without a condition") {
  REFUSED(kAbsence, "{grade: nothing,", "¦{grade: nothing, when: form,", rule_last_grade);
  REFUSED(kAbsence, "{grade: form, title: {zh: 仅受理, en: form}, when: form,",
          "¦{grade: form, title: {zh: 仅受理, en: form},", rule_last_grade);
  REFUSED(kAbsence, "{grade: form, ", "¦{grade: complete, ", rule_twice);
  REFUSED(kAbsence, "verdict: explain", "verdict: ¦not-determined", rule_not_one_of);
  CHECK(errors(changed(kAbsence, "verdict: suspected", "verdict: hint")) ==
        std::vector<std::string>{"M/complaint.yaml:18:61 rule_grade_order"});
  ACCEPTED(kAbsence, "verdict: explain", "verdict: hint");
  REFUSED(kAbsence, "tests:", "coercion: ¦{use: none}\ntests:", rule_not_for_required);
}

TEST_CASE("a group that no condition uses is refused") {
  REFUSED(kRule, "within: module", "  ¦spare: {kind: text, any: 打卡成功}\nwithin: module",
          rule_unused_group);
  ACCEPTED(kRule, "use: common, strong: C1 and act", "strong: C1 and act, some: place");
}

TEST_CASE("groups have names that conditions can use") {
  CHECK(errors(changed(kRule, "within: module", "  count: {kind: text, any: 打卡成功}\nwithin: module"))
            .front() == "B2/clock-in.yaml:17:3 rule_reserved_name");
  CHECK(errors(changed(kRule, "within: module", "  Label: {kind: text, any: 打卡成功}\nwithin: module"))
            .front() == "B2/clock-in.yaml:17:3 rule_bad_id");
}

TEST_CASE("a group may not take the name of a common signal") {
  std::vector<SourceFile> files = changed(kCoercion, "  C1:", "  label:");
  for (SourceFile& file : files) {
    for (const auto& [from, to] : {std::pair<std::string, std::string>{"C1 and not C-", "label and not C-"},
                                   {"some: C1", "some: label"}}) {
      if (const size_t at = file.text.find(from); file.name == kCoercion && at != std::string::npos)
        file.text.replace(at, from.size(), to);
    }
    if (const size_t at = file.text.find("C1 and act"); at != std::string::npos)
      file.text.replace(at, 10, "act");
  }
  CHECK(errors(files) == std::vector<std::string>{"B2/clock-in.yaml:13:3 rule_signal_name"});
}

TEST_CASE("tests show a finding and the nearest innocent thing") {
  const std::string finding =
      "  - {expect: confirmed, coercion: none, evidence: ['text label \"打卡签到\" in=p', 'endpoint /sign/in "
      "in=p']}\n";
  const std::string innocent = "  - {expect: none, why: 会议, evidence: ['text label \"会议签到\" in=p']}\n";
  CHECK(errors(changed(kRule, finding, "")) ==
        std::vector<std::string>{"B2/clock-in.yaml:25:3 rule_no_finding_test"});
  CHECK(errors(changed(kRule, innocent, "")) ==
        std::vector<std::string>{"B2/clock-in.yaml:25:3 rule_no_innocent_test"});
  CHECK(errors(changed(kAbsence, "  - {expect: nothing, evidence: ['text label \"新闻\" in=p']}\n", "")) ==
        std::vector<std::string>{"M/complaint.yaml:20:3 rule_no_finding_test"});
  CHECK(errors(changed(kAbsence, "expect: complete", "expect: form")) ==
        std::vector<std::string>{"M/complaint.yaml:20:3 rule_no_innocent_test"});
}

TEST_CASE("a test expects what its rule can give, on evidence that can be read") {
  CHECK(errors(changed(kRule, "expect: confirmed", "expect: confirm")).front() ==
        "B2/clock-in.yaml:25:14 rule_not_one_of");
  CHECK(errors(changed(kAbsence, "expect: nothing", "expect: none")).front() ==
        "M/complaint.yaml:20:14 rule_not_one_of");
  REFUSED(kRule, "coercion: none", "coercion: ¦weak", rule_not_one_of);
  REFUSED(kRule, "'endpoint /sign/in in=p'", "¦'endpiont /sign/in in=p'", rule_bad_evidence);
  REFUSED(kRule, "'endpoint /sign/in in=p'", "¦'text button \"x\" in=p'", rule_bad_evidence);
  REFUSED(kAbsence, "expect: nothing,", "expect: nothing, coercion: ¦none,", rule_not_for_required);
  ACCEPTED(kRule, "coercion: none", "coercion: strong");
  REFUSED(kRule, "coercion: none", "exemption: ¦declared", rule_not_one_of);
  REFUSED(kAbsence, "expect: nothing,", "expect: nothing, exemption: ¦none,", rule_not_for_required);
  ACCEPTED(kRule, "coercion: none", "exemption: claimed");
  // A grade that the rule has no condition for cannot be expected.
  std::vector<SourceFile> files = changed(kRule, "  hint: label or streak\n", "");
  for (SourceFile& file : files) {
    if (file.name != kRule) continue;
    file.text.replace(file.text.find("expect: confirmed"), 17, "expect: hint");
    file.text.replace(file.text.find("or count(label)"), 15, "or streak and count(label)");
  }
  CHECK(errors(files).front() == "B2/clock-in.yaml:24:14 rule_not_one_of");
}

TEST_CASE("rules about the declaration say what they compare and nothing of the package") {
  const std::string_view text =
      "id: told\nfeature: filing\nprovision: B2\nseverity: high\ncompare: undeclared\ntitle: {zh: 未申报, en: Untold}\n"
      "message: {zh: '未申报{function}', en: 'not told: {function}'}\nquestion: {zh: 为何, en: Why}\n"
      "remedy: {zh: 补充, en: Tell}\ncitations: [norm/B2]\nneeds: [text]\n";
  const Loaded loaded = load(with_file("B2/told.yaml", text));
  for (const Problem& problem : loaded.problems) UNSCOPED_INFO(problem.render(Lang::kEn));
  CHECK(loaded.problems.empty());
  CHECK(loaded.rules.find("told")->compare == Compare::kUndeclared);
  CHECK(errors(with_file("B2/told.yaml", std::string(text) + "within: package\n")) ==
        std::vector<std::string>{"B2/told.yaml:12:9 rule_compare_key"});
  std::string other(text);
  other.replace(other.find("{function}"), 10, "{declared}");
  CHECK(errors(with_file("B2/told.yaml", other)).size() == 1);
}

TEST_CASE("scope says where a rule applies") {
  const RuleSet rules = load(changed(kRule, "within: module\n", "within: module\nscope: {audience: [internal, public], filing: required}\n")).rules;
  CHECK(rules.rules[0].scope.audiences == 5);
  CHECK(rules.rules[0].scope.filing_required);
  REFUSED(kRule, "within: module\n", "within: module\nscope: {audience: ¦everybody}\n", rule_not_one_of);
}

TEST_CASE("a part needs a title, groups and tests, and no other texts") {
  const std::string_view text =
      "id: piece\npart: true\nfeature: complaint-channel\nprovision: M\ntitle: {zh: 一部分, en: A part}\n"
      "evidence:\n  form: {kind: text, any: [投诉建议]}\npresence:\n  confirmed: form\n"
      "tests:\n  - {expect: confirmed, evidence: ['text label \"投诉建议\" in=p']}\n"
      "  - {expect: none, evidence: ['text label \"新闻\" in=p']}\n";
  CHECK(errors(with_file("M/piece.yaml", text)).empty());
  CHECK(load(with_file("M/piece.yaml", text)).rules.find("piece")->part);
}
