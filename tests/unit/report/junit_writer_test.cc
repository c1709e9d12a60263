#include "report/junit_writer.h"

#include <catch2/catch.hpp>

#include "golden.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
engine::Report counting() {
  engine::Report report = full_report();
  report.findings.front().waiver.reset();
  report.findings.front().known = false;
  return report;
}

}  // namespace

TEST_CASE("JUnit looks as agreed", "[golden]") {
  const std::string folder = std::string(JIANFU_SOURCE_DIR) + "/tests/unit/report/goldens/";
  CHECK(golden_problem(folder + "full.junit.xml", report::write_junit({counting(), clean_report()}, {})) == "");
  CHECK(golden_problem(folder + "full.en.junit.xml", report::write_junit({full_report()}, {Lang::kEn})) == "");
}

TEST_CASE("JUnit: what is suspected fails, less is skipped, what is not found passes") {
  const std::string out = report::write_junit({counting()}, {});
  CHECK(has(out, "<testsuite name=\"in/app.apk\" tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"2\">"));
  CHECK(has(out, "<testcase name=\"clock-in 打卡签到功能\" classname=\"in/app.apk.B2\">\n      <failure message=\"疑似违规："));
  CHECK(has(out, "type=\"explain\""));
  CHECK(has(report::write_junit({clean_report()}, {}), "<testcase name=\"clock-in 打卡签到功能\" classname=\"in/app.apk.B2\"/>"));
}

TEST_CASE("JUnit: what is waived or known does not fail, an expired waiver does") {
  engine::Report report = counting();
  report.findings.front().known = true;
  CHECK(has(report::write_junit({report}, {}), "type=\"known\""));
  CHECK_FALSE(has(report::write_junit({report}, {}), "<failure"));
  CHECK(has(report::write_junit({full_report()}, {}), "type=\"waived\""));
  CHECK_FALSE(has(report::write_junit({full_report()}, {}), "<failure"));
  report = counting();
  report.findings.front().waiver = engine::WaiverView{"w", "b", "a", "r", "2020-01-01", true};
  CHECK(has(report::write_junit({report}, {}), "<failure"));
}

TEST_CASE("JUnit: one that counts fails its rule though another is waived") {
  engine::Report report = full_report();
  report.findings.push_back(counting().findings.front());
  CHECK(has(report::write_junit({report}, {}), "failures=\"1\""));
}

TEST_CASE("JUnit: what could not be assessed is an error") {
  engine::Report unread, hidden = clean_report();
  unread.unread = engine::Bilingual{"空文件", "an empty file"};
  unread.package.path = "bad.apk";
  CHECK(has(report::write_junit({unread}, {Lang::kEn}), "<error message=\"an empty file\" type=\"unread\">"));
  hidden.nothing_decisive_read = true;
  const std::string out = report::write_junit({unread, hidden}, {Lang::kEn});
  CHECK(has(out, "<testsuites name=\"jianfu\" tests=\"3\" failures=\"0\" errors=\"2\">"));
  CHECK(has(out, "type=\"not-assessed\""));
}

TEST_CASE("JUnit: texts of a package stay texts") {
  engine::Report report = counting();
  report.findings.front().message.zh = "</failure><script>\"&\x1b[2J\n\xe2\x80\xae";
  report.package.path = "a\"<b>.apk";
  const std::string out = report::write_junit({report}, {});
  CHECK(has(out, "&lt;/failure&gt;&lt;script&gt;&quot;&amp;\\x1B[2J\\x0A\\u{202E}"));
  CHECK(has(out, "name=\"a&quot;&lt;b&gt;.apk\""));
}
