// Opinions: read strictly, and put where they belong or nowhere.
#include "report/review.h"

#include <catch2/catch.hpp>

#include "report/text_writer.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;

namespace {

const std::string kDigest(64, 'a');

std::string opinion(const std::string& fingerprint = "0123456789abcdef", const std::string& module = "pages/sign/index") {
  return R"({"fingerprint": ")" + fingerprint + R"(", "rule_id": "clock-in", "module": ")" + module +
         R"(", "decision": "confirmed", "exemption": "", "remark": "属实\n第二行", "reviewer": "核查一组", "date": "2026-04-02"})";
}
std::string file(const std::string& findings = opinion(), const std::string& sha256 = kDigest) {
  return R"({"schema": "jianfu-review/1", "packages": [{"sha256": ")" + sha256 +
         R"(", "id": "cn.example.sign", "path": "in/app.apk", "findings": [)" + findings + "]}]}";
}
std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}
std::string complaint(const std::string& bytes) {
  const auto read = report::read_review(bytes, "r.json");
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().kind == ErrorKind::kUsage);
  return read.error().render(Lang::kEn);
}
std::string problem(const std::string& bytes, std::vector<engine::Report> reports) {
  const auto read = report::read_review(bytes, "r.json");
  REQUIRE(read.has_value());
  size_t count = 0;
  const auto found = report::apply_review(*read, reports, count);
  return found ? found->where + ": " + report::phrase(found->what, Lang::kEn, found->args) : "";
}

}  // namespace

TEST_CASE("an opinion comes to its finding and is told") {
  std::vector<engine::Report> reports = {full_report()};
  reports[0].findings[0].review.reset();
  const auto read = report::read_review(file(), "r.json");
  REQUIRE(read.has_value());
  size_t count = 0;
  CHECK_FALSE(report::apply_review(*read, reports, count));
  CHECK(count == 1);
  REQUIRE(reports[0].findings[0].review);
  CHECK(reports[0].findings[0].review->decision == engine::Decision::kConfirmed);
  CHECK_FALSE(reports[0].findings[1].review);
  const std::string text = report::write_text(reports, {});
  CHECK(text.find("   核查意见：认定（核查一组，2026-04-02）\n   说明：属实 第二行\n") != std::string::npos);
}

TEST_CASE("opinions reach required functions, packages inside and folders without a digest") {
  std::string required = replaced(opinion("00000000000000aa", ""), "clock-in", "complaint-channel");
  CHECK(problem(file(required), {full_report()}) == "");
  engine::Report outer = clean_report();
  outer.package.sha256 = std::string(64, 'b');
  outer.nested = {full_report()};
  CHECK(problem(file(), {outer}) == "");
  engine::Report folder = full_report();
  folder.package.sha256.clear();
  CHECK(problem(file(opinion(), ""), {folder}) == "");
  folder.package.path = "elsewhere";
  CHECK(problem(file(opinion(), ""), {folder}) != "");
}

TEST_CASE("an opinion about another package or finding is refused") {
  CHECK(problem(file(opinion(), std::string(64, 'f')), {full_report()}) ==
        "r.json:1:44: the opinions are about a package that is not in this report: SHA-256 " + std::string(64, 'f') +
            ", id cn.example.sign; the report is about " + kDigest);
  CHECK(problem(file(opinion("1111111111111111")), {full_report()}).ends_with("the report has no finding 1111111111111111 of this package"));
  CHECK(problem(file(opinion("0123456789abcdef", "pages/other")), {full_report()}).find("of rule clock-in and screen pages/other in the opinions") != std::string::npos);
  CHECK(problem(file(replaced(opinion(), "clock-in", "points-ranking")), {full_report()}).find("of rule points-ranking") != std::string::npos);
}

TEST_CASE("what is no file of opinions is refused with its place") {
  CHECK(complaint("[]").find("r.json:1:1") == 0);
  CHECK(complaint(replaced(file(), "jianfu-review/1", "jianfu-report/1")) == "r.json:1:1: schema should be jianfu-review/1, found jianfu-report/1");
  CHECK(complaint(replaced(file(), "\"remark\"", "\"remrak\"")).find("unknown key remrak") != std::string::npos);
  CHECK(complaint(replaced(file(), "\"reviewer\": \"核查一组\"", "\"reviewer\": \" \"")).find("reviewer is empty") != std::string::npos);
  CHECK(complaint(replaced(file(), "2026-04-02", "2026-13-02")).find("date should be a date like 2026-01-31, found 2026-13-02") != std::string::npos);
  CHECK(complaint(replaced(file(), "\"confirmed\"", "\"guilty\"")).find("decision should be one of open | confirmed | rejected | more-needed; found guilty") != std::string::npos);
  CHECK(complaint(replaced(file(), "\"exemption\": \"\", ", "")).find("exemption is missing") != std::string::npos);
  CHECK(complaint(replaced(file(), "\"decision\":", "\"remark\": \"x\", \"decision\":")).find("remark stands here twice") != std::string::npos);
  CHECK(complaint(file(opinion(), "abc")).find("sha256 should be 64 hex digits, found abc") != std::string::npos);
  CHECK(complaint(file("3")).find("findings[] should be a group of keys, found a number") != std::string::npos);
}
