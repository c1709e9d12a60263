#include "report/text_gate.h"

#include <catch2/catch.hpp>

#include "report/text_writer.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using engine::Gate;
using engine::Verdict;

namespace {

std::string said(const Gate& gate, const engine::Thresholds& thresholds = {}, Lang lang = Lang::kZh) {
  return report::gate_reason(gate, thresholds, {lang});
}

Gate::Item item(std::string title, std::string module, std::string package = "a.apk") {
  return {Verdict::kSuspected, {title, title}, std::move(module), std::move(package)};
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the reason tells counts, names and what was excused") {
  Gate gate;
  gate.reached = {item("打卡签到功能", "pages/sign/index"), item("积分排名功能", "")};
  gate.waived = 1;
  gate.known = 3;
  CHECK(said(gate) == "2 项达到阈值（疑似违规）：打卡签到功能（pages/sign/index）、积分排名功能；另有 1 项已豁免、3 项在基线中");
  CHECK(said(gate, {Verdict::kExplain, engine::Severity::kMedium}, Lang::kEn) ==
        "2 at or above the threshold (to be explained or worse, severity medium or more): 打卡签到功能 (pages/sign/index), 积分排名功能; besides 1 waived, 3 in the baseline");
}

TEST_CASE("many names are cut short, and packages are named where there are several") {
  Gate gate;
  for (const char* path : {"a.apk", "b.apk", "c.apk", "d.apk"}) gate.reached.push_back(item("打卡", "p", path));
  CHECK(said(gate) == "4 项达到阈值（疑似违规）：打卡（a.apk、p）、打卡（b.apk、p）、打卡（c.apk、p） 等");
}

TEST_CASE("nothing reached, nothing asked, not assessed") {
  CHECK(said({}) == "没有达到阈值（疑似违规）的结论");
  CHECK(said({}, {std::nullopt}) == "没有设阈值（never）");
  Gate gate;
  gate.known = 1;
  CHECK(said(gate) == "没有达到阈值（疑似违规）的结论；另有 1 项在基线中");
  gate.unassessed = {"a.apk"};
  gate.reached = {item("打卡", "p")};
  CHECK(said(gate) == "1 个安装包无法评定：a.apk；1 项达到阈值（疑似违规）：打卡（p）；另有 1 项在基线中");
  CHECK(has(said({Gate::kNotAssessed, {}, 0, 0, {}, {"a.apk"}}), "--strict-coverage"));
}

TEST_CASE("words of a package are harmless in it") {
  Gate gate;
  gate.reached = {item("打卡", "p\x1b[31m 13812345678")};
  CHECK_FALSE(has(said(gate), "\x1b"));
  CHECK_FALSE(has(said(gate), "13812345678"));
}

TEST_CASE("the text report shows waivers and what the baseline has, beside the verdict that they do not change") {
  engine::Report report = tests::full_report();
  const std::string text = report::write_text({report}, {});
  CHECK(has(text, "   已豁免：依据 防汛值守规定；批准 示例县政务服务局；有效期至 2026-12-31；"));
  CHECK(has(text, "\n   基线已有\n"));
  CHECK(has(text, "豁免与基线：1 项已豁免、1 项豁免已到期、1 项在基线中。只影响退出码，不改变结论。"));
  CHECK(has(text, "总体结论：疑似违规"));
  report.findings[0].waiver->expired = true;
  report.findings[0].known = false;
  report.required[0].known = true;
  report.results[2].waiver = report.findings[0].waiver;
  report.results[2].waiver->expired = false;
  const std::string expired = report::write_text({report}, {});
  CHECK(has(expired, "   豁免已于 2026-12-31 到期，不再起作用：依据 防汛值守规定"));
  CHECK(has(expired, "豁免与基线：1 项已豁免、2 项豁免已到期、1 项在基线中。"));
  CHECK(has(expired, "积分排名功能（points-ranking）（因 g1 未能读取）（已豁免）"));
  const std::string clean = report::write_text({tests::clean_report()}, {});
  CHECK_FALSE(has(clean, "豁免"));
  CHECK_FALSE(has(clean, "基线"));
}
