#include <catch2/catch.hpp>

#include "rules/load.h"

using namespace jianfu;
using namespace jianfu::rules;

TEST_CASE("a problem shows its place, the line and a caret below the character") {
  const Problem problem{"B2/a.yaml", 3, 5, {Msg::rule_empty_list, {}}, "甲ab: []", false};
  CHECK(problem.render(Lang::kEn) == "B2/a.yaml:3:5: error: the list is empty\n    甲ab: []\n         ^");
  const Problem warning{"B2/a.yaml", 1, 1, {Msg::rule_empty_list, {}}, "", true};
  CHECK(warning.render(Lang::kZh) == "B2/a.yaml:1:1: 提醒：列表是空的");
}

TEST_CASE("of a long line the part around the place is shown") {
  std::string line;
  for (int i = 0; i < 300; ++i) line += static_cast<char>('a' + i % 26);
  const std::string shown = Problem{"f", 1, 201, {Msg::rule_empty_list, {}}, line, false}.render(Lang::kEn);
  const size_t source = shown.find("\n    ") + 5, caret = shown.rfind('^');
  const std::string below = shown.substr(shown.rfind('\n') + 5);
  CHECK(shown.substr(source, 3) == "…");
  CHECK(shown.substr(source + 3 + 40, 1) == line.substr(200, 1));  // "…" is one column and three bytes
  CHECK(below == std::string(41, ' ') + "^");
  CHECK(caret == shown.size() - 1);
}
