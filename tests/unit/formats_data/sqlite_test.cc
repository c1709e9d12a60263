#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "builders/data_file_builders.h"
#include "formats/sqlite/sqlite.h"
#include "unit/formats_data/common.h"

namespace jianfu::formats::sqlite {
namespace {

std::string told(std::string_view bytes, bool schema = false) {
  std::string out;
  const auto defects = read(bytes, {}, [&](const Text& text) {
    CHECK(text.offset < bytes.size());
    if (schema || text.table != "sqlite_schema")
      out += std::string(text.table) + ":" + std::string(text.text) + "|";
  });
  return tests::told(out, defects);
}

builders::SqliteBuilder menu() {
  builders::SqliteBuilder out;
  out.tables = {{"menu", {{"签到", "/sign"}, {"积分排名", ""}}}, {"empty", {}}};
  return out;
}

TEST_CASE("Texts of all rows come with their table, in every encoding") {
  for (const uint32_t encoding : {1u, 2u, 3u}) {
    builders::SqliteBuilder builder = menu();
    builder.encoding = encoding;
    CHECK(told(builder.build()) == "menu:签到|menu:/sign|menu:积分排名|");
  }
  CHECK(told(menu().build(), true).find("sqlite_schema:CREATE TABLE menu|") != std::string::npos);
}

TEST_CASE("Tables of many pages and rows of many pages are whole") {
  builders::SqliteBuilder builder;
  std::string longer;
  for (int i = 0; i < 600; ++i) longer += "长";
  builder.tables = {{"t", {}}};
  for (int i = 0; i < 20; ++i) builder.tables[0].rows.push_back({"row" + std::to_string(i)});
  builder.tables[0].rows.push_back({longer, "tail"});
  const std::string out = told(builder.build());
  for (int i = 0; i < 20; ++i) CHECK(out.find("t:row" + std::to_string(i) + "|") != std::string::npos);
  CHECK(out.find("t:" + longer + "|t:tail|") != std::string::npos);
  CHECK(out.find('!') == std::string::npos);
}

TEST_CASE("What is cut off or no page is told, the rest stays") {
  builders::SqliteBuilder builder = menu();
  builder.tables.push_back({"last", {{"最后一张表"}}});
  const std::string bytes = builder.build();
  const std::string cut = told(std::string_view(bytes).substr(0, bytes.size() - 512));
  CHECK(cut.find("menu:积分排名|") != std::string::npos);
  CHECK(cut.ends_with("!corrupt"));
  CHECK(told(std::string_view(bytes).substr(0, 50)) == "!truncated");
  CHECK(told("SQLite is a word") == "error");
}

TEST_CASE("Pages that lead to each other are read once") {
  builders::SqliteBuilder builder;
  builder.tables = {{"t", {}}};
  for (int i = 0; i < 20; ++i) builder.tables[0].rows.push_back({"row" + std::to_string(i)});
  std::string bytes = builder.build();
  const size_t inner = bytes.size() - 512;  // its last child becomes itself
  bytes.replace(inner + 8, 4, std::string("\0\0\0", 3) + static_cast<char>(bytes.size() / 512));
  CHECK(told(bytes).find("t:row0|") != std::string::npos);
}

TEST_CASE("Cuts and flips of databases never crash") {
  const auto run = [](const std::string& bytes) { (void)read(bytes, {}, [](const Text&) {}); };
  builders::cut_everywhere(menu().build(), run);
  builders::flip_everywhere(menu().build(), run);
}

}  // namespace
}  // namespace jianfu::formats::sqlite
