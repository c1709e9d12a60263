#include "report/json_writer.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;
using Json = nlohmann::ordered_json;

namespace {

Json written(const engine::Report& report, const report::WriteOptions& options = {}) {
  return Json::parse(report::write_json({report}, options));
}

std::string keys(const Json& object) {
  std::string out;
  for (const auto& [key, value] : object.items()) out += (out.empty() ? "" : " ") + key;
  return out;
}

}  // namespace

TEST_CASE("one report is an object, several are an array") {
  CHECK(Json::parse(report::write_json({clean_report()}, {})).is_object());
  const Json two = Json::parse(report::write_json({clean_report(), full_report()}, {}));
  REQUIRE(two.is_array());
  CHECK(two.size() == 2);
  CHECK(report::write_json({}, {}) == "[]\n");
  report::WriteOptions batch;
  batch.batch = true;
  CHECK(Json::parse(report::write_json({clean_report()}, batch)).is_array());
}

TEST_CASE("JSON lines are the objects of the JSON report, one a line, whatever their texts hold") {
  engine::Report unread = clean_report();
  unread.unread = {"读不了", "not read"};
  engine::Report full = full_report();
  full.findings[0].evidence[0].item.text = "两行\r\n\xE2\x80\xA8\xff";
  const std::vector<engine::Report> reports = {full, unread, clean_report()};
  const Json array = Json::parse(report::write_json(reports, {}));
  std::istringstream lines(report::write_json_lines(reports, {}));
  std::string line;
  for (const Json& one : array) {
    REQUIRE(std::getline(lines, line));
    CHECK(line == one.dump());
  }
  CHECK_FALSE(std::getline(lines, line));
  const std::string alone = report::write_json_lines({clean_report()}, {});
  CHECK(alone.find('\n') == alone.size() - 1);
  CHECK(Json::parse(alone).is_object());
  CHECK(report::write_json_lines({}, {}).empty());
}

TEST_CASE("keys stand in the order of the documentation") {
  const Json out = written(full_report());
  CHECK(keys(out) ==
        "schema tool package scope declaration verdict provisions heads results findings required coverage inventory "
        "stats nested");
  CHECK(keys(out["package"]) == "path kind id name version size sha256 signer frameworks tampering handed_in parts");
  CHECK(
      keys(out["findings"][0]) ==
      "rule_id feature provision verdict severity presence coercion exemption declared module title message "
      "question remedy evidence counter_evidence citations fingerprint waiver known review head evidence_left_out "
      "counter_evidence_left_out");
  CHECK(keys(out["findings"][0]["evidence"][0]) ==
        "kind role text entry line offset symbol resource owner locale translations flags column arguments "
        "module "
        "because reason marks");
  CHECK(keys(out["coverage"]) == "entries bytes by_kind gaps nothing_decisive_read packed");
  CHECK(keys(out["results"][0]) == "rule_id verdict needs blocked_by feature provision title head severity waiver known");
  CHECK(keys(written(clean_report())) ==
        "schema tool package scope declaration verdict provisions heads results findings required coverage inventory nested");
}

TEST_CASE("a finding says what, where and why") {
  const Json finding = written(full_report())["findings"][0];
  CHECK(finding["verdict"] == "suspected");
  CHECK(finding["presence"]["grade"] == "confirmed");
  CHECK(finding["presence"]["because"] == "(label or purpose) and act");
  CHECK(finding["coercion"]["signals"] == Json{"C4"});
  CHECK(finding["exemption"]["state"] == "claimed");
  CHECK(finding["module"]["reachable"] == true);
  CHECK(finding["counter_evidence"][0]["reason"]["en"] == "a negation stands before it");
  CHECK(finding["citations"][0]["article"].is_null());
}

TEST_CASE("what is unknown is null, and zero is not unknown where it means something") {
  engine::Report report = full_report();
  report.findings[0].evidence[1].item.at.offset = 0;
  report.findings[0].module.reach = evidence::Reach::kUnknown;
  const Json finding = written(report)["findings"][0];
  CHECK(finding["module"]["reachable"].is_null());
  CHECK(finding["evidence"][0]["line"] == 12);
  CHECK(finding["evidence"][0]["offset"].is_null());
  CHECK(finding["evidence"][0]["symbol"].is_null());
  CHECK(finding["evidence"][1]["line"].is_null());
  CHECK(finding["evidence"][1]["offset"] == 0);
  CHECK(finding["evidence"][1]["role"].is_null());
}

TEST_CASE("personal data is masked unless asked for, and marks count characters") {
  const Json item = written(full_report())["findings"][0]["evidence"][0];
  CHECK(item["text"] == "请立即打卡，电话138****5678");
  CHECK(item["marks"] == Json::parse("[[3, 5]]"));
  report::WriteOptions open;
  open.unmask = true;
  CHECK(written(full_report(), open)["findings"][0]["evidence"][0]["text"] == "请立即打卡，电话13812345678");
}

TEST_CASE("a huge text is cut around its hit and says so") {
  engine::Report report = full_report();
  engine::EvidenceView& view = report.findings[0].evidence[0];
  view.item.text = std::string(1 << 20, 'a') + "打卡" + std::string(1 << 20, 'b');
  view.marks = {{1 << 20, (1 << 20) + 6}};
  const Json item = written(report)["findings"][0]["evidence"][0];
  const std::string text = item["text"];
  CHECK(text.size() <= 16384);
  CHECK(text.find("打卡") == item["marks"][0][0].get<size_t>());
  CHECK(item["flags"] == Json{"cut"});
}

TEST_CASE("every signer is there, with what filings quote of its certificate") {
  const Json signer = written(full_report())["package"]["signer"];
  REQUIRE(signer.size() == 2);
  CHECK(keys(signer[0]) == "scheme subject issuer serial sha256 sha1 md5 valid_from valid_until key");
  CHECK(signer[0]["scheme"] == "v2");
  CHECK(signer[0]["subject"] == "CN=Example,O=示例市政务服务中心");
  CHECK(signer[0]["sha1"] == std::string(40, 'd'));
  CHECK(signer[0]["valid_until"] == "2049-01-01T00:00:00Z");
  CHECK(signer[1]["subject"] == "CN=Other");
  CHECK(signer[1]["valid_until"].is_null());
}

TEST_CASE("names that are no UTF-8 keep the report valid and can be told apart") {
  engine::Report report = full_report();
  report.package.path = "a\xff.apk";
  report.findings[0].evidence[0].item.at.entry = "x\xc0\x80y";
  const Json out = written(report);
  CHECK(out["package"]["path"] == "a\\xFF.apk");
  CHECK(out["findings"][0]["evidence"][0]["entry"] == "x\\xC0\\x80y");
}

TEST_CASE("a gap speaks the language asked for, and both") {
  const Json gap = written(full_report())["coverage"]["gaps"][0];
  CHECK(gap["what"] == gap["message"]["zh"]);
  report::WriteOptions english;
  english.lang = Lang::kEn;
  const Json other = written(full_report(), english)["coverage"]["gaps"][0];
  CHECK(other["what"] == other["message"]["en"]);
  CHECK(gap["hides"] == Json{"text", "route"});
  CHECK(gap["ask"]["zh"] == "请提供未加固的安装包");
  CHECK(written(full_report())["coverage"]["gaps"][1]["what"] == "https://example.invalid/");
}
