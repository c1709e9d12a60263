#include "formats/markup/value.h"

#include <catch2/catch.hpp>

namespace jianfu::formats::markup {
namespace {

using Strings = std::vector<std::string>;

TEST_CASE("A value is joined around its expressions, and says what they hold") {
  const Value value = read_value("共{{n}}个{{kind === '某' ? '积分' : \"次\"}}");
  CHECK(value.text == "共\uFFFC个\uFFFC");
  CHECK(value.shown == Strings{"积分", "次"});
  CHECK(value.compared == Strings{"某"});
  CHECK(value.names == Strings{"n", "kind"});
  CHECK(read_value("{{'某' != a.b}}").compared == Strings{"某"});
  CHECK(read_value("{{item.list[0].name}}").names == Strings{"item", "list", "name"});
}

TEST_CASE("An expression that is one literal stands itself") {
  CHECK(read_value("{{'只'}}").text == "只");
  CHECK(read_value("{{ false }}").text == "false");
  CHECK(read_value("第{{1}}名").text == "第1名");
  CHECK(read_value("{{falsey}}").text == "\uFFFC");
  CHECK(read_value("{{'a' + 'b'}}").text == "\uFFFC");
}

TEST_CASE("Keys of objects are no names and no texts; branches of choices are") {
  const Value data = read_value("{{title: '标题', 'sub': note, a: {b: c}}}");
  CHECK(data.shown == Strings{"标题"});
  CHECK(data.names == Strings{"note", "c"});
  CHECK(read_value("{{a ? b : c}}").names == Strings{"a", "b", "c"});
  CHECK(read_expression("ok ? '好' : `共${n}个`").shown == Strings{"好", "共\uFFFC个"});
}

TEST_CASE("What is no expression stays as it is written") {
  CHECK(read_value("平常").text == "平常");
  CHECK(read_value("{{ 未完").text == "{{ 未完");
  CHECK(read_value("a { b }").names.empty());
  CHECK(read_expression("'未完").shown.empty());
  CHECK(read_expression("").text == "\uFFFC");
}

TEST_CASE("Only variables, spaces of every width and invisible characters say nothing") {
  CHECK_FALSE(says_something("\uFFFC \u00A0\u3000\uFEFF\u200B\n"));
  CHECK_FALSE(says_something(""));
  CHECK(says_something("\uFFFC。"));
}

}  // namespace
}  // namespace jianfu::formats::markup
