#include "report/sarif_writer.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "golden.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;
using Json = nlohmann::ordered_json;

namespace {

Json written(const std::vector<engine::Report>& reports, const report::WriteOptions& options = {}) {
  return Json::parse(report::write_sarif(reports, options));
}
Json run_of(const engine::Report& report) {
  return written({report})["runs"][0];
}
Json artifact_of(const Json& run, const Json& location) {
  return run["artifacts"][location["physicalLocation"]["artifactLocation"]["index"].get<size_t>()];
}

}  // namespace

TEST_CASE("SARIF looks as agreed", "[golden]") {
  const std::string folder = std::string(JIANFU_SOURCE_DIR) + "/tests/unit/report/goldens/";
  CHECK(golden_problem(folder + "full.sarif", report::write_sarif({full_report(), clean_report()}, {})) == "");
  CHECK(golden_problem(folder + "full.en.sarif", report::write_sarif({full_report()}, {Lang::kEn})) == "");
}

TEST_CASE("SARIF: kind and level follow the verdict") {
  const Json results = run_of(full_report())["results"];
  const auto look = [&](size_t i) { return results[i]["kind"].get<std::string>() + " " + results[i]["level"].get<std::string>(); };
  REQUIRE(results.size() == 4);
  CHECK(look(0) == "fail error");
  CHECK(look(1) == "review none");
  CHECK(look(2) == "open none");
  CHECK(look(3) == "informational none");
  CHECK(run_of(clean_report())["results"].empty());
}

TEST_CASE("SARIF: the package is the primary place, what lies in it is related") {
  const Json run = run_of(full_report());
  const Json result = run["results"][0];
  const Json primary = result["locations"][0];
  CHECK(primary["physicalLocation"]["artifactLocation"]["uri"] == "in/app.apk");
  CHECK(primary["physicalLocation"]["region"] == Json{{"startLine", 1}});
  CHECK(primary["logicalLocations"][0]["fullyQualifiedName"] == "pages/sign/index");
  const Json text = result["relatedLocations"][0], call = result["relatedLocations"][1];
  CHECK(text["physicalLocation"]["region"] == Json{{"startLine", 12}, {"startColumn", 5}});
  CHECK(artifact_of(run, text) == Json{{"location", {{"uri", "/pages/sign/index.wxml"}}}, {"parentIndex", 0}});
  CHECK(call["physicalLocation"]["region"] == Json{{"byteOffset", 0x1a2b}});
  CHECK(call["logicalLocations"][0] == Json{{"fullyQualifiedName", "cn.example.sign.SignActivity.start"}, {"kind", "function"}});
}

TEST_CASE("SARIF: containers in containers are artifacts with parents, names are percent-encoded") {
  engine::Report report = full_report();
  engine::Finding& finding = report.findings.front();
  finding.evidence.front().item.at.entry = "assets/\xe5\x8c\x85.zip!/a b.js";
  report.nested = {full_report()};
  report.nested.front().package.path = "lib/x.apk";
  const Json run = run_of(report);
  const Json inner = artifact_of(run, run["results"][0]["relatedLocations"][0]);
  CHECK(inner["location"]["uri"] == "/a%20b.js");
  const Json zip = run["artifacts"][inner["parentIndex"].get<size_t>()];
  CHECK(zip == Json{{"location", {{"uri", "/assets/%E5%8C%85.zip"}}}, {"parentIndex", 0}});
  // The package inside is told in the run of the one around it, with fingerprints of its own.
  REQUIRE(run["results"].size() == 8);
  CHECK(run["results"][0]["partialFingerprints"]["jianfuFinding/v1"] == "0123456789abcdef");
  CHECK(run["results"][4]["partialFingerprints"]["jianfuFinding/v1"] != "0123456789abcdef");
  const Json deep = artifact_of(run, run["results"][4]["relatedLocations"][0]);
  CHECK(run["artifacts"][deep["parentIndex"].get<size_t>()]["location"]["uri"] == "/lib/x.apk");
  CHECK(run["results"][4]["message"]["text"].get<std::string>().ends_with("（in/app.apk!/lib/x.apk）"));
}

TEST_CASE("SARIF: waivers suppress until they expire, the baseline says what is new") {
  engine::Report report = full_report();
  Json result = run_of(report)["results"][0];
  REQUIRE(result["suppressions"].size() == 1);
  CHECK(result["suppressions"][0]["kind"] == "external");
  CHECK(result["suppressions"][0]["status"] == "accepted");
  CHECK(result["suppressions"][0]["justification"] == "依据：防汛值守规定；理由：汛期值守；批准：示例县政务服务局；有效期至：2026-12-31");
  CHECK(result["baselineState"] == "unchanged");
  report.findings.front().waiver->expired = true;
  report.findings.front().known = false;
  result = run_of(report)["results"][0];
  CHECK(result["suppressions"].empty());
  CHECK(result["baselineState"] == "new");
  CHECK(result["message"]["text"].get<std::string>().ends_with("豁免已于 2026-12-31 到期，不再有效"));
}

TEST_CASE("SARIF: norms are taxonomies that rules and results point into") {
  const Json run = run_of(full_report());
  const Json taxon = run["results"][0]["taxa"][0];
  const Json norm = run["taxonomies"][taxon["toolComponent"]["index"].get<size_t>()];
  CHECK(norm["name"] == "norm12");
  CHECK(norm["taxa"][taxon["index"].get<size_t>()]["id"] == "B2");
  CHECK(run["tool"]["driver"]["supportedTaxonomies"] == Json::array({Json{{"name", "norm12"}, {"index", 0}}}));
  CHECK(run["tool"]["driver"]["rules"][0]["relationships"][0]["target"] == taxon);
}

TEST_CASE("SARIF: gaps are notifications, louder where they keep a rule from a verdict") {
  const Json run = run_of(full_report());
  const Json notes = run["invocations"][0]["toolExecutionNotifications"];
  REQUIRE(notes.size() == 2);
  CHECK(notes[0]["level"] == "warning");
  CHECK(notes[0]["descriptor"]["id"] == "gap/packed");
  CHECK(artifact_of(run, notes[0]["locations"][0])["location"]["uri"] == "/classes.dex");
  CHECK(notes[1]["level"] == "note");
  CHECK(run["invocations"][0]["executionSuccessful"] == true);
}

TEST_CASE("SARIF: signs of tampering are notifications, and no results") {
  engine::Report report = clean_report();
  report.package.tricks = {{"zip-fake-encryption", "res/[a](b).xml", "flags=0x1", 3}, {"zip-prefix", "", "bytes=3", 1}};
  const Json run = run_of(report), notes = run["invocations"][0]["toolExecutionNotifications"];
  REQUIRE(notes.size() == 2);
  CHECK(notes[0]["level"] == "warning");
  CHECK(notes[0]["descriptor"]["id"] == "tampering/zip-fake-encryption");
  const std::string text = notes[0]["message"]["text"];
  CHECK(text.find("反分析痕迹") == 0);
  CHECK(text.find("\\[a\\](b).xml 等 3 处") != std::string::npos);
  CHECK(artifact_of(run, notes[0]["locations"][0])["parentIndex"].is_number());
  CHECK_FALSE(artifact_of(run, notes[1]["locations"][0]).contains("parentIndex"));
  CHECK(run["tool"]["driver"]["notifications"][1]["id"] == "tampering/zip-prefix");
  CHECK(run["results"] == run_of(clean_report())["results"]);
  CHECK(run["invocations"][0]["executionSuccessful"] == true);
}

TEST_CASE("SARIF: an input that could not be read is an error of its run") {
  engine::Report unread;
  unread.unread = engine::Bilingual{"空文件", "an empty file"};
  unread.package.path = "bad.apk";
  const Json runs = written({unread, clean_report()}, {Lang::kEn})["runs"];
  REQUIRE(runs.size() == 2);
  CHECK(runs[0]["invocations"][0]["executionSuccessful"] == false);
  CHECK(runs[0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "an empty file");
  CHECK(runs[1]["invocations"][0]["executionSuccessful"] == true);
  CHECK(runs[0]["automationDetails"]["id"] == "jianfu/bad.apk/");
  CHECK(written({})["runs"].empty());
}

TEST_CASE("SARIF: more packages than a platform takes runs are one run") {
  std::vector<engine::Report> reports(21, full_report());
  for (size_t i = 0; i < reports.size(); ++i) reports[i].package.path = std::to_string(i) + ".apk";
  const Json runs = written(reports)["runs"];
  REQUIRE(runs.size() == 1);
  CHECK(runs[0]["automationDetails"]["id"] == "jianfu/");
  CHECK(runs[0]["results"].size() == 21 * 4);
  reports.pop_back();
  CHECK(written(reports)["runs"].size() == 20);
}

TEST_CASE("SARIF: brackets of a package make no link, and braces and quotes no harm") {
  engine::Report report = full_report();
  report.findings.front().message = {"\\[点此\\](https://example.invalid) {0} \"}", ""};
  const std::string text = run_of(report)["results"][0]["message"]["text"];
  CHECK(text.find("\\\\\\[点此\\\\\\](https://example.invalid) {0} \"}") != std::string::npos);
  report.findings.front().message = {"没有链接 \\n", ""};
  CHECK(run_of(report)["results"][0]["message"]["text"].get<std::string>().find("没有链接 \\n") != std::string::npos);
}

TEST_CASE("SARIF: a prefix names packages from outside of the repository as files of it") {
  report::WriteOptions options;
  options.sarif_path_prefix = "构建/out/";
  const auto primary = [&](const std::string& path) {
    engine::Report report = full_report();
    report.package.path = path;
    const Json run = written({report}, options)["runs"][0];
    const Json place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    CHECK(place["uriBaseId"] == "%SRCROOT%");
    CHECK(run["artifacts"][0]["location"]["uri"] == place["uri"]);
    CHECK(run["results"][0]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "/pages/sign/index.wxml");
    return place["uri"].get<std::string>();
  };
  CHECK(primary("in/app.apk") == "%E6%9E%84%E5%BB%BA/out/in/app.apk");
  CHECK(primary("./app.apk") == "%E6%9E%84%E5%BB%BA/out/app.apk");
  CHECK(primary("/tmp/x/app.apk") == "%E6%9E%84%E5%BB%BA/out/app.apk");
  CHECK(primary("../x/app.apk") == "%E6%9E%84%E5%BB%BA/out/app.apk");
  options.sarif_path_prefix.clear();
  engine::Report outside = full_report();
  outside.package.path = "/tmp/app.apk";
  const Json left = written({outside}, options)["runs"][0]["artifacts"][0]["location"];
  CHECK(left == Json{{"uri", "file:///tmp/app.apk"}});
}

TEST_CASE("SARIF: files of a source project stand under the prefix with their project") {
  engine::Report report = full_report();
  report.package.kind = "wechat-source";
  report.package.path = "/tmp/x/mini";
  report::WriteOptions options;
  options.sarif_path_prefix = "apps";
  const Json run = written({report}, options)["runs"][0];
  CHECK(run["artifacts"][0]["location"]["uri"] == "apps/mini/");
  CHECK(run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "apps/mini/pages/sign/index.wxml");
}
