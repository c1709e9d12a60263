#include "report/github_writer.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "golden.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;

namespace {

size_t count(const std::string& text, const std::string& part) {
  size_t out = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++out;
  return out;
}
engine::Report counting() {
  engine::Report report = full_report();
  report.findings.front().waiver.reset();
  report.findings.front().known = false;
  return report;
}

}  // namespace

TEST_CASE("annotations look as agreed", "[golden]") {
  const std::string folder = std::string(JIANFU_SOURCE_DIR) + "/tests/unit/report/goldens/";
  CHECK(golden_problem(folder + "full.github.txt", report::write_github({counting(), full_report(), clean_report()}, {})) == "");
}

TEST_CASE("annotations: errors are what is suspected and counts") {
  CHECK(report::write_github({counting()}, {}).starts_with("::error file=in/app.apk,line=1,title=打卡签到功能::疑似违规："));
  CHECK(report::write_github({full_report()}, {}).find("::error") == std::string::npos);
  CHECK(report::write_github({full_report()}, {}).starts_with("::notice file=in/app.apk"));
  CHECK(report::write_github({clean_report()}, {}).empty());
  engine::Report unread;
  unread.unread = engine::Bilingual{"空文件", "an empty file"};
  unread.package.path = "bad.apk";
  CHECK(report::write_github({unread}, {Lang::kEn}) == "::error file=bad.apk,line=1,title=Not assessed::an empty file\n");
}

TEST_CASE("annotations: no text leaves its place") {
  engine::Report report = counting();
  report.package.path = "a,line=9:b%\n::error::x.apk";
  report.findings.front().title.zh = "标题::error,file=x";
  report.findings.front().message.zh = "100%\r\n::error::injected";
  const std::string out = report::write_github({report}, {});
  CHECK(out.starts_with("::error file=a%2Cline=9%3Ab%25\\x0A%3A%3Aerror%3A%3Ax.apk,line=1,title=标题%3A%3Aerror%2Cfile=x::"));
  CHECK(out.find("100%25\\x0D\\x0A::error::injected") != std::string::npos);
  CHECK(static_cast<size_t>(std::count(out.begin(), out.end(), '\n')) == 4);
}

TEST_CASE("annotations: ten a type are shown, the last one tells of the rest") {
  const std::string ten = report::write_github(std::vector<engine::Report>(5, counting()), {Lang::kEn});
  CHECK(count(ten, "::error ") == 5);
  CHECK(count(ten, "::warning ") == 10);
  CHECK(ten.find("not listed") == std::string::npos);
  const std::string many = report::write_github(std::vector<engine::Report>(12, counting()), {Lang::kEn});
  CHECK(count(many, "::error ") == 10);
  CHECK(count(many, "::warning ") == 10);
  CHECK(count(many, "::notice ") == 10);
  CHECK(many.ends_with("::notice title=jianfu::2 more errors, 14 more warnings and 3 more notices are not listed; the report has all\n"));
}
