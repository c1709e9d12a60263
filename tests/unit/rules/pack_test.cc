// The rules of this repository: they load without errors, and those in the binary are the same.
#include <catch2/catch.hpp>

#include "rules/load.h"

using namespace jianfu;
using namespace jianfu::rules;

TEST_CASE("the built-in rules are those of the folder rules/") {
  const auto files = read_rule_files(JIANFU_SOURCE_DIR "/rules");
  REQUIRE(files);
  const Loaded loaded = load(*files);
  for (const Problem& problem : loaded.problems) {
    if (!problem.warning) UNSCOPED_INFO(problem.render(Lang::kEn));
  }
  REQUIRE(loaded.ok());
  CHECK_FALSE(built_in().rules.empty());
  CHECK(built_in().digest == loaded.rules.digest);
  CHECK(flatten(built_in()) == flatten(loaded.rules));
  CHECK(&built_in() == &built_in());
}
