#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "rule_files.h"

using namespace jianfu;
using namespace jianfu::rules;
using namespace jianfu::rules::tests;

namespace {

std::string rule_joining(const std::string& id, const std::string& condition) {
  std::string text;
  for (const SourceFile& file : rule_files()) {
    if (file.name == kRule) text = file.text;
  }
  text.replace(text.find("id: clock-in"), 12, "id: " + id);
  text.replace(text.find("hint: label or streak"), 21, "hint: label or streak or " + condition);
  return text;
}

}  // namespace

TEST_CASE("files that every rule set needs are missed by name") {
  CHECK(errors(without_file("ruleset.yaml")) == std::vector<std::string>{"ruleset.yaml:1:1 rule_no_file"});
  CHECK(errors(without_file(kCoercion)).back() == "coercion.yaml:1:1 rule_no_file");
  CHECK(errors(without_file(kGaps)).empty());
}

TEST_CASE("files that are nothing known are refused") {
  CHECK(errors(with_file("notes.yaml", "a: b\n")) ==
        std::vector<std::string>{"notes.yaml:1:1 rule_unknown_file"});
  CHECK(errors(with_file("annotate/other.yaml", "a: b\n")) ==
        std::vector<std::string>{"annotate/other.yaml:1:1 rule_unknown_file"});
  CHECK(errors(with_file("B2/more/x.yaml", "a: b\n")) ==
        std::vector<std::string>{"B2/more/x.yaml:1:1 rule_unknown_file"});
  CHECK(errors(with_file("annotate/api-uni.yaml", "apis:\n  scan: [uni.scanCode]\n")).empty());
}

TEST_CASE("two rules cannot share an id") {
  std::vector<SourceFile> files = changed(kRule, "provision: B2", "provision: B2");
  SourceFile twin = files[12];
  REQUIRE(twin.name == kRule);
  twin.name = "M/clock-in.yaml";
  twin.text.replace(twin.text.find("provision: B2"), 13, "provision: M");
  files.push_back(twin);
  CHECK(errors(files) == std::vector<std::string>{"M/clock-in.yaml:1:1 rule_same_id"});
}

TEST_CASE("an empty file, and one that is no map, are told what they should be") {
  CHECK(errors(with_file("B2/empty.yaml", "")) ==
        std::vector<std::string>{"B2/empty.yaml:1:1 rule_wrong_type"});
  CHECK(errors(with_file("B2/list.yaml", "- a\n")) ==
        std::vector<std::string>{"B2/list.yaml:1:1 rule_wrong_type"});
}

TEST_CASE("the errors of all files are collected, in order of place") {
  std::vector<SourceFile> files = changed(kRule, "severity: high", "severity: hihg");
  for (SourceFile& file : files) {
    if (file.name == kGaps) file.text.replace(file.text.find("packed"), 6, "packt");
    if (file.name == kRule) file.text.replace(file.text.find("within: module"), 14, "within: modul");
  }
  std::reverse(files.begin(), files.end());
  CHECK(errors(files) == std::vector<std::string>{"B2/clock-in.yaml:5:11 rule_not_one_of",
                                                  "B2/clock-in.yaml:17:9 rule_not_one_of",
                                                  "annotate/gaps.yaml:2:11 rule_not_one_of"});
}

TEST_CASE("nothing of a broken file is called unknown elsewhere") {
  REFUSED(kLexicon, "id: clock-in", "id¦：clock-in", yaml_full_width);
  REFUSED(kNorms, "number: 国办函〔2026〕12号", "number: ¦'国办函", yaml_unclosed);
  REFUSED(kExemption, "应急: {", "应急¦：{", yaml_full_width);
  REFUSED(kApi, "apis:\n", "apis:\n¦\tx: [y]\n", yaml_tab);
}

TEST_CASE("rules join rules, but not in a circle and not required functions") {
  CHECK(errors(with_file("B2/other.yaml", rule_joining("other", "rule(clock-in, probable)"))).empty());
  std::vector<SourceFile> files = with_file("B2/other.yaml", rule_joining("other", "rule(third)"));
  files.push_back({"B2/third.yaml", rule_joining("third", "rule(other)")});
  CHECK(errors(files) == std::vector<std::string>{"B2/third.yaml:1:1 rule_circle"});
  CHECK(errors(with_file("B2/other.yaml", rule_joining("other", "rule(other)"))) ==
        std::vector<std::string>{"B2/other.yaml:1:1 rule_circle"});
  CHECK(errors(with_file("B2/other.yaml", rule_joining("other", "rule(complaint)"))) ==
        std::vector<std::string>{"B2/other.yaml:19:3 rule_joins_absence"});
  CHECK(errors(with_file("B2/other.yaml", rule_joining("other", "rule(clock-im)"))) ==
        std::vector<std::string>{"B2/other.yaml:21:33 condition_no_rule"});
}

TEST_CASE("rules are numbered by id, whatever their folders and the order of files") {
  std::vector<SourceFile> files = with_file("M/a-first.yaml", rule_joining("a-first", "rule(clock-in)"));
  files.back().text.replace(files.back().text.find("provision: B2"), 13, "provision: M");
  const Loaded loaded = load(files);
  REQUIRE(loaded.ok());
  REQUIRE(loaded.rules.rules.size() == 3);
  CHECK(loaded.rules.rules[0].id == "a-first");
  CHECK(loaded.rules.rules[0].hint->nodes[1].group == 1);
  CHECK(loaded.rules.find("complaint") == &loaded.rules.rules[2]);
  CHECK(loaded.rules.find("nothing") == nullptr);
  std::reverse(files.begin(), files.end());
  CHECK(flatten(load(files).rules) == flatten(loaded.rules));
}

TEST_CASE("the digest is that of names and contents") {
  const std::string digest = load(rule_files()).rules.digest;
  CHECK(digest.size() == 7 + 64);
  CHECK(digest.substr(0, 7) == "sha256:");
  CHECK(load(changed(kRule, "severity: high", "severity: low")).rules.digest != digest);
  std::vector<SourceFile> files = rule_files();
  files[0].name = "ruleset2.yaml";
  CHECK(load(files).rules.digest != digest);
  files = rule_files();
  std::reverse(files.begin(), files.end());
  CHECK(load(files).rules.digest == digest);
}

TEST_CASE("rule files are found below a folder, and nothing else") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / "jianfu-rule-files-test";
  fs::remove_all(folder);
  fs::create_directories(folder / "B2");
  std::ofstream(folder / "ruleset.yaml") << "name: x\n";
  std::ofstream(folder / "B2/a.yaml") << "id: a\n";
  std::ofstream(folder / "B2/notes.txt") << "no rule\n";
  const auto files = read_rule_files(folder.string());
  REQUIRE(files);
  REQUIRE(files->size() == 2);
  CHECK((*files)[0].name == "B2/a.yaml");
  CHECK((*files)[0].text == "id: a\n");
  CHECK((*files)[1].name == "ruleset.yaml");
  fs::remove_all(folder);
  const auto missing = read_rule_files(folder.string());
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::kIo);
  fs::create_directories(folder);
  const auto empty = read_rule_files(folder.string());
  REQUIRE_FALSE(empty);
  CHECK(empty.error().what.id == Msg::rule_no_files);
  fs::remove_all(folder);
}
