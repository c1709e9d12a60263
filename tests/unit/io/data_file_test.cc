#include "io/data_file.h"

#include <catch2/catch.hpp>

using namespace jianfu;
using io::DataFormat;
using io::DataNode;

namespace {

DataNode read(std::string_view bytes, DataFormat format) {
  Result<DataNode> node = io::read_data(bytes, format, "f");
  if (!node) FAIL(node.error().render(Lang::kEn));
  return *node;
}

std::string error_of(std::string_view bytes, DataFormat format) {
  Result<DataNode> node = io::read_data(bytes, format, "f");
  REQUIRE_FALSE(node);
  return node.error().render(Lang::kEn);
}

std::string place(io::DataPlace at) { return io::place_of("", at); }

}  // namespace

TEST_CASE("JSON and TOML give the same tree") {
  const DataNode json = read(R"({"a": {"b": "打卡", "c": true}, "d": [1, {"e": "x"}]})", DataFormat::kJson);
  const DataNode toml = read("a = {b = \"打卡\", c = true}\nd = [1, {e = 'x'}]\n", DataFormat::kToml);
  for (const DataNode* root : {&json, &toml}) {
    REQUIRE(root->members.size() == 2);
    const DataNode* a = root->find("a");
    REQUIRE(a != nullptr);
    CHECK(a->find("b")->text == "打卡");
    CHECK(a->find("b")->type == DataNode::kText);
    CHECK(a->find("c")->type == DataNode::kBool);
    CHECK(a->find("z") == nullptr);
    REQUIRE(root->find("d")->items.size() == 2);
    CHECK(root->find("d")->items[0].text == "1");
    CHECK(root->find("d")->items[1].find("e")->text == "x");
  }
}

TEST_CASE("every value and key knows its line and column, in characters") {
  const DataNode json = read("{\n  \"打卡\": \"x\", \"b\": [\n    true]\n}", DataFormat::kJson);
  CHECK(place(json.members[0].at) == ":2:3");
  CHECK(place(json.members[0].value.at) == ":2:9");
  CHECK(place(json.members[1].at) == ":2:14");
  CHECK(place(json.members[1].value.at) == ":2:19");
  CHECK(place(json.members[1].value.items[0].at) == ":3:5");
  const DataNode toml = read("a = 1\n[t]\n'打卡' = \"x\"\n", DataFormat::kToml);
  CHECK(place(toml.members[0].value.at) == ":1:5");
  CHECK(place(toml.members[1].value.members[0].at) == ":3:1");
  CHECK(place(toml.members[1].value.members[0].value.at) == ":3:8");
}

TEST_CASE("members stay in the order of the file") {
  const DataNode toml = read("z = 1\na = 2\nm = 3\n", DataFormat::kToml);
  CHECK(toml.members[0].key == "z");
  CHECK(toml.members[2].key == "m");
}

TEST_CASE("dates of TOML are dates") {
  const DataNode toml = read("d = 2026-01-31\n", DataFormat::kToml);
  CHECK(toml.members[0].value.type == DataNode::kDate);
  CHECK(toml.members[0].value.text == "2026-01-31");
}

TEST_CASE("what is no JSON or TOML says where and what") {
  CHECK_THAT(error_of("{\n  \"a\": 1,\n}", DataFormat::kJson), Catch::StartsWith("f:3:1: "));
  CHECK_THAT(error_of("{\"a\": 1, \"a\": 2}", DataFormat::kJson), Catch::StartsWith("f:1:10: ") && Catch::Contains("twice"));
  CHECK_THAT(error_of("[1]", DataFormat::kJson), Catch::StartsWith("f:1:1: "));
  CHECK_THAT(error_of("", DataFormat::kJson), Catch::StartsWith("f:1:1: "));
  CHECK_THAT(error_of("{\"a\": \"\xff\"}", DataFormat::kJson), Catch::StartsWith("f:1:"));
  CHECK_THAT(error_of("// no\n{}", DataFormat::kJson), Catch::StartsWith("f:1:"));
  CHECK_THAT(error_of("a = 1\na = 2\n", DataFormat::kToml), Catch::StartsWith("f:2:"));
  CHECK_THAT(error_of("a = \n", DataFormat::kToml), Catch::StartsWith("f:1:"));
}

TEST_CASE("a file that is too deep or too big is refused, not walked") {
  CHECK_THAT(error_of("{\"a\": " + std::string(5000, '['), DataFormat::kJson), Catch::Contains("deeper"));
  CHECK_THAT(error_of("a = " + std::string(5000, '['), DataFormat::kToml), Catch::Contains("deeper"));
  std::string dotted = "a";
  for (int i = 0; i < 100'000; ++i) dotted += ".a";
  CHECK_THAT(error_of(dotted + " = 1", DataFormat::kToml), Catch::Contains("deeper"));
  CHECK_THAT(error_of(std::string(2u << 20, ' '), DataFormat::kToml), Catch::Contains("bytes"));
}

TEST_CASE("the format is told by the ending, else by the first brace") {
  CHECK(io::data_format("", "a.json") == DataFormat::kJson);
  CHECK(io::data_format("{", "a.toml") == DataFormat::kToml);
  CHECK(io::data_format("\xEF\xBB\xBF \n{}", "a") == DataFormat::kJson);
  CHECK(io::data_format("a = 1", "a") == DataFormat::kToml);
}
