#include "engine/declaration.h"

#include <catch2/catch.hpp>

#include "rules/load.h"

using namespace jianfu;
using engine::Declaration;
using engine::DeclarationRead;

namespace {

const std::string kJson = R"({
  "unit": {"name": "某市应急管理局", "level": "市级", "region": "某省某市", "kind": "行政机关"},
  "app": {"name": "应急值守", "version": "1.2.0", "platform": "android", "package_id": "cn.gov.x",
          "sha256": "AA00000000000000000000000000000000000000000000000000000000000000", "signing_cert": "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF"},
  "filing": {"gov_no": "2026-1", "icp_no": "苏ICP备2026036865号-1A", "date": "2026-01-31"},
  "audience": ["内部", "grassroots"],
  "grassroots_facing": true,
  "functions": [{"name": "值守", "desc": "值班表"}],
  "special_functions": [
    {"kind": "打卡签到", "mandatory": true, "reason": "到岗确认", "basis": "某预案", "scenario": "应急", "scope": "值班员", "modules": ["值班"]},
    {"kind": "points", "mandatory": false, "scenario": "其他"}
  ],
  "similar_apps": ["某应用"],
  "complaint_channels": ["应用内投诉建议"]
})";

DeclarationRead read(const std::string& bytes, const std::string& name = "d.json") {
  return engine::read_declaration(bytes, name, rules::built_in());
}

// The complaints about a declaration that is right but for one replaced piece.
std::vector<std::string> complaints(const std::string& piece, const std::string& by) {
  std::string bytes = kJson;
  const size_t at = bytes.find(piece);
  REQUIRE(at != std::string::npos);
  bytes.replace(at, piece.size(), by);
  std::vector<std::string> out;
  for (const Error& problem : read(bytes).problems) out.push_back(problem.render(Lang::kEn));
  return out;
}

}  // namespace

TEST_CASE("a declaration in JSON is read whole") {
  const DeclarationRead got = read(kJson);
  for (const Error& problem : got.problems) UNSCOPED_INFO(problem.render(Lang::kEn));
  REQUIRE(got.problems.empty());
  const Declaration& d = got.declaration;
  CHECK(d.unit.level == Msg::level_municipal);
  CHECK(d.unit.kind == Msg::unit_administrative);
  CHECK(d.app.package_id == "cn.gov.x");
  CHECK(d.app.sha256.substr(0, 4) == "aa00");
  CHECK(d.app.signing_cert == "00112233445566778899aabbccddeeff");
  CHECK(d.audience == std::vector<Msg>{Msg::audience_internal, Msg::audience_grassroots});
  CHECK(d.grassroots_facing);
  REQUIRE(d.special_functions.size() == 2);
  CHECK(d.special_functions[0].kind == "clock-in");
  CHECK(d.special_functions[0].words == "打卡签到");
  CHECK(d.special_functions[0].mandatory);
  CHECK(d.special_functions[0].scene == "应急");
  CHECK(d.special_functions[1].kind == "points-ranking");
  CHECK(d.special_functions[1].scene.empty());
  CHECK(d.complaint_channels.size() == 1);
}

TEST_CASE("TOML says the same") {
  const DeclarationRead got = read(
      "audience = ['public']\n[unit]\nname = '某县'\nlevel = 'county'\n[app]\nname = '掌上办'\nappid = 'wx0123456789abcdef'\n"
      "[filing]\ndate = 2026-01-31\n[[special_functions]]\nkind = 'duration-statistics'\nmandatory = false\n",
      "d.toml");
  REQUIRE(got.problems.empty());
  CHECK(got.declaration.filing.date == "2026-01-31");
  CHECK(got.declaration.unit.level == Msg::level_county);
  CHECK(got.declaration.special_functions[0].kind == "duration-statistics");
}

TEST_CASE("a rule can be declared too, by its id") {
  std::string bytes = kJson;
  bytes.replace(bytes.find("points\""), 7, "clock-in\"");
  CHECK(read(bytes).problems.empty());
}

TEST_CASE("complaints say where, what was expected and what stands there") {
  CHECK(complaints("\"level\"", "\"lvel\"") == std::vector<std::string>{"d.json:2:31: unknown key lvel; did you mean level?"});
  const auto wrong = complaints("\"市级\"", "\"州级\"");
  REQUIRE(wrong.size() == 1);
  CHECK_THAT(wrong[0], Catch::StartsWith("d.json:2:40: level should be one of national, provincial") && Catch::EndsWith("found 州级"));
  CHECK_THAT(complaints("true, \"reason\"", "\"是\", \"reason\"").at(0), Catch::Contains("mandatory should be true or false, found a text"));
  CHECK_THAT(complaints("\"2026-01-31\"", "\"2026/1/31\"").at(0), Catch::StartsWith("d.json:5:") && Catch::Contains("a date like 2026-01-31"));
  CHECK_THAT(complaints("\"AA00", "\"GG00").at(0), Catch::Contains("64 hex digits"));
  CHECK_THAT(complaints("\"打卡签到\"", "\"打卡游戏\"").at(0), Catch::Contains("kind should be one of clock-in"));
  CHECK_THAT(complaints("\"scenario\": \"应急\"", "\"scenario\": \"应及\"").at(0), Catch::Contains("scenario should be one of"));
  CHECK_THAT(complaints("\"basis\": \"某预案\", ", "").at(0), Catch::Contains("needs its basis"));
  CHECK_THAT(complaints("\"name\": \"应急值守\", ", "").at(0), Catch::Contains("name is missing"));
  CHECK_THAT(complaints("[\"某应用\"]", "\"某应用\"").at(0), Catch::Contains("similar_apps should be a list, found a text"));
  CHECK_THAT(complaints("\"某预案\"", "\" \"").at(0), Catch::Contains("basis is empty"));
}

TEST_CASE("all complaints come at once") {
  CHECK(read(R"({"unit": 3, "app": {"name": 1, "x": 2}, "audience": ["谁"]})").problems.size() == 4);
}
