// docs/report.schema.json and the JSON writer describe the same thing.
#include <catch2/catch.hpp>
#include <fstream>
#include <functional>

#include "report/json_writer.h"
#include "unit/report/sample_report.h"
#include "unit/report/schema_check.h"

using namespace jianfu;
using namespace jianfu::tests;

namespace {

Json schema() {
  std::ifstream file(std::string(JIANFU_SOURCE_DIR) + "/docs/report.schema.json");
  return Json::parse(file);
}
Json written(const std::vector<engine::Report>& reports) {
  report::WriteOptions options;
  options.explain = true;
  return Json::parse(report::write_json(reports, options));
}

template <typename Names>
Json names(const Names& table) {
  Json out = Json::array();
  for (const std::string_view name : table) out.push_back(std::string(name));
  return out;
}

// Evidence looks the same wherever it stands; no place alone shows all of its keys.
std::set<std::string> with_one_evidence(const std::set<std::string>& paths) {
  std::set<std::string> out;
  for (const std::string& path : paths) {
    const size_t at = path.find("evidence[].");
    out.insert(at == std::string::npos ? path : path.substr(at));
  }
  return out;
}

// Every object of the schema that lists its keys.
void each_object(const Json& schema, const std::function<void(const Json&)>& visit) {
  if (schema.is_object() && schema.contains("properties") && schema["properties"].is_object() &&
      schema.contains("type"))
    visit(schema);
  for (const Json& inner : schema) {
    if (inner.is_structured()) each_object(inner, visit);
  }
}

}  // namespace

TEST_CASE("what the writer writes is valid under the schema") {
  CHECK(schema_problem(schema(), written({full_report()})) == "");
  CHECK(schema_problem(schema(), written({clean_report()})) == "");
  CHECK(schema_problem(schema(), written({full_report(), clean_report()})) == "");
  CHECK(schema_problem(schema(), written({})) == "");
  engine::Report unread;
  unread.unread = engine::Bilingual{"空文件", "an empty file"};
  unread.package.path = "x.apk";
  CHECK(schema_problem(schema(), written({unread})) == "");
  CHECK(schema_problem(schema(), written({clean_report(), unread})) == "");
  Json bad = written({unread});
  bad.erase("error");
  CHECK_FALSE(schema_problem(schema(), bad).empty());
  engine::Report without_digest = clean_report();
  without_digest.package.sha256.clear();
  CHECK(written({without_digest})["package"]["sha256"].is_null());
  CHECK(schema_problem(schema(), written({without_digest})) == "");
}

TEST_CASE("a report with a wrong word, a missing key or a key too many is not valid") {
  const Json good = written({full_report()});
  for (const auto& [at, value] :
       std::vector<std::pair<std::string, Json>>{{"/verdict", "illegal"},
                                                 {"/schema", "jianfu-report/2"},
                                                 {"/findings/0/evidence/0/line", "12"},
                                                 {"/findings/0/evidence/0/flags", {"other"}},
                                                 {"/package/size", -1.5},
                                                 {"/extra", 1}}) {
    Json bad = good;
    bad[Json::json_pointer(at)] = value;
    INFO(at);
    CHECK_FALSE(schema_problem(schema(), bad).empty());
  }
  Json bad = good;
  bad["coverage"].erase("gaps");
  CHECK_FALSE(schema_problem(schema(), bad).empty());
}

TEST_CASE("every key that is written stands in the schema, and every key of the schema is written") {
  const std::set<std::string> described = paths_of_schema(schema());
  engine::Report report = full_report();
  report.results[2].waiver = report.findings[0].waiver;
  report.package.tricks = {{"zip-prefix", "", "bytes=3", 1}};
  const std::set<std::string> keys = paths_of(schema(), written({report}));
  CHECK(described.size() > 150);
  CHECK(with_one_evidence(keys) == with_one_evidence(described));
}

TEST_CASE("objects of the schema are closed and all keys but those on request are required") {
  size_t seen = 0;
  each_object(schema(), [&](const Json& object) {
    ++seen;
    INFO(object.dump().substr(0, 100));
    CHECK(object.value("additionalProperties", Json()) == Json(false));
    for (const auto& [key, inner] : object["properties"].items()) {
      const Json& required = object["required"];
      const bool on_request = key == "stats" || key == "explanation" || key == "sketch";
      CHECK(on_request == (std::find(required.begin(), required.end(), Json(key)) == required.end()));
    }
  });
  CHECK(seen > 20);
}

TEST_CASE("lists of words in the schema are the tables of the program") {
  const Json defs = schema()["$defs"];
  CHECK(defs["verdict"]["enum"] == names(rules::kVerdictNames));
  CHECK(defs["kind"]["enum"] == names(evidence::kKindNames));
  CHECK(defs["gap"]["properties"]["why"]["enum"] == names(core::kGapReasonNames));
  CHECK(defs["evidence"]["properties"]["owner"]["enum"] == names(evidence::kOwnerNames));
  const Json& finding = defs["finding"]["properties"];
  CHECK(finding["severity"]["enum"] == names(rules::kSeverityNames));
  CHECK(finding["presence"]["properties"]["grade"]["enum"] == names(rules::kGradeNames));
  CHECK(finding["coercion"]["properties"]["grade"]["enum"] == names(engine::kCoercionNames));
  CHECK(finding["exemption"]["properties"]["state"]["enum"] == names(engine::kExemptionNames));
  CHECK(finding["sketch"]["properties"]["rows"]["items"]["properties"]["kind"]["enum"] == names(engine::kSketchRowNames));
}

TEST_CASE("explanations are written on request only") {
  const Json plain = Json::parse(report::write_json({full_report()}, {}));
  CHECK_FALSE(plain["findings"][0].contains("explanation"));
  CHECK_FALSE(plain["required"][0].contains("explanation"));
  CHECK(schema_problem(schema(), plain) == "");
  const Json told = written({full_report()});
  const Json& condition = told["findings"][0]["explanation"]["presence"][0]["condition"];
  CHECK(condition["shape"] == "all");
  CHECK(condition["of"][0]["said"]["zh"] == "有打卡按钮");
  CHECK(condition["of"][0]["evidence"][0]["entry"] == "pages/sign/index.wxml");
}
