#include "engine/marks.h"

#include <catch2/catch.hpp>

#include <string>

using namespace jianfu::engine;

namespace {

std::vector<uint32_t> found(const PrefixTable& table, std::string_view name) {
  std::vector<uint32_t> out;
  table.find(name, [&](uint32_t row) {
    out.push_back(row);
    return true;
  });
  return out;
}

using Rows = std::vector<uint32_t>;

}  // namespace

TEST_CASE("a star stands for anything at either end, or once inside") {
  CHECK(fits("libshella-*.so", "libshella-4.1.so"));
  CHECK_FALSE(fits("libshella-*.so", "libshell.so"));
  CHECK(fits("*.StubApp*", "com.x.StubApp123"));
  CHECK(fits("com.secneo.*", "com.secneo.A"));
  CHECK_FALSE(fits("com.secneo.*", "xcom.secneo.A"));
  CHECK(fits("assets/*/www/*", "assets/a/www/b"));
  CHECK_FALSE(fits("ab*ba", "aba"));  // the ends do not share a letter
}

TEST_CASE("rows of a name come in the order in which they were added, however many names there are") {
  std::vector<std::string> names;
  for (int i = 0; i < 1000; ++i) names.push_back("name" + std::to_string(i));
  NameTable table;
  CHECK_FALSE(table.has("name1"));
  for (uint32_t i = 0; i < 1000; ++i) table.add(names[i], i);
  for (uint32_t i = 0; i < 1000; i += 3) table.add(names[i], 1000 + i), table.add(names[i], 5000);
  const auto rows = [&](std::string_view name, size_t most) {
    std::vector<uint32_t> out;
    table.find(name, [&](uint32_t row) {
      out.push_back(row);
      return out.size() < most;
    });
    return out;
  };
  for (uint32_t i = 0; i < 1000; ++i) {
    CHECK(table.has(names[i]));
    CHECK(rows(names[i], 9) == (i % 3 == 0 ? Rows{i, 1000 + i, 5000} : Rows{i}));
  }
  CHECK(rows("name3", 2) == Rows{3, 1003});
  CHECK_FALSE(table.has("name1000"));
  CHECK_FALSE(table.has(""));
}

TEST_CASE("the longest key of a name comes first, and keys end where parts of names end") {
  PrefixTable table('.');
  table.add("com.amap.", 1);
  table.add("com.amap.api.track.", 2);
  table.add("com.amap.Map", 3);
  CHECK(found(table, "com.amap.api.track.Trace") == Rows{2, 1});
  CHECK(found(table, "com.amap.Map") == Rows{3, 1});
  CHECK(found(table, "com.amap.MapView") == Rows{1});
  CHECK(found(table, "com.amapx.Map").empty());
  CHECK(found(table, "").empty());
  CHECK(found(table, "...").empty());
}

TEST_CASE("a folder is found wherever it stands in a path") {
  PrefixTable table('/');
  table.add("node_modules/", 1);
  table.add("vue.js", 2);
  Rows out;
  const auto take = [&](uint32_t row) {
    out.push_back(row);
    return true;
  };
  table.find_inside("a/node_modules/b/c.js", take);
  CHECK(out == Rows{1});
  table.find_inside("a/my_node_modules/b/vue.js", take);
  CHECK(out == Rows{1, 2});
  table.find_inside("a/vue.js/b", take);
  CHECK(out == Rows{1, 2});
}

TEST_CASE("file marks are base names, or paths where they hold a slash") {
  FileMarks marks;
  marks.add("libjiagu.so", 1);
  marks.add("assets/PK", 2);
  marks.add("libshell-super.*.so", 3);
  marks.add("assets/www/*", 4);
  Rows out;
  const auto look = [&](std::string_view path) {
    out.clear();
    marks.find(path, [&](uint32_t row) { out.push_back(row); });
    return out;
  };
  CHECK(look("lib/x86/libjiagu.so") == Rows{1});
  CHECK(look("libjiagu.so") == Rows{1});
  CHECK(look("lib/x86/libmyjiagu.so").empty());
  CHECK(look("assets/PK") == Rows{2});
  CHECK(look("assets/x/PK").empty());
  CHECK(look("lib/x86/libshell-super.2019.so") == Rows{3});
  CHECK(look("assets/www/index.html") == Rows{4});
}
