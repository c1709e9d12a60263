#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "formats/json/json.h"

using namespace jianfu;
using formats::json::Document;
using formats::json::parse;
using formats::json::Type;
using formats::json::Value;

namespace {

// The document as strict JSON, so that a test compares what a person would read.
std::string shown(const Value& value) {
  std::string out;
  switch (value.type) {
    case Type::kNull:
      return "null";
    case Type::kBool:
    case Type::kNumber:
      return value.text;
    case Type::kString:
      return '"' + value.text + '"';
    case Type::kArray:
      for (const Value& item : value.items) out += (out.empty() ? "" : ",") + shown(item);
      return "[" + out + "]";
    case Type::kObject:
      for (const auto& [key, member] : value.members)
        out += (out.empty() ? "" : ",") + key + ":" + shown(member);
      return "{" + out + "}";
  }
  return out;
}

std::string read(std::string_view text) {
  const Document document = parse(text, Limits{});
  return shown(document.root) + (document.defects.empty() ? "" : " !");
}

}  // namespace

TEST_CASE("strict JSON is read without defects") {
  CHECK(read(R"({"a":[1,-2.5e3,true,false,null,"x"],"b":{"c":{}},"d":[]})") ==
        R"({a:[1,-2.5e3,true,false,null,"x"],b:{c:{}},d:[]})");
  CHECK(read(" \"x\" ") == "\"x\"");
}

TEST_CASE("what packages hold beyond JSON is read without defects") {
  CHECK(read("\xEF\xBB\xBF{ // c\n a: 'b', /* d */ 'e': +1, 签到: .5,\r\n f: [1,2,],\n}") ==
        R"({a:"b",e:+1,签到:.5,f:[1,2]})");
  CHECK(read("{a: undefined, 'b': \"it's // no comment\"}") == R"({a:null,b:"it's // no comment"})");
}

TEST_CASE("escapes are resolved") {
  CHECK(read(R"("\u6253\uD83D\uDE00\n\/\x41\'")") == "\"打😀\n/A'\"");
  CHECK(read(R"("\uD83D\u0041\uZZ")") == "\"\uFFFDAuZZ\"");
}

TEST_CASE("members are found by path, the first of a name counts") {
  const Document document = parse(R"({"a":{"b":"x","c":true},"a":1})", Limits{});
  CHECK(document.root.members.size() == 2);
  CHECK(document.root.at("a", "b").string_or("") == "x");
  CHECK(document.root.at("a", "c").is_true());
  CHECK(document.root.at("a", "z", "y").is(Type::kNull));
  CHECK(document.root["a"]["b"]["c"].string_or("none") == "none");
}

TEST_CASE("values know their place") {
  const Document document = parse("{\r\n \"签到\": [1,\n\t'x']}", Limits{});
  const Value& list = document.root["签到"];
  CHECK(list.line == 2);
  CHECK(list.column == 8);
  CHECK(list.items.at(1).line == 3);
  CHECK(list.items.at(1).column == 2);
}

TEST_CASE("a defect keeps what was read") {
  CHECK(read("{\"a\": 1, \"b\": [2, 3") == "{a:1,b:[2,3]} !");
  CHECK(read("{\"a\": \"b\n \"c\": 2}") == "{a:\"b\",c:2} !");
  CHECK(read("{\"a\" 1, \"b\": 2}") == "{a:null,1:null,b:2} !");
  CHECK(read("[1 2]") == "[1,2] !");
  CHECK(read("[1,@,2]") == "[1,2] !");
  CHECK(read("{\"a\": [1}, 2") == "{a:[1],2:null} !");
  CHECK(read("{\"a\": b}") == "{a:\"b\"} !");
  CHECK(read("{} x") == "{} !");
  CHECK(read("") == "null !");
}

TEST_CASE("an object in a script is read alone") {
  const std::string_view script = "\nvar c = {\"a\": 1}; var d = 2";
  const Document document = formats::json::parse_at(script, script.find('{'), Limits{});
  CHECK(shown(document.root) == "{a:1}");
  CHECK(document.defects.empty());
  CHECK(script.substr(document.end, 1) == ";");
  CHECK(document.root["a"].line == 2);
}

TEST_CASE("a part of a text is read with the lines of the whole") {
  const std::string_view script = "\r\n签 = {\"a\": 1,\n\"b\": 2} {";
  const size_t at = script.find('{');
  const Document part = formats::json::parse_from(script.substr(at), text::LineIndex(script).at(at), Limits{});
  const Document whole = formats::json::parse_at(script, at, Limits{});
  CHECK(shown(part.root) == "{a:1,b:2}");
  CHECK(part.end == whole.end - at);
  for (const Document* read : {&part, &whole}) {
    CHECK(read->root.line == 2);
    CHECK(read->root.column == 5);
    CHECK(read->root["a"].column == 11);
    CHECK(read->root["b"].line == 3);
    CHECK(read->root["b"].column == 6);
  }
}

TEST_CASE("values deeper than the limit are passed over") {
  Limits limits;
  limits.nesting = 3;
  const Document document = parse("[[[[1,']'],2],3],4]", limits);
  CHECK(shown(document.root) == "[[[null,2],3],4]");
  REQUIRE(document.defects.size() == 1);
  CHECK(document.defects[0].why == GapReason::kLimit);
  CHECK(parse("[[[1]]]", limits).defects.empty());
}

TEST_CASE("depth and number of values are bounded") {
  Limits limits;
  limits.nesting = 1'000'000;  // a destructor could not go that deep: the reader has a bound of its own
  CHECK(parse(std::string(3'000'000, '['), limits).defects.size() == 2);
  CHECK(parse(std::string(3'000'000, '{'), limits).root.is(Type::kObject));
  limits.items = 10;
  const Document document = parse("[1,2,3,4,5,6,7,8,9,10,11,12]", limits);
  CHECK(document.root.items.size() == 9);
  REQUIRE(document.defects.size() == 1);
  CHECK(document.defects[0].why == GapReason::kLimit);
}

TEST_CASE("damaged JSON is read to its end") {
  constexpr std::string_view kSample = "{\"a\": [1, 'b\\u6253', {c: null}], /* d */ \"e\": {\"f\": true}}";
  size_t defects = 0;
  builders::cut_everywhere(kSample, [&](const std::string& text) {
    const Document document = parse(text, Limits{});
    CHECK_FALSE(document.defects.empty());  // no cut of it is a document
    CHECK(document.end <= text.size());
  });
  builders::flip_everywhere(
      kSample, [&](const std::string& text) { defects += parse(text, Limits{}).defects.size(); });
  CHECK(defects > 0);
}

TEST_CASE("alternatives of conditional compilation need no comma between them") {
  const std::string_view text =
      "{\"list\": [\n// #ifdef H5\n{\"a\": 1}\n// #endif\n// #ifndef H5\n{\"a\": 2}\n// #endif\n], "
      "\"t\": \"x\" /* #ifdef MP */ \"u\": 1}";
  const Document both = parse(text, Limits{});
  CHECK(both.defects.empty());
  CHECK(both.root["list"].items.size() == 2);
  CHECK(both.root["u"].text == "1");
  // A plain comment is no excuse.
  CHECK(parse("[1 // one\n 2]", Limits{}).defects.size() == 1);
}
