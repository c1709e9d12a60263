// Signs of tampering in documents: a sentence for each in both languages, and nothing where there is none.
#include "report/tampering.h"

#include <catch2/catch.hpp>

#include <set>

#include "engine/tampering.h"
#include "report/json_reader.h"
#include "report/json_writer.h"
#include "report/tables.h"
#include "report/text_writer.h"
#include "report/writers.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;
using Catch::Contains;

namespace {

engine::Report tampered() {
  engine::Report out = clean_report();
  out.package.tricks = {{"zip-fake-encryption", "AndroidManifest.xml", "flags=0x1", 3},
                        {"zip-trailing-data", "", "bytes=<100>", 1},
                        {"zip-of-tomorrow", "x\x1b[31m.xml", "", 1}};
  return out;
}

std::string written(const engine::Report& report, std::string_view writer, Lang lang = Lang::kZh, std::string profile = {}) {
  report::WriteOptions options;
  options.lang = lang;
  options.profile = std::move(profile);
  return report::find_writer(writer)->write({report}, options);
}

}  // namespace

TEST_CASE("every trick has a sentence of its own in both languages") {
  std::set<std::string> told;
  for (const std::string_view id : engine::known_tricks()) {
    for (const Lang lang : {Lang::kZh, Lang::kEn}) {
      const std::string sentence = report::trick_told({std::string(id), "", "", 1}, lang);
      INFO(id);
      CHECK(sentence != id);
      CHECK(told.insert(sentence).second);
    }
  }
}

TEST_CASE("every document names the tricks, with their places, and harmless") {
  for (const std::string_view writer : {"text", "html", "markdown"}) {
    INFO(writer);
    const std::string zh = written(tampered(), writer);
    CHECK_THAT(zh, Contains("反分析痕迹") && Contains("zip-fake-encryption flags=0x1") && Contains("AndroidManifest.xml 等 3 处"));
    CHECK_THAT(zh, Contains("zip-of-tomorrow") && Contains("整个包") && !Contains("\x1b[31m"));
    CHECK_THAT(written(clean_report(), writer), !Contains("反分析痕迹"));
  }
  CHECK_THAT(written(tampered(), "text", Lang::kEn), Contains("Signs of tampering") && Contains("3 in all"));
  CHECK_THAT(written(tampered(), "html"), !Contains("<100>"));
  CHECK_THAT(written(tampered(), "text", Lang::kZh, "intake"), Contains("请说明安装包为何有这些反分析痕迹"));
}

TEST_CASE("the table of tricks has a row for each, of packages inside too, and none without") {
  report::WriteOptions options;
  options.lang = Lang::kEn;
  const report::Sheet sheet(options);
  engine::Report outer = clean_report();
  outer.nested = {tampered()};
  outer.nested[0].package.path = "in/side.apk";
  const report::Table table = report::trick_table(sheet, {clean_report(), outer});
  REQUIRE(table.rows.size() == 3);
  for (const auto& row : table.rows) CHECK(row.size() == table.columns.size());
  CHECK(table.rows[0][0] == "in/side.apk");
  CHECK(table.rows[0][2] == "AndroidManifest.xml and elsewhere, 3 in all");
  CHECK(table.rows[0][3] == "zip-fake-encryption flags=0x1");
  CHECK(table.rows[2][2].find('\x1b') == std::string::npos);
}

TEST_CASE("the JSON report has the tricks and is read back with them") {
  const std::string json = report::write_json({tampered()}, {});
  CHECK_THAT(json, Contains("\"tampering\"") && Contains("已加密"));
  const auto read = report::read_json(json, "r.json");
  REQUIRE(read.has_value());
  CHECK(read->reports.front().package.tricks.size() == 3);
  CHECK(report::write_json(read->reports, {}) == json);
  CHECK_THAT(report::write_json({clean_report()}, {}), Contains("\"tampering\": []"));
}
