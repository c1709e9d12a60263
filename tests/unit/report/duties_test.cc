// A duty that a gap keeps from being decided, in every document that people read.
#include "report/duties.h"

#include <catch2/catch.hpp>

#include "report/tables.h"
#include "report/writers.h"
#include "unit/report/office_parts.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string written(const std::string& writer, const engine::Report& report) {
  const std::string out = report::find_writer(writer)->write({report}, {});
  return report::find_writer(writer)->binary ? office_text(out) : out;
}

// The complaint channel, which full_report() says is there in part.
engine::Report undecided() {
  engine::Report out = full_report();
  out.required[0].verdict = out.results[1].verdict = engine::Verdict::kNotDetermined;
  out.results[1].blocked_by = {"g1", "g2"};
  return out;
}

}  // namespace

TEST_CASE("a duty that a gap keeps from being decided is asked about in every document, and called missing in none") {
  for (const std::string writer : {"text", "html", "docx", "markdown", "csv", "xlsx"}) {
    INFO(writer);
    const std::string open = written(writer, undecided()), decided = written(writer, full_report());
    CHECK(has(open, "无法判断"));
    CHECK(has(open, "因 g1、g2 未能读取"));
    CHECK(has(open, "是否另有渠道？"));
    CHECK(has(decided, "是否另有渠道？"));
    CHECK(has(decided, "没有在线受理"));
    for (const char* missing : {"仅有联系方式", "可在线提交", "没有在线受理", "增加在线受理。"}) {
      INFO(missing);
      CHECK_FALSE(has(open, missing));
      CHECK((missing == std::string("可在线提交") || has(decided, missing)));
    }
  }
}

TEST_CASE("duties come worst first, and one that was decided is told as it is") {
  engine::Report report = full_report();
  report.required.push_back(report.required[0]);
  report.required[1].verdict = engine::Verdict::kSuspected;
  report.required[1].fingerprint = "worst";
  const std::vector<engine::RequiredView> told = report::duties_told(report);
  REQUIRE(told.size() == 2);
  CHECK(told[0].fingerprint == "worst");
  CHECK(told[1].remedy.zh == report.required[0].remedy.zh);
  CHECK(told[1].steps.size() == report.required[0].steps.size());
  CHECK(report::grade_told(report, "complaint-channel").zh == "仅有联系方式");
  CHECK(report::grade_told(report, "clock-in").zh.empty());
  CHECK(report::grade_told(undecided(), "complaint-channel").zh.empty());
}

TEST_CASE("a rule names the first gaps in its way") {
  CHECK(report::blocked_told({}, Lang::kZh).empty());
  CHECK(report::blocked_told({"g1", "g2", "g3", "g4", "g5", "g6"}, Lang::kEn) == "not read: g1, g2, g3, g4, g5, g6");
  CHECK(report::blocked_told({"g1", "g2", "g3", "g4", "g5", "g6", "g7"}, Lang::kZh) == "因 g1、g2、g3、g4、g5、g6、… 未能读取");
}

TEST_CASE("a duty that is done is in place in every list, and a ban that nothing meets is not found") {
  engine::Report report = full_report();
  report.required[0].verdict = report.results[1].verdict = engine::Verdict::kNotFound;
  report.results[2].verdict = engine::Verdict::kNotFound;
  report.results[2].blocked_by.clear();
  const std::string docx = written("docx", report);
  CHECK(has(docx, "已具备："));
  CHECK(has(docx, "未见："));
  const report::WriteOptions options;
  const report::Table table = report::verdict_table(report::Sheet(options), {report});
  for (const std::vector<std::string>& row : table.rows) {
    if (row[7] == "complaint-channel") CHECK(row[8] == "已具备");
    if (row[7] == "points-ranking") CHECK(row[8] == "未见");
  }
  CHECK(has(written("html", report), "已具备"));
}
