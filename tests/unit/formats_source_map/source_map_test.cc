#include "formats/source_map/source_map.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace jianfu;
using formats::source_map::address_in;
using formats::source_map::inline_map;
using formats::source_map::read;
using formats::source_map::SourceMap;
using formats::source_map::text_of;

namespace {

// "name: text" of each source; those without a text end with the colon.
std::vector<std::string> listed(const SourceMap& map) {
  std::vector<std::string> out;
  for (const auto& source : map.sources)
    out.push_back(source.name + ":" + (source.has_content ? " " + text_of(source) : ""));
  return out;
}

std::vector<std::string> sources(std::string_view bytes) {
  return listed(read(bytes, Limits{}));
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("sources come with their texts, in whichever order the map has them") {
  const std::string map =
      R"x({"version":3,"mappings":"AAAA;;]}{","sources":["a.js","b.vue","c.js"],"names":["x"],"sourcesContent":["f('签到')",null,""]})x";
  CHECK(sources(map) == List{"a.js: f('签到')", "b.vue:", "c.js: "});
  CHECK(sources(R"({"sourcesContent":["1"],"file":"x.js","sources":["a.js"],"version":3})") ==
        List{"a.js: 1"});
  CHECK(read(map, Limits{}).recognised);
  CHECK(read(map, Limits{}).defects.empty());
}

TEST_CASE("texts are what JSON means") {
  CHECK(sources(R"({"sources":["a"],"sourcesContent":["\"\u7b7e\u5230\" \\ \/\n\t\ud83d\ude00"]})") ==
        List{"a: \"签到\" \\ /\n\t\xF0\x9F\x98\x80"});
  CHECK(sources(R"({"sources":["a"],"sourcesContent":["\\\\"]})") == List{"a: \\\\"});
  CHECK(sources(R"({"sources":["a"],"sourcesContent":["\ud83d!"]})") == List{"a: \xEF\xBF\xBD!"});
}

TEST_CASE("the root of sources stands before their names, but for those with a scheme") {
  CHECK(sources(R"({"sourceRoot":"/src","sources":["a.js","webpack:///b.js"]})") ==
        List{"/src/a.js:", "webpack:///b.js:"});
  CHECK(sources(R"({"sources":["a.js"],"sourceRoot":""})") == List{"a.js:"});
}

TEST_CASE("index maps give the sources of all sections") {
  CHECK(
      sources(
          R"({"version":3,"sections":[{"offset":{"line":0,"column":0},"map":{"sources":["a"],"sourcesContent":["1"]}},{"map":{"sources":["b"]},"offset":{}},{"url":"x.map"}]})") ==
      List{"a: 1", "b:"});
  // Sections in sections in sections: only passed over.
  std::string deep = R"({"sources":["d"]})";
  for (int i = 0; i < 50; ++i) deep = R"({"sections":[{"map":)" + deep + "}]}";
  CHECK(sources(deep).empty());
}

TEST_CASE("a guard line and a BOM may stand before a map") {
  CHECK(sources(")]}'\n{\"sources\":[\"a\"]}") == List{"a:"});
  CHECK(sources("\xEF\xBB\xBF{\"sources\":[\"a\"]}") == List{"a:"});
}

TEST_CASE("what is no map is not taken for one") {
  CHECK_FALSE(read(R"({"tip":"签到"})", Limits{}).recognised);
  CHECK_FALSE(read(R"({"sources":["a"],"tip":"签到"})", Limits{}).recognised);
  CHECK_FALSE(read("签到", Limits{}).recognised);
  CHECK_FALSE(read("", Limits{}).recognised);
  CHECK(read(R"({"version":3,"mappings":"","names":[],"x_google_ignoreList":[0]})", Limits{}).recognised);
}

TEST_CASE("of a damaged map what stands before the damage is kept") {
  const std::string whole = R"({"sources":["a","b"],"sourcesContent":["1","2"],"names":[]})";
  const SourceMap cut = read(std::string_view(whole).substr(0, whole.find("\"2")), Limits{});
  CHECK(listed(cut) == List{"a: 1", "b:"});
  REQUIRE(cut.defects.size() == 1);
  CHECK(cut.defects.front().why == GapReason::kTruncated);
  const SourceMap broken = read(R"({"sources":["a"],"sourcesContent":["1"],,names})", Limits{});
  CHECK(listed(broken) == List{"a: 1"});
  REQUIRE(broken.defects.size() == 1);
  CHECK(broken.defects.front().why == GapReason::kCorrupt);
}

TEST_CASE("a map lists as many sources as the limits allow") {
  Limits limits;
  limits.items = 2;
  const SourceMap map = read(R"({"sources":["a","b","c"]})", limits);
  CHECK(map.sources.size() == 2);
  REQUIRE(map.defects.size() == 1);
  CHECK(map.defects.front().why == GapReason::kLimit);
}

TEST_CASE("the last comment of a script names its map") {
  CHECK(address_in("a()\n//# sourceMappingURL=app.js.map\n") == "app.js.map");
  CHECK(address_in("a();//@ sourceMappingURL=app.js.map") == "app.js.map");
  CHECK(address_in("a{}\n/*# sourceMappingURL=app.css.map */") == "app.css.map");
  const std::string data = "data:application/json;base64," + std::string(10'000, 'A');
  CHECK(address_in("a()\n//# sourceMappingURL=" + data) == data);
  CHECK(address_in("a('sourceMappingURL=x.map')").empty());
  CHECK(address_in("a()").empty());
  CHECK(address_in("").empty());
}

TEST_CASE("a map in the address is decoded") {
  CHECK(inline_map("data:application/json;charset=utf-8;base64,eyJhIjoi562+In0=") == R"({"a":"签"})");
  CHECK(inline_map("data:application/json,%7B%22a%22%3A1%7D") == R"({"a":1})");
  CHECK_FALSE(inline_map("app.js.map"));
  CHECK_FALSE(inline_map("data:nothing"));
}
