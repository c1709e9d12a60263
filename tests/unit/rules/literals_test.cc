#include <catch2/catch.hpp>

#include <algorithm>

#include "rule_files.h"
#include "text/scanner.h"

using namespace jianfu;
using namespace jianfu::rules;
using namespace jianfu::rules::tests;

TEST_CASE("the literals of a rule set are those that an item must hold one of") {
  const std::vector<std::string> literals = scanner_literals(load(rule_files()).rules);
  const auto has = [&](std::string_view one) {
    return std::find(literals.begin(), literals.end(), one) != literals.end();
  };
  CHECK(has("打卡签到"));
  CHECK(has("打卡簽到"));
  CHECK(has("kaoqin"));
  CHECK(has("sign"));
  CHECK(has("getLocation"));
  CHECK(has("com.example.Location"));
  CHECK(has("com/example/Location"));
  CHECK(has("example.PICK"));         // the action of an intent
  CHECK(has("com.patch.Run"));        // "now" alone stands in half of all names
  CHECK_FALSE(has("now"));
  CHECK(has("loadUrl"));
  CHECK(has("必须"));                 // of signals
  CHECK(has("应急值守"));             // of scenes
  CHECK_FALSE(has("会议签到"));       // only cancels
  CHECK_FALSE(has("location.once"));  // named by annotation, in no package
  CHECK_FALSE(has("wx.getLocation"));
  CHECK_FALSE(has("未打卡"));
  CHECK(std::is_sorted(literals.begin(), literals.end()));
  CHECK(std::all_of(literals.begin(), literals.end(), [](const std::string& l) { return l.size() >= 2; }));
}

TEST_CASE("marks of libraries are looked for, names of files are not") {
  const auto literals = scanner_literals(
      load(changed(kSdk, "path: [node_modules/]", "path: [node_modules/], mark: [ald_share_src]")).rules);
  CHECK(std::count(literals.begin(), literals.end(), "ald_share_src") == 1);
  CHECK(std::count(literals.begin(), literals.end(), "node_modules/") == 0);
}

TEST_CASE("calls that a group names are looked for by their last part") {
  const auto literals = scanner_literals(
      load(changed(kRule, "{kind: api, any: location.once}", "{kind: call, any: [wx.chooseMedia]}")).rules);
  CHECK(std::count(literals.begin(), literals.end(), "choosemedia") == 1);
}

TEST_CASE("a scanner of the literals lets through what the rules could match, and not the rest") {
  const text::Scanner scanner(scanner_literals(load(rule_files()).rules));
  CHECK(scanner.hit("请先打卡签到"));
  CHECK(scanner.hit("連續簽到7天"));
  CHECK(scanner.hit("打 卡 签 到"));
  CHECK(scanner.hit("/api/signIn"));
  CHECK_FALSE(scanner.hit("天气预报"));
}
