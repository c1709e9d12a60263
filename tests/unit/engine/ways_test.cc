// The way to a screen, and what a package holds apart from any rule.
#include "engine/ways.h"

#include <catch2/catch.hpp>

#include "engine/inventory.h"
#include "engine/judge.h"
#include "evidence/text_form.h"
#include "rules/load.h"

using namespace jianfu;
using namespace jianfu::engine;

namespace {

evidence::EvidenceSet set_of(const std::string& text) {
  auto set = evidence::from_text(text);
  if (!set) FAIL(set.error().render(Lang::kEn));
  return std::move(*set);
}

// The way to the clock-in of the program, "home>me>sign".
std::string way(const std::string& text) {
  const evidence::EvidenceSet set = set_of(text);
  const match::Matcher matcher(rules::built_in());
  const match::Session session(matcher, set);
  Report report;
  judge(session, Audience::kInternal, report);
  std::string out;
  for (const Finding& finding : report.findings) {
    if (finding.rule_id != "clock-in") continue;
    for (const ScreenView& screen : finding.module.way) out += (out.empty() ? "" : ">") + screen.id;
  }
  return out;
}

const std::string kScreens =
    "module app app owner=app reach=yes entry=yes\nmodule page home owner=app reach=yes entry=yes\n"
    "module page me title=\"我的\" owner=app reach=yes\nmodule page sign owner=app reach=yes\n"
    "text label \"打卡成功\" in=sign\nendpoint /attendance/clock-in in=sign\n";

}  // namespace

TEST_CASE("the shortest way from the first screen is told") {
  CHECK(way(kScreens + "edge opens home me\nedge opens me sign\n") == "home>me>sign");
  CHECK(way(kScreens + "edge opens home me\nedge opens me sign\nedge opens home sign\n") == "home>sign");
}

TEST_CASE("launch code is no step that a person sees") {
  CHECK(way(kScreens + "edge opens app sign\n") == "sign");
}

TEST_CASE("a screen that nothing is known to open has no way") {
  CHECK(way(kScreens + "edge opens home me\n").empty());
  CHECK(way(kScreens + "edge opens sign home\n").empty());
}

TEST_CASE("an inventory lists what there is once, in order, without the screens of libraries") {
  const evidence::EvidenceSet set = set_of(
      "module page b title=\"乙\" owner=app reach=yes\nmodule page a owner=app reach=yes\n"
      "module page lib.Login owner=third-party reach=yes\nmodule class c owner=app reach=yes\n"
      "permission p.CAMERA\npermission p.CAMERA\npermission p.AUDIO\nsdk com.baidu\nendpoint /b in=a\nendpoint /a in=b\n");
  const Inventory some = inventory_of(set, false);
  CHECK(some.permissions == std::vector<std::string>{"p.AUDIO", "p.CAMERA"});
  CHECK(some.sdks == std::vector<std::string>{"com.baidu"});
  REQUIRE(some.pages.size() == 2);
  CHECK(some.pages[0].id == "a");
  CHECK(some.pages[1].title == "乙");
  CHECK_FALSE(some.endpoints.has_value());
  const Inventory whole = inventory_of(set, true);
  REQUIRE(whole.endpoints.has_value());
  CHECK(*whole.endpoints == std::vector<std::string>{"/a", "/b"});
}
