#include "engine/screens.h"

#include <catch2/catch.hpp>
#include <string>

#include "evidence/text_form.h"

using namespace jianfu;

namespace {

// Ids of the screens of a module, blank-separated.
std::string screens_of(const std::string& text, const std::string& module) {
  Result<evidence::EvidenceSet> set = evidence::from_text(text);
  REQUIRE(set.has_value());
  const auto screens = engine::screens_of_modules(*set);
  std::string out;
  for (size_t m = 0; m < set->modules.size(); ++m) {
    if (set->modules[m].id != module) continue;
    for (const uint32_t screen : screens[m]) out += (out.empty() ? "" : " ") + set->modules[screen].id;
  }
  return out;
}

}  // namespace

TEST_CASE("a layout is shown on the nearest screen that consists of it") {
  const std::string text =
      "module page Main\nmodule component SignFragment\nmodule layout layout/sign\nmodule layout layout/bar\n"
      "edge includes Main SignFragment\nedge includes SignFragment layout/sign\nedge includes layout/sign "
      "layout/bar\n";
  CHECK(screens_of(text, "layout/sign") == "SignFragment");
  CHECK(screens_of(text, "layout/bar") == "SignFragment");
  CHECK(screens_of(text, "SignFragment") == "SignFragment");
  CHECK(screens_of(text + "module layout layout/lone\n", "layout/lone").empty());
}

TEST_CASE("a helper belongs to the one screen that uses it, a helper of two to neither") {
  const std::string text = "module class Helper\nmodule page A\nedge uses A Helper\n";
  CHECK(screens_of(text, "Helper") == "A");
  CHECK(screens_of(text + "module page B\nedge uses B Helper\n", "Helper").empty());
}

TEST_CASE("parts of each other in a circle end") {
  CHECK(screens_of("module layout a\nmodule layout b\nedge includes a b\nedge includes b a\n", "a").empty());
}
