#include "engine/wrappers.h"

#include <catch2/catch.hpp>

#include <algorithm>

#include "engine/annotate.h"
#include "evidence/text_form.h"
#include "rules/load.h"

using namespace jianfu;

namespace {

const std::vector<std::string> kNames = {
    "getLocation",           "startLocationUpdate", "chooseMedia",      "chooseImage",    "scanCode",
    "openBluetoothAdapter",  "getWeRunData",        "getClipboardData", "makePhoneCall",  "requestPayment",
    "navigateToMiniProgram", "uploadFile",          "downloadFile",     "getUserProfile", "login",
    "chooseVideo",           "startRecord",         "setClipboardData"};

std::string calls_in(const std::string& module, size_t count = kNames.size(),
                     const std::string& arguments = {}) {
  std::string out;
  for (size_t i = 0; i < count; ++i) out += "call wx." + kNames[i] + arguments + " in=" + module + "\n";
  return out;
}

// Capabilities that count as the app's in that module.
size_t capabilities(const std::string& text, const std::string& module) {
  Result<evidence::EvidenceSet> set = evidence::from_text(text);
  REQUIRE(set.has_value());
  engine::annotate(*set, rules::built_in());
  return static_cast<size_t>(
      std::count_if(set->evidence.begin(), set->evidence.end(), [&](const evidence::Evidence& item) {
        return item.kind == evidence::Kind::kApi && item.owner != evidence::Owner::kThirdParty &&
               set->modules[item.module].id == module &&
               set->modules[item.module].owner != evidence::Owner::kThirdParty;
      }));
}

const std::string kProgram =
    "module app app entry=yes\nmodule page pages/a/a entry=yes\nmodule script utils/wxp\nedge uses pages/a/a "
    "utils/wxp\n";

}  // namespace

TEST_CASE("a script that only passes capabilities on shows no use of them") {
  CHECK(capabilities(kProgram + calls_in("utils/wxp"), "utils/wxp") == 0);
  std::string names;
  for (const std::string& name : kNames) names += "literal \"" + name + "\" in=utils/wxp\n";
  CHECK(capabilities(kProgram + names + "call wx.getLocation in=utils/wxp\n", "utils/wxp") == 0);
}

TEST_CASE("a helper that reaches for a few things is the app's use of them") {
  CHECK(capabilities(kProgram + calls_in("utils/wxp", 4), "utils/wxp") >= 2);
}

TEST_CASE("a call with an argument of its own is a use, in a wrapper too") {
  CHECK(
      capabilities(kProgram + calls_in("utils/wxp") + "call wx.chooseMedia sourceType=camera in=utils/wxp\n",
                   "utils/wxp") >= 1);
  CHECK(capabilities(kProgram + calls_in("utils/wxp", kNames.size(), " count=1"), "utils/wxp") > 5);
}

TEST_CASE("pages, launch code, bundles and scripts that lead to pages are no wrappers") {
  CHECK(capabilities(kProgram + calls_in("pages/a/a"), "pages/a/a") > 5);
  CHECK(capabilities(kProgram + calls_in("app"), "app") > 5);
  CHECK(
      capabilities(kProgram + "module script common/vendor at=common/vendor.js\n" + calls_in("common/vendor"),
                   "common/vendor") > 5);
  CHECK(capabilities(kProgram + "edge opens utils/wxp pages/a/a\n" + calls_in("utils/wxp"), "utils/wxp") > 5);
}

TEST_CASE("the page that calls beside the wrapper keeps its use") {
  CHECK(capabilities(kProgram + calls_in("utils/wxp") + "call wx.getLocation in=pages/a/a\n", "pages/a/a") ==
        1);
}

TEST_CASE(
    "who calls through a wrapper uses what is called, who calls a method of that name elsewhere does not") {
  const std::string wrapper = kProgram + calls_in("utils/wxp") + "module page pages/b/b\n";
  CHECK(capabilities(wrapper + "call ?.getLocation in=pages/a/a\n", "pages/a/a") == 1);
  CHECK(capabilities(wrapper + "call ?.getLocation type=gcj02 in=pages/a/a\n", "pages/a/a") == 1);
  CHECK(capabilities(wrapper + "call ?.getLocation in=pages/b/b\n", "pages/b/b") == 0);
  CHECK(capabilities(wrapper + "edge uses app utils/wxp\ncall ?.getLocation in=pages/b/b\n", "pages/b/b") ==
        1);
  CHECK(capabilities(wrapper + "call ?.getNothing in=pages/a/a\n", "pages/a/a") == 0);
  CHECK(capabilities(kProgram + "call ?.getLocation in=pages/a/a\n", "pages/a/a") ==
        0);  // a helper of the app
}
