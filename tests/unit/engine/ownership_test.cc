#include "engine/ownership.h"

#include <catch2/catch.hpp>

#include "evidence/text_form.h"

using namespace jianfu;

namespace {

std::string owner_of(const std::string& text, const std::string& module) {
  Result<evidence::EvidenceSet> set = evidence::from_text(text);
  REQUIRE(set.has_value());
  engine::own_by_entries(*set);
  engine::own_by_neighbours(*set);
  for (const evidence::Module& one : set->modules) {
    if (one.id == module) return std::string(evidence::kOwnerNames[static_cast<size_t>(one.owner)]);
  }
  return "no such module";
}

const std::string kApp = "module page cn.gov.x.Main owner=app\nmodule class com.lib.Core owner=third-party\n";

}  // namespace

TEST_CASE("an obfuscated class that a library uses is the library's, one that uses the app is the app's") {
  CHECK(owner_of(kApp + "module class a.b\nedge uses com.lib.Core a.b\nedge uses cn.gov.x.Main a.b\n",
                 "a.b") == "third-party");
  CHECK(owner_of(kApp + "module class a.b\nedge uses a.b cn.gov.x.Main\n", "a.b") == "app");
  CHECK(owner_of(kApp + "module class a.b\nmodule class c.d\nedge uses com.lib.Core a.b\nedge uses a.b c.d\n",
                 "c.d") == "third-party");
}

TEST_CASE("what both rules claim, or none, stays unknown") {
  CHECK(owner_of(kApp + "module class a.b\nedge uses cn.gov.x.Main a.b\n", "a.b") == "unknown");
  CHECK(owner_of(kApp + "module class a.b\nedge uses com.lib.Core a.b\nedge uses a.b cn.gov.x.Main\n",
                 "a.b") == "unknown");
}

TEST_CASE("a readable name that glue in a library's package refers to is not given away") {
  CHECK(
      owner_of(
          kApp +
              "module page com.vendor.oa.SignActivity\nedge opens com.lib.Core com.vendor.oa.SignActivity\n",
          "com.vendor.oa.SignActivity") == "unknown");
  CHECK(owner_of(kApp + "module class com.vendor.oa.Helper\nedge uses com.lib.Core com.vendor.oa.Helper\n",
                 "com.vendor.oa.Helper") == "unknown");
}

TEST_CASE("a layout is whose screens include it") {
  CHECK(owner_of(kApp + "module layout layout/a\nedge includes com.lib.Core layout/a\n", "layout/a") ==
        "third-party");
  CHECK(owner_of(kApp + "module layout layout/a\nedge includes com.lib.Core layout/a\nedge includes "
                        "cn.gov.x.Main layout/a\n",
                 "layout/a") == "app");
  CHECK(owner_of(kApp + "module layout layout/a\nmodule layout layout/b\nedge includes com.lib.Core "
                        "layout/a\nedge includes layout/a layout/b\n",
                 "layout/b") == "third-party");
  CHECK(owner_of(kApp + "module layout layout/a\n", "layout/a") == "unknown");
}

TEST_CASE("the code beside the launcher is the app's, unless the launcher is a library's") {
  const std::string vendor = "module class com.vendor.oa.sign.Helper\nmodule class com.vendor.map.Core\n";
  CHECK(owner_of(vendor + "module page com.vendor.oa.Main entry=yes\n", "com.vendor.oa.sign.Helper") ==
        "app");
  CHECK(owner_of(vendor + "module page com.vendor.oa.Main entry=yes\n", "com.vendor.map.Core") == "unknown");
  CHECK(owner_of(vendor + "module page com.vendor.oa.Main entry=yes owner=third-party\n",
                 "com.vendor.oa.sign.Helper") == "unknown");
}
