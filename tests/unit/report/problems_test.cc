#include "report/problems.h"

#include <catch2/catch.hpp>

#include "report/uri.h"
#include "report/xml_text.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::report;
using namespace jianfu::tests;

namespace {

std::string listed(const engine::Report& report) {
  std::string out;
  for (const Problem& problem : problems_of(report)) {
    out += std::string(rules::kVerdictNames[static_cast<size_t>(problem.verdict)]) + " " + problem.rule_id;
    out += problem.standing == Standing::kWaived ? " waived\n" : problem.standing == Standing::kKnown ? " known\n" : "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("problems are findings, missing functions and open rules, worst first") {
  engine::Report report = full_report();
  CHECK(listed(report) == "suspected clock-in waived\nexplain complaint-channel\nnot-determined points-ranking\nhint points-ranking\n");
  report.findings.front().waiver->expired = true;
  report.findings.front().known = false;
  report.required.front().verdict = rules::Verdict::kNotFound;
  CHECK(listed(report) == "suspected clock-in\nnot-determined points-ranking\nhint points-ranking\n");
  report.findings.front().known = true;
  report.findings.back().verdict = rules::Verdict::kNotDetermined;  // says already what its rule says
  CHECK(listed(report) == "suspected clock-in known\nnot-determined points-ranking\n");
  CHECK(listed(clean_report()).empty());
}

TEST_CASE("a problem is told in one line") {
  const engine::Report report = full_report();
  const WriteOptions zh{}, en{Lang::kEn};
  const std::vector<Problem> problems = problems_of(report);
  CHECK(line_of(Sheet(zh), problems[0]) == "疑似违规：“签到”发现打卡签到的功能特征；「请立即打卡，电话138****5678」（pages/sign/index.wxml:12:5）；已豁免，依据：防汛值守规定");
  CHECK(line_of(Sheet(en), problems[2]) ==
        "not determined: what \"Points and rankings\" needs could not be read (" + report.gaps.front().what.en + ")");
  CHECK(line_of(Sheet(zh), problems[3]) == "提示：积分排名功能");
}

TEST_CASE("the file of a problem is the package, of a source project the file that holds the evidence") {
  engine::Report report = full_report();
  report.package.path = "./out/../in/app.apk";
  const auto file = [&] { return file_of(subjects_of({&report, 1}).front(), problems_of(report).front()); };
  CHECK(file().path == "in/app.apk");
  CHECK(file().line == 1);
  report.package.path = "./shop";
  report.package.kind = "uniapp-source";
  CHECK(file().path == "shop/pages/sign/index.wxml");
  CHECK(file().line == 12);
  CHECK(file().column == 5);
  report.package.path = "shop.zip";
  CHECK(file().path == "shop.zip");
}

TEST_CASE("packages inside are listed with the one around them") {
  engine::Report report = full_report();
  report.nested.front().package.path = "assets/x.apk";
  const std::vector<engine::Report> both = {report, clean_report()};
  const std::vector<Subject> subjects = subjects_of(both);
  REQUIRE(subjects.size() == 3);
  CHECK(subjects[1].path == "in/app.apk!/assets/x.apk");
  CHECK(subjects[1].handed_in == &both[0]);
  CHECK(subjects[2].handed_in == &both[1]);
}

TEST_CASE("a package counts as assessed unless it is unread, hides what matters or is packed") {
  engine::Report report = clean_report();
  CHECK(assessed(report));
  report.packed = true;
  CHECK_FALSE(assessed(report));
  report = clean_report();
  report.nothing_decisive_read = true;
  CHECK_FALSE(assessed(report));
  report = clean_report();
  report.unread = engine::Bilingual{"空文件", "an empty file"};
  CHECK_FALSE(assessed(report));
}

TEST_CASE("paths become URIs of plain characters") {
  CHECK(uri_of("out/签到 1.apk") == "out/%E7%AD%BE%E5%88%B0%201.apk");
  CHECK(uri_of("/a/b~c_d-e.f") == "file:///a/b~c_d-e.f");
  CHECK(uri_of("a:b?c#d%\xff") == "a%3Ab%3Fc%23d%25%FF");
}

TEST_CASE("text becomes XML that cannot be read as markup") {
  CHECK(escaped_xml("<a b=\"c\">&amp;]]>") == "&lt;a b=&quot;c&quot;&gt;&amp;amp;]]&gt;");
  CHECK(escaped_xml("签到\n") == "签到\n");
  CHECK(escaped_xml("\xef\xbf\xbe") == "\\u{FFFE}");  // no character of XML
}
