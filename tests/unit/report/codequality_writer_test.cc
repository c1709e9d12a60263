#include "report/codequality_writer.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "golden.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;
using Json = nlohmann::ordered_json;

namespace {

Json written(const std::vector<engine::Report>& reports, const report::WriteOptions& options = {}) {
  return Json::parse(report::write_codequality(reports, options));
}
std::string severities(const Json& list) {
  std::string out;
  for (const Json& one : list) out += one["severity"].get<std::string>() + " ";
  return out;
}

}  // namespace

TEST_CASE("Code Quality looks as agreed", "[golden]") {
  const std::string folder = std::string(JIANFU_SOURCE_DIR) + "/tests/unit/report/goldens/";
  CHECK(golden_problem(folder + "full.codequality.json", report::write_codequality({full_report(), clean_report()}, {})) == "");
}

TEST_CASE("Code Quality: severity follows the verdict, what is waived or known weighs nothing") {
  engine::Report report = full_report();
  CHECK(severities(written({report})) == "info major minor info ");
  report.findings.front().waiver->expired = true;
  CHECK(severities(written({report})) == "info major minor info ");  // known still
  report.findings.front().known = false;
  CHECK(severities(written({report})) == "blocker major minor info ");
  report.findings.front().severity = rules::Severity::kMedium;
  CHECK(severities(written({report})) == "critical major minor info ");
  CHECK(report::write_codequality({clean_report()}, {}) == "[]\n");
}

TEST_CASE("Code Quality: fingerprints are unique in a file and the same in another build") {
  engine::Report first = full_report(), second = full_report();
  second.package.path = "build-2/app.apk";
  second.package.version = "2";
  const Json alone = written({first}), rebuilt = written({second}), both = written({first, second});
  CHECK(alone[0]["fingerprint"] == rebuilt[0]["fingerprint"]);
  std::set<std::string> fingerprints;
  for (const Json& one : both) fingerprints.insert(one["fingerprint"].get<std::string>());
  CHECK(fingerprints.size() == both.size());
  CHECK(both[0]["location"]["path"] == "in/app.apk");
  CHECK(both[4]["location"]["path"] == "build-2/app.apk");
}

TEST_CASE("Code Quality: what could not be assessed is a blocker") {
  engine::Report unread, packed = clean_report();
  unread.unread = engine::Bilingual{"空文件", "an empty file"};
  unread.package.path = "./bad.apk";
  packed.packed = true;
  const Json out = written({unread, packed}, {Lang::kEn});
  CHECK(severities(out) == "blocker blocker ");
  CHECK(out[0]["description"] == "an empty file");
  CHECK(out[0]["location"]["path"] == "bad.apk");
}
