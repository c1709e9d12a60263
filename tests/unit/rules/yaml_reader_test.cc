#include "rules/yaml_reader.h"

#include <catch2/catch.hpp>

#include <string>

#include "core/message.h"

using namespace jianfu;
using namespace jianfu::rules;

namespace {

Yaml read(std::string_view text) {
  std::vector<YamlProblem> problems;
  Yaml out = read_yaml(SourceText(text), problems);
  CHECK(problems.empty());
  return out;
}

std::string said(std::string_view text) {
  std::vector<YamlProblem> problems;
  read_yaml(SourceText(text), problems);
  std::string out;
  for (const YamlProblem& problem : problems) {
    out += (out.empty() ? "" : ", ") + std::to_string(problem.at.line) + ":" +
           std::to_string(problem.at.column) + " " + std::string(core::name_of(problem.what.id));
  }
  return out;
}

}  // namespace

TEST_CASE("YAML becomes a tree with places that count characters") {
  const Yaml root = read("强制: {键: [甲, '乙 丙']}\nb:\n  - x\n");
  REQUIRE(root.type == Yaml::kMap);
  REQUIRE(root.members.size() == 2);
  CHECK(root.members[0].key == "强制");
  CHECK(root.members[0].at == Mark{1, 1});
  const Yaml* list = root.members[0].value.find("键");
  REQUIRE(list != nullptr);
  CHECK(list->at == Mark{1, 9});
  REQUIRE(list->items.size() == 2);
  CHECK(list->items[0].at == Mark{1, 10});
  CHECK(list->items[1].text == "乙 丙");
  CHECK(list->items[1].at == Mark{1, 13});
  CHECK(root.members[1].value.items[0].at == Mark{3, 5});
  CHECK(root.find("c") == nullptr);
}

TEST_CASE("values stay the text that was written") {
  const Yaml root = read("a: 010\nb: yes\nc: 1e3\nd:\ne: ''\nf: |\n  x\n  y\n");
  CHECK(root.find("a")->text == "010");
  CHECK(root.find("b")->text == "yes");
  CHECK(root.find("c")->text == "1e3");
  CHECK(root.find("d")->type == Yaml::kNull);
  CHECK(root.find("e")->type == Yaml::kScalar);
  CHECK(root.find("f")->text == "x\ny\n");
}

TEST_CASE("anchors, aliases, tags, duplicate keys and second documents are refused at their place") {
  CHECK(said("a: &x b") == "1:4 yaml_alias");
  CHECK(said("a: &x b\nc: *x") == "1:4 yaml_alias, 2:4 yaml_alias");
  CHECK(said("甲: !!str b") == "1:4 yaml_tag");
  CHECK(said("a: !own [b]") == "1:4 yaml_tag");
  CHECK(said("a: 1\nb: 2\na: 3") == "3:1 yaml_duplicate");
  CHECK(said("甲: {乙: 1, 乙: 2}") == "1:11 yaml_duplicate");
  CHECK(said("? [a]\n: b") == "1:3 yaml_key");
  CHECK(said("a: b\n---\nc: d") == "1:1 yaml_documents");
  CHECK(said("---\na: b\n").empty());
  CHECK(said("a: {x: 1}\nb: {x: 1}").empty());
  CHECK(said("a: '&x *y !z'").empty());
}

TEST_CASE("syntax errors are explained where the parser found them") {
  CHECK(said("甲: b: c") == "1:5 yaml_bad_value");
  CHECK(said("a: [b, c\nd: ]e") == "2:2 yaml_bad_flow");
  CHECK(said("a: b\n c: d") == "2:3 yaml_bad_value");
  CHECK(said("a:\n  - b\n c: d").substr(0, 2) == "3:");
  CHECK(said("a: @b") == "1:4 yaml_bad_start");
  CHECK(said("a: \"\\q\"") == "1:7 yaml_syntax");
}

TEST_CASE("depth is bounded, and what stands above the bound is kept") {
  std::string deep = "a: b\nc: ";
  for (int i = 0; i < 300; ++i) deep += '[';
  for (int i = 0; i < 300; ++i) deep += ']';
  CHECK(said(deep) == "2:27 yaml_deep");
  std::vector<YamlProblem> problems;
  const Yaml root = read_yaml(SourceText(deep + "\nd: e"), problems);
  REQUIRE(root.find("d") != nullptr);
  CHECK(root.find("d")->text == "e");
  CHECK_FALSE(said(std::string(20'000, '[')).empty());
  CHECK_FALSE(said(std::string(20'000, '{')).empty());
}
