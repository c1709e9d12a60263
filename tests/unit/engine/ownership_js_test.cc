#include "engine/ownership_js.h"

#include <catch2/catch.hpp>

#include "engine/ownership.h"
#include "evidence/text_form.h"

using namespace jianfu;

namespace {

evidence::EvidenceSet owned(const std::string& text, const std::string& bundle = {}) {
  Result<evidence::EvidenceSet> set = evidence::from_text(text);
  REQUIRE(set.has_value());
  std::vector<bool> bundles(set->modules.size());
  for (size_t m = 0; m < bundles.size(); ++m) bundles[m] = set->modules[m].id == bundle;
  engine::own_by_entries(*set);
  engine::own_scripts(*set, bundles);
  engine::own_by_neighbours(*set);
  return *set;
}

std::string owner_of(const evidence::EvidenceSet& set, const std::string& module) {
  for (const evidence::Module& one : set.modules) {
    if (one.id == module) return std::string(evidence::kOwnerNames[static_cast<size_t>(one.owner)]);
  }
  return "no such module";
}

std::string owner_of(const std::string& text, const std::string& module, const std::string& bundle = {}) {
  return owner_of(owned(text, bundle), module);
}

const std::string kProgram =
    "module app app entry=yes\n"
    "module page pages/index/index entry=yes\n"
    "module page pages/sign/sign\n"
    "module component kit/calendar owner=third-party\n";

}  // namespace

TEST_CASE("pages of the configuration are the app's, whether anything leads to them or not") {
  CHECK(owner_of(kProgram, "pages/sign/sign") == "app");
  CHECK(owner_of("module page pages/a/a owner=template\nmodule page pages/b/b owner=third-party\n",
                 "pages/a/a") == "template");
  CHECK(owner_of("module page pages/a/a owner=template\nmodule page pages/b/b owner=third-party\n",
                 "pages/b/b") == "third-party");
}

TEST_CASE("in an Android package a file of HTML is no page of a configuration") {
  CHECK(owner_of("module class cn.gov.x.Main\nmodule page assets/www/help.html\n", "assets/www/help.html") ==
        "unknown");
}

TEST_CASE("scripts and components that own pages reach are the app's") {
  const evidence::EvidenceSet set =
      owned(kProgram +
            "module component pages/sign/parts/row\nmodule script utils/api\nmodule script "
            "utils/http\nmodule script utils/old\n"
            "module layout templates/foot\n"
            "edge includes pages/sign/sign pages/sign/parts/row\nedge uses pages/sign/parts/row utils/api\n"
            "edge uses utils/api utils/http\nedge includes pages/sign/sign templates/foot\n");
  for (const char* own : {"pages/sign/parts/row", "utils/api", "utils/http", "templates/foot"}) {
    INFO(own);
    CHECK(owner_of(set, own) == "app");
  }
  CHECK(owner_of(set, "utils/old") == "unknown");  // nothing reaches it
}

TEST_CASE("what only a library reaches is the library's, what both reach is nobody's") {
  const std::string uses = "module script kit/days\nedge uses kit/calendar kit/days\n";
  CHECK(owner_of(kProgram + uses, "kit/days") == "third-party");
  CHECK(owner_of(kProgram + uses + "edge uses pages/sign/sign kit/days\n", "kit/days") == "unknown");
  CHECK(owner_of(kProgram + "edge includes pages/sign/sign kit/calendar\n", "kit/calendar") == "third-party");
}

TEST_CASE("a script that a container's classes load is not the container's") {
  const std::string text =
      "module class com.facebook.react.Loader owner=third-party\nmodule script assets/index.android.bundle\n"
      "module script lib/arm64-v8a/libapp.so\nedge uses com.facebook.react.Loader "
      "assets/index.android.bundle\n"
      "edge uses com.facebook.react.Loader lib/arm64-v8a/libapp.so\n";
  CHECK(owner_of(text, "assets/index.android.bundle") == "unknown");
  CHECK(owner_of(text, "lib/arm64-v8a/libapp.so") == "unknown");
}

TEST_CASE("a script is not the app's because it refers to the app") {
  CHECK(owner_of(kProgram + "module script stat/sdk\nedge uses stat/sdk app\n", "stat/sdk") == "unknown");
}

TEST_CASE("a bundle of libraries and own code stays nobody's, and so does what only it uses") {
  const std::string text = kProgram +
                           "module script common/vendor\nmodule script common/x\n"
                           "edge uses pages/sign/sign common/vendor\nedge uses common/vendor common/x\n";
  CHECK(owner_of(text, "common/vendor", "common/vendor") == "unknown");
  CHECK(owner_of(text, "common/x", "common/vendor") == "unknown");
  CHECK(owner_of(text, "common/vendor") == "app");
}

TEST_CASE("a page of a template is a real function where own pages open it, left over where nothing does") {
  const std::string text =
      kProgram +
      "module page market/sign/index owner=template\nmodule component market/sign/grid owner=template\n"
      "edge includes market/sign/index market/sign/grid\n";
  CHECK(owner_of(text, "market/sign/index") == "template");
  const evidence::EvidenceSet linked = owned(text + "edge opens pages/index/index market/sign/index\n");
  CHECK(owner_of(linked, "market/sign/index") == "app");
  CHECK(owner_of(linked, "market/sign/grid") == "app");
  // Launch code of some frameworks names every page.
  CHECK(owner_of(text + "edge opens app market/sign/index\n", "market/sign/index") == "template");
}

TEST_CASE("a project that is wholly a template stays one") {
  const evidence::EvidenceSet set = owned(
      "module app app entry=yes\nmodule page pages/API/a owner=template entry=yes\nmodule page pages/API/b "
      "owner=template\n"
      "edge opens pages/API/a pages/API/b\n");
  CHECK(owner_of(set, "pages/API/a") == "template");
  CHECK(owner_of(set, "pages/API/b") == "template");
}

TEST_CASE("classes are no scripts, and names with dots may be") {
  evidence::Module module;
  const auto is = [&](evidence::ModuleKind kind, const std::string& id, const std::string& place = {}) {
    module.kind = kind;
    module.id = id;
    module.place = place;
    return engine::is_script(module);
  };
  using evidence::ModuleKind;
  CHECK(is(ModuleKind::kPage, "pages/sign/sign"));
  CHECK(is(ModuleKind::kApp, "app"));
  CHECK(is(ModuleKind::kPage, "index.html"));
  CHECK(is(ModuleKind::kScript, "view.umd.min.js#0516"));
  CHECK(is(ModuleKind::kLayout, "templates/foot"));
  CHECK_FALSE(is(ModuleKind::kPage, "cn.gov.x.Main"));
  CHECK_FALSE(is(ModuleKind::kClass, "a.b"));
  CHECK_FALSE(is(ModuleKind::kLayout, "layout/activity_main"));
  CHECK_FALSE(is(ModuleKind::kLayout, "menu/main", "res/menu/main.xml"));
  CHECK_FALSE(is(ModuleKind::kResources, "strings"));
  CHECK_FALSE(is(ModuleKind::kScript, "lib/arm64-v8a/libapp.so"));
}
