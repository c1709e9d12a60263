#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "formats/proguard_map/proguard_map.h"

namespace jianfu::formats::proguard_map {
namespace {

constexpr std::string_view kText =
    "# compiler: R8\n"
    "# {\"id\":\"com.android.tools.r8.mapping\",\"version\":\"2.0\"}\n"
    "cn.gov.x.SignActivity -> cn.gov.x.SignActivity:\n"
    "    int days -> a\n"
    "    1:3:void submit(java.lang.String,int):20:22 -> b\n"
    "    1:1:void cn.gov.x.Points.add(int):8:8 -> c\n"
    "    1:1:void onClick(android.view.View):31 -> c\n"
    "    void first() -> d\n"
    "    void second(int) -> d\n"
    "cn.gov.x.PointsRanking -> a.b:\r\n"
    "    # {\"id\":\"com.android.tools.r8.synthesized\"}\r\n"
    "    void load() -> a\r\n"
    "cn.gov.x.PointsRanking$1 -> a.b$a:\n"
    "not a line of a class\n";

std::vector<std::string> methods(const Map& map, std::string_view now) {
  std::vector<std::string> out;
  for (const Renamed& name : map.methods_of(now))
    out.push_back(std::string(name.now) + "=" + std::string(name.before));
  return out;
}

}  // namespace

TEST_CASE("classes are found by the name they have now") {
  const Map map(kText, Limits{});
  CHECK(map.classes() == 3);
  CHECK(map.class_before("a.b") == "cn.gov.x.PointsRanking");
  CHECK(map.class_before("a.b$a") == "cn.gov.x.PointsRanking$1");
  CHECK(map.class_before("cn.gov.x.SignActivity") == "cn.gov.x.SignActivity");
  CHECK(map.class_before("a").empty());
  CHECK(map.class_before("cn.gov.x.PointsRanking").empty());
}

TEST_CASE("methods have their names back; inlined ones are not theirs, shared ones are left out") {
  const Map map(kText, Limits{});
  CHECK(methods(map, "cn.gov.x.SignActivity") == std::vector<std::string>{"b=submit", "c=onClick"});
  CHECK(methods(map, "a.b") == std::vector<std::string>{"a=load"});
  CHECK(methods(map, "a.b$a").empty());
  CHECK(methods(map, "x").empty());
}

TEST_CASE("a mapping file is told by its first line that is no comment") {
  CHECK(looks_like(kText));
  CHECK_FALSE(looks_like("# only\n# comments\n"));
  CHECK_FALSE(looks_like("key -> value\n"));
  CHECK_FALSE(looks_like(""));
}

TEST_CASE("a mapping cut or changed anywhere still answers") {
  const auto ask = [](const std::string& text) {
    const Map map(text, Limits{});
    map.methods_of("cn.gov.x.SignActivity");
    map.class_before("a.b");
    looks_like(text);
  };
  builders::cut_everywhere(kText, ask);
  builders::flip_everywhere(kText, ask);
}

}  // namespace jianfu::formats::proguard_map
