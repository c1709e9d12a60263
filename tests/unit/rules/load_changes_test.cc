#include <catch2/catch.hpp>

#include "rule_files.h"

using namespace jianfu;
using namespace jianfu::rules;
using namespace jianfu::rules::tests;

namespace {

constexpr std::string_view kChanges = "changes.yaml";

std::string rows_of(std::string_view row) { return "changes:\n  - " + std::string(row) + "\n"; }

// A row with its end, which is always the same.
std::string row(std::string_view begin) {
  return rows_of("{" + std::string(begin) + ", major: true, title: {zh: 新增, en: new}, reason: {zh: 理由, en: why}, citations: norm/B2}");
}

std::vector<std::string> errors_of(std::string_view changes) { return errors(with_file(kChanges, changes)); }

}  // namespace

TEST_CASE("the rows of changes.yaml are read; sets of the lexicon stand for their terms") {
  const std::string both = row("kind: function-added, of: [clock-in, profit], from: explain") +
                           row("kind: permission-added, of: [$clock-in.strong, '*.CAMERA']").substr(9);
  const Loaded loaded = load(with_file(kChanges, both));
  REQUIRE(loaded.ok());
  const std::vector<ChangeRule>& rows = loaded.rules.changes;
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].kind == ChangeKind::kFunctionAdded);
  CHECK(rows[0].of == std::vector<std::string>{"clock-in", "profit"});
  CHECK(rows[0].from == Verdict::kExplain);
  CHECK(rows[0].major);
  CHECK(rows[0].title.zh == "新增");
  REQUIRE(rows[0].citations.size() == 1);
  CHECK(rows[0].citations[0].provision == "B2");
  CHECK(rows[1].of == std::vector<std::string>{"打卡签到", "每日打卡", "缺卡", "*.CAMERA"});
  const Result<RuleSet> back = unflatten(flatten(loaded.rules));
  REQUIRE(back);
  REQUIRE(back->changes.size() == 2);
  CHECK(back->changes[0].of == rows[0].of);
  CHECK(back->changes[1].reason.en == "why");
  CHECK(back->changes[1].citations[0].norm == 0);
}

TEST_CASE("a rule set without changes.yaml knows no major change") { CHECK(load(rule_files()).rules.changes.empty()); }

TEST_CASE("what is no row of changes.yaml is refused, where it stands") {
  CHECK(errors_of(row("kind: function-added")).empty());
  CHECK(errors_of(row("kind: function-aded")) == std::vector<std::string>{"changes.yaml:2:12 rule_not_one_of"});
  CHECK(errors_of(row("kind: function-added, off: x")) == std::vector<std::string>{"changes.yaml:2:28 rule_unknown_key"});
  CHECK(errors_of(row("kind: function-added, of: dancing")) == std::vector<std::string>{"changes.yaml:2:32 rule_not_one_of"});
  CHECK(errors_of(row("kind: sdk-added, of: [pay, paying]")) == std::vector<std::string>{"changes.yaml:2:33 rule_not_one_of"});
  CHECK(errors_of(row("kind: audience-changed, of: nobody")) == std::vector<std::string>{"changes.yaml:2:34 rule_not_one_of"});
  CHECK(errors_of(row("kind: permission-added, of: '*'")) == std::vector<std::string>{"changes.yaml:2:34 rule_short_term"});
  CHECK(errors_of(row("kind: permission-added, of: $clock-in.weak")) == std::vector<std::string>{"changes.yaml:2:34 rule_no_set"});
  CHECK(errors_of(row("kind: signer-changed, of: x")) == std::vector<std::string>{"changes.yaml:2:32 rule_unknown_key"});
  CHECK(errors_of(row("kind: pages-added, least: 0")) == std::vector<std::string>{"changes.yaml:2:32 rule_bad_number"});
  CHECK(errors_of(row("kind: function-added, from: bad")) == std::vector<std::string>{"changes.yaml:2:34 rule_not_one_of"});
  CHECK(errors_of(rows_of("{kind: id-changed, major: true, title: {zh: a}, reason: {zh: b}, citations: norm/B9}")) ==
        std::vector<std::string>{"changes.yaml:2:81 rule_no_citation"});
  CHECK(errors_of(rows_of("{kind: id-changed, title: {zh: a}, reason: {zh: b}, citations: norm/B2}")) ==
        std::vector<std::string>{"changes.yaml:2:5 rule_missing_key"});
  CHECK(errors_of("changes: {}\n") == std::vector<std::string>{"changes.yaml:1:10 rule_wrong_type"});
  CHECK(errors_of("change: []\n").size() == 2);
}

TEST_CASE("flat rules whose changes cite what there is not are refused") {
  RuleSet rules = load(with_file(kChanges, row("kind: id-changed"))).rules;
  rules.changes[0].citations[0].norm = 9;
  CHECK_FALSE(unflatten(flatten(rules)));
}
