// The sketch of a finding's screen: what is drawn, in which order, and what is left out.
#include "engine/sketch.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/judge.h"
#include "evidence/collector.h"
#include "evidence/text_form.h"
#include "rules/load.h"

using namespace jianfu;
using namespace jianfu::engine;

namespace {

Report judged(const std::string& text, bool reasons = true) {
  auto set = evidence::from_text(text);
  if (!set) FAIL(set.error().render(Lang::kEn));
  evidence::sort(*set);
  const match::Matcher matcher(rules::built_in());
  const match::Session session(matcher, *set);
  Report report;
  Scope scope = Audience::kInternal;
  scope.reasons = reasons;
  judge(session, scope, report);
  return report;
}

const Sketch& of_rule(const Report& report, std::string_view rule) {
  const auto at = std::find_if(report.findings.begin(), report.findings.end(), [&](const Finding& one) { return one.rule_id == rule; });
  REQUIRE(at != report.findings.end());
  return at->sketch;
}

// A row a line: "[..3] button! 立即打卡" for a hit behind three rows that are not drawn.
std::string lines(const Sketch& sketch) {
  std::string out;
  const auto skipped = [&](size_t rows) { out += rows == 0 ? "" : "[.." + std::to_string(rows) + "] "; };
  for (const SketchRow& row : sketch.rows) {
    skipped(row.skipped);
    out += std::string(kSketchRowNames[row.kind]) + (row.required ? "*" : "") + (row.hit ? "!" : "") + " " + row.text + "\n";
  }
  skipped(sketch.skipped);
  return out;
}

std::string drawn(const std::string& text) {
  const Report report = judged(text);
  return lines(of_rule(report, "clock-in"));
}

const std::string kSign =
    "module page sign title=\"上班签到\" owner=app reach=yes\nmodule page other owner=app reach=yes\n"
    "endpoint /attendance/clock-in in=sign at=sign.js:3\n";

}  // namespace

TEST_CASE("a sketch holds what stands on the screen in the order of the source, with the hits marked") {
  CHECK(drawn(kSign +
              "text label \"今日安排\" in=sign at=sign.wxml:1\ntext label \"打卡成功\" in=sign at=sign.wxml:9\n"
              "text label \"立即打卡\" pressed in=sign at=sign.wxml:5\nfield \"备注\" required in=sign at=sign.wxml:7\n"
              "text label \"别处的话\" in=other at=other.wxml:1\n") ==
        "title 上班签到\ntext 今日安排\nbutton! 立即打卡\nfield* 备注\ntext! 打卡成功\n");
}

TEST_CASE("the words that were hit are marked in the row") {
  const Report report = judged(kSign + "text label \"今日安排\" in=sign at=sign.wxml:1\ntext label \"请立即打卡\" in=sign at=sign.wxml:2\n");
  const SketchRow& row = of_rule(report, "clock-in").rows.back();
  REQUIRE(row.marks.size() == 1);
  CHECK(row.text.substr(row.marks[0].first, row.marks[0].second - row.marks[0].first).find("打卡") != std::string::npos);
}

TEST_CASE("parts of a screen stand where they are included") {
  CHECK(drawn(kSign + "module component card owner=app reach=yes\nedge includes sign card at=sign.wxml:2\nedge includes card sign at=card.wxml:9\n"
                      "text label \"今日安排\" in=sign at=sign.wxml:1\ntext label \"立即打卡\" in=card at=card.wxml:1\n"
                      "text label \"返回\" in=sign at=sign.wxml:3\n") ==
        "title 上班签到\ntext 今日安排\ntext! 立即打卡\ntext 返回\n");
}

TEST_CASE("a field stands where its label does, also where the package tells both apart") {
  CHECK(drawn(kSign + "text label \"备注\" in=sign at=a.js:1\ntext label \"立即打卡\" in=sign at=a.js:2\nfield \"备注\" required in=sign at=a.js:90\n"
                      "field \"id/note\" arg:id=\"id/note\" in=sign at=a.js:91\n") ==
        "title 上班签到\nfield* 备注\ntext! 立即打卡\nfield \n");
}

TEST_CASE("what is hidden, or only said by code, is drawn where it is evidence alone") {
  CHECK(drawn(kSign + "text label \"今日安排\" in=sign at=sign.wxml:1\ntext label \"昨日安排\" dormant in=sign at=sign.wxml:2\n"
                      "text message \"打卡成功\" in=sign at=sign.js:1 symbol=submit\ntext message \"网络不好\" in=sign at=sign.js:2 symbol=submit\n"
                      "text label \"提示\" in=sign at=sign.js:3 symbol=submit\n") ==
        "title 上班签到\ntext 今日安排\nmessage! 打卡成功\n");
}

TEST_CASE("a screen that is all code is drawn from it") {
  CHECK(drawn(kSign + "text label \"今日安排\" in=sign at=sign.js:1 symbol=render\ntext label \"打卡成功\" in=sign at=sign.js:2 symbol=render\n") ==
        "title 上班签到\ntext 今日安排\ntext! 打卡成功\n");
}

TEST_CASE("where nothing but the hit is known there is no sketch, of two hits there is one") {
  CHECK(drawn(kSign + "text label \"打卡成功\" in=sign at=sign.wxml:1\ntext label \"立即打卡\" in=sign at=sign.wxml:2\n") ==
        "title 上班签到\ntext! 打卡成功\ntext! 立即打卡\n");
  CHECK(drawn(kSign + "text label \"打卡成功\" in=sign at=sign.wxml:1\n").empty());
  CHECK(drawn(kSign + "text label \"打卡成功\" in=sign at=sign.wxml:1\ntext label \"提示\" in=sign at=sign.js:3 symbol=submit\n").empty());
}

TEST_CASE("a sketch is made only for who shows it") {
  const std::string screen = kSign + "text label \"今日安排\" in=sign at=sign.wxml:1\ntext label \"打卡成功\" in=sign at=sign.wxml:2\n";
  CHECK_FALSE(of_rule(judged(screen), "clock-in").rows.empty());
  CHECK(of_rule(judged(screen, false), "clock-in").rows.empty());
}

TEST_CASE("of a long screen the rows around the hits are drawn and the others counted") {
  std::string text = kSign;
  for (int i = 1; i <= 200; ++i) text += "text label \"第" + std::to_string(i) + "行\" in=sign at=sign.wxml:" + std::to_string(i) + "\n";
  text += "text label \"打卡成功\" in=sign at=sign.wxml:100:9\n";
  const Report report = judged(text);
  const Sketch& sketch = of_rule(report, "clock-in");
  REQUIRE(sketch.rows.size() == kMostSketchRows + 1);
  size_t all = sketch.skipped, hits = 0;
  for (const SketchRow& row : sketch.rows) {
    all += row.skipped + 1;
    hits += row.hit ? 1u : 0u;
  }
  CHECK(all == 202);
  CHECK(hits == 1);
  CHECK(sketch.rows[1].skipped == 88);
  CHECK(sketch.rows[1].text == "第89行");
}

TEST_CASE("a long text is cut around its hit and never through a number") {
  std::string filler;
  for (int i = 0; i < 29; ++i) filler += "文";
  auto set = evidence::from_text(kSign + "text label \"" + filler + "13800001111" + filler + "\" in=sign at=sign.wxml:1\n"
                                         "text label \"" + filler + filler + "立即打卡" + filler + filler + "\" in=sign at=sign.wxml:2\n");
  REQUIRE(set.has_value());
  const match::Matcher matcher(rules::built_in());
  const match::Session session(matcher, *set);
  Report report;
  Finding& finding = report.findings.emplace_back();
  finding.module = {"page", "sign", ""};
  for (const evidence::Evidence& item : set->evidence) {
    if (item.at.line == 2) finding.evidence.push_back({item, "sign", {}, "label", {}, {{180, 186}, {174, 180}}});
  }
  draw_sketches(session, report);
  const Sketch& sketch = finding.sketch;
  REQUIRE(sketch.rows.size() == 2);
  CHECK(sketch.rows[0].text == filler + "…");
  const SketchRow& row = sketch.rows[1];
  CHECK(row.text.starts_with("…文"));
  CHECK(row.text.ends_with("文…"));
  CHECK(row.text.size() <= kMostSketchText + 6);
  REQUIRE(row.marks.size() == 2);
  CHECK(row.text.substr(row.marks[0].first, 12) == "立即打卡");
}
