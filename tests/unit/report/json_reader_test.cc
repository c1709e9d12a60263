// What the JSON writer wrote is read back whole, and anything else is refused with its place.
#include <catch2/catch.hpp>

#include "report/json_reader.h"
#include "report/json_writer.h"
#include "report/text_writer.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;

namespace {

report::WriteOptions explained() {
  report::WriteOptions out;
  out.explain = true;
  return out;
}

// With every part that a report can have.
std::string whole() { return report::write_json({full_report()}, explained()); }

std::string complaint(const std::string& bytes) {
  const Result<report::ReadBack> read = report::read_json(bytes, "r.json");
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().kind == ErrorKind::kUsage);
  return read.error().render(Lang::kEn);
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("a report that was read back writes the same bytes") {
  for (const bool batch : {false, true}) {
    std::vector<engine::Report> reports = {full_report(), clean_report()};
    if (batch) {
      reports.emplace_back().unread = engine::Bilingual{"空文件", "an empty file"};
      reports.back().package.path = "x.apk";
    } else {
      reports.resize(1);
    }
    report::WriteOptions options = explained();
    options.batch = batch;
    const std::string written = report::write_json(reports, options);
    const Result<report::ReadBack> read = report::read_json(written, "r.json");
    REQUIRE(read.has_value());
    CHECK(read->batch == batch);
    CHECK(report::write_json(read->reports, options) == written);
  }
}

TEST_CASE("a sketch is written for who asks for explanations, masked, and refused when it is odd") {
  CHECK(report::write_json({full_report()}, {}).find("\"sketch\"") == std::string::npos);
  const std::string written = whole();
  CHECK(written.find("值守电话 138****1111") != std::string::npos);
  const Result<report::ReadBack> read = report::read_json(written, "r.json");
  REQUIRE(read.has_value());
  const engine::Sketch& sketch = read->reports.front().findings.front().sketch;
  REQUIRE(sketch.rows.size() == 5);
  CHECK(sketch.rows[2].kind == engine::SketchRow::kButton);
  CHECK(sketch.rows[2].marks == std::vector<std::pair<uint32_t, uint32_t>>{{6, 12}});
  CHECK(sketch.rows[3].required);
  CHECK(sketch.skipped == 7);
  CHECK(complaint(replaced(written, "\"kind\": \"message\"", "\"kind\": \"picture\"")).find("sketch.rows[4].kind") != std::string::npos);
}

TEST_CASE("a report that was read back reads like the first one") {
  const engine::Report first = full_report();
  const Result<report::ReadBack> read = report::read_json(report::write_json({first}, explained()), "r.json");
  REQUIRE(read.has_value());
  for (const Lang lang : {Lang::kZh, Lang::kEn}) {
    report::WriteOptions options;
    options.lang = lang;
    CHECK(report::write_text(read->reports, options) == report::write_text({first}, options));
  }
}

TEST_CASE("a list without reports is a batch of none") {
  const Result<report::ReadBack> read = report::read_json("[]", "r.json");
  REQUIRE(read.has_value());
  CHECK(read->batch);
  CHECK(read->reports.empty());
}

TEST_CASE("what is no report is refused, with its place") {
  CHECK(complaint("").starts_with("r.json:1:1: this is no JSON"));
  CHECK(complaint("{\n  \"schema\" 1}").starts_with("r.json:2:12: this is no JSON"));
  CHECK(complaint("3") == "r.json: JSON should be a group of keys, found a number");
  CHECK(complaint("{}") == "r.json: schema is missing");
  CHECK(complaint("[{\"schema\": \"other/1\"}]") == "r.json: schema is other/1: no report of jianfu (jianfu-report/1)");
  CHECK(complaint("{\"schema\": \"jianfu-report/2\"}").find("newer than jianfu-report/1") != std::string::npos);
  CHECK(complaint(std::string(100'000, '[')).find("200") != std::string::npos);
}

TEST_CASE("a report with a wrong value, a missing key or an unknown word is refused, with its place") {
  CHECK(complaint(replaced(whole(), "\"size\": 12345678", "\"size\": \"big\"")) ==
        "r.json: package.size should be a whole number from 0 on, found a text");
  CHECK(complaint(replaced(whole(), "\"fingerprint\": \"0123456789abcdef\",", "")) == "r.json: findings[0].fingerprint is missing");
  CHECK(complaint(replaced(whole(), "\"severity\": \"high\"", "\"severity\": \"worst\"")) ==
        "r.json: findings[0].severity should be one of info | low | medium | high; found worst");
  CHECK(complaint(replaced(whole(), "\"bytes\": 1203440", "\"bytes\": -3")) ==
        "r.json: coverage.gaps[0].bytes should be a whole number from 0 on, found a number");
}

TEST_CASE("keys that a later version may add are no fault") {
  const Result<report::ReadBack> read =
      report::read_json(replaced(whole(), "\"schema\":", "\"later\": {\"a\": [1]}, \"schema\":"), "r.json");
  REQUIRE(read.has_value());
  CHECK(report::write_json(read->reports, explained()) == whole());
}
