#include <catch2/catch.hpp>

#include "rule_files.h"

using namespace jianfu;
using namespace jianfu::rules;
using namespace jianfu::rules::tests;
using Lines = std::vector<std::string>;

TEST_CASE("warnings do not stop loading") {
  const Loaded loaded = load(changed(kRule, ", en: Clock-in}", "}"));
  CHECK(loaded.ok());
  REQUIRE(loaded.problems.size() == 1);
  CHECK(loaded.problems[0].warning);
  CHECK(warnings(rule_files()).empty());
}

TEST_CASE("texts without English are warned about") {
  CHECK(warnings(changed(kRule, ", en: Clock-in}", "}")) == Lines{"B2/clock-in.yaml:6:8 lint_no_english"});
  CHECK(warnings(changed(kAbsence, "{zh: 仅受理, en: form}", "{zh: 仅受理}")) ==
        Lines{"M/complaint.yaml:17:5 lint_no_english"});
}

TEST_CASE("sets that nothing uses are warned about") {
  CHECK(warnings(changed(kLexicon, "  tokens:\n", "  spare: {terms: [打卡成功]}\n  tokens:\n")) ==
        Lines{"lexicon/clock-in.yaml:6:3 lint_unused_set"});
}

TEST_CASE("a term that another of its set covers is warned about, names are not") {
  CHECK(warnings(changed(kLexicon, "[会议签到]", "[会议签到, 会议签到处]")) ==
        Lines{"lexicon/clock-in.yaml:12:19 lint_covered"});
  CHECK(warnings(changed(kRule, "any: location.once}", "any: 打卡记录}")).empty());
  CHECK(warnings(changed(kCoercion, "[必须, 务必]", "[必须, 必须在]")) ==
        Lines{"coercion.yaml:2:96 lint_covered"});
  std::vector<SourceFile> files =
      changed(kApi, "apis:\n", "apis:\n  location.once.more: [wx.chooseLocation]\n");
  for (SourceFile& file : files) {
    if (file.name == kRule)
      file.text.replace(file.text.find("any: location.once"), 18, "any: [location.once, location.once.more]");
  }
  CHECK(warnings(files).empty());
  CHECK(errors(files).empty());
}

TEST_CASE("a term in two sets of a lexicon that do the same is warned about") {
  CHECK(warnings(changed(kLexicon, "  tokens:\n", "  weak: {terms: [缺卡]}\n  tokens:\n")) ==
        Lines{"lexicon/clock-in.yaml:6:3 lint_unused_set", "lexicon/clock-in.yaml:6:18 lint_twice"});
  // One finds and one cancels: that is how a context is told apart.
  CHECK(warnings(changed(kLexicon, "[会议签到]", "[会议签到, 缺卡]")).empty());
}

TEST_CASE("conditions that need no evidence, and grades that are the same, are warned about") {
  CHECK(warnings(changed(kRule, "hint: label or streak", "hint: streak or not label")) ==
        Lines{"B2/clock-in.yaml:19:3 lint_no_evidence"});
}

TEST_CASE("the same condition for two grades is warned about") {
  std::vector<SourceFile> files = changed(kRule, "confirmed: label and act", "confirmed: label or streak");
  CHECK(warnings(files) == Lines{"B2/clock-in.yaml:19:3 lint_same_condition"});
}

TEST_CASE("a group that only takes away is warned about") {
  CHECK(warnings(changed(kRule, "hint: label or streak", "hint: label and not streak")) ==
        Lines{"B2/clock-in.yaml:15:3 lint_only_negated"});
}

TEST_CASE("files with errors are not linted: half of what they say is missing") {
  std::vector<SourceFile> files = changed(kRule, ", en: Clock-in}", "}");
  for (SourceFile& file : files) {
    if (file.name == kGaps) file.text.replace(file.text.find("packed"), 6, "packt");
  }
  CHECK(warnings(files).empty());
  CHECK(errors(files).size() == 1);
}
