#include "engine/judge.h"

#include <catch2/catch.hpp>

#include <set>

#include "engine/annotate.h"
#include "engine/reach.h"
#include "evidence/text_form.h"
#include "rules/load.h"

using namespace jianfu;
using engine::Audience;
using engine::Coercion;
using engine::Grade;
using engine::Report;
using engine::Verdict;

namespace {

// The built-in rules over evidence in text form.
Report report_of(const std::string& text) {
  auto set = evidence::from_text(text);
  if (!set) FAIL(set.error().render(Lang::kEn));
  const rules::RuleSet& rules = rules::built_in();
  engine::annotate(*set, rules);
  engine::find_reachable(*set);
  const match::Matcher matcher(rules);
  const match::Session session(matcher, *set);
  Report report;
  engine::judge(session, Audience::kInternal, report);
  return report;
}

Verdict verdict_of(const Report& report, const std::string& rule) {
  for (const engine::RuleResult& result : report.results) {
    if (result.rule_id == rule) return result.verdict;
  }
  FAIL("no rule " << rule);
  return Verdict::kNotFound;
}

const std::string kClockIn =
    "module page p title=打卡 owner=app reach=yes entry=yes\ntext label \"上班打卡\" in=p\ntext message \"打卡成功\" in=p\nendpoint /attendance/clock-in in=p\n";

}  // namespace

TEST_CASE("the matrix of presence and coercion") {
  struct Row {
    Grade presence;
    Coercion coercion;
    Verdict verdict;
  };
  const Row rows[] = {
      {Grade::kConfirmed, Coercion::kStrong, Verdict::kSuspected}, {Grade::kConfirmed, Coercion::kSome, Verdict::kSuspected},
      {Grade::kConfirmed, Coercion::kNoneSeen, Verdict::kExplain}, {Grade::kProbable, Coercion::kStrong, Verdict::kSuspected},
      {Grade::kProbable, Coercion::kSome, Verdict::kExplain},      {Grade::kProbable, Coercion::kNoneSeen, Verdict::kHint},
      {Grade::kHint, Coercion::kStrong, Verdict::kExplain},        {Grade::kHint, Coercion::kSome, Verdict::kHint},
      {Grade::kHint, Coercion::kNoneSeen, Verdict::kNotFound},     {Grade::kNone, Coercion::kStrong, Verdict::kNotFound},
  };
  for (const Row& row : rows) CHECK(engine::matrix(row.presence, row.coercion, Audience::kInternal).verdict == row.verdict);
  CHECK(engine::matrix(Grade::kConfirmed, Coercion::kNoneSeen, Audience::kPublic).most == engine::Severity::kLow);
}

TEST_CASE("presence without coercion is to be explained, a roster of absentees makes it suspected") {
  CHECK(verdict_of(report_of(kClockIn), "clock-in") == Verdict::kExplain);
  CHECK(verdict_of(report_of(kClockIn + "text label \"未打卡人员\" in=p\n"), "clock-in") == Verdict::kSuspected);
}

TEST_CASE("a module that nothing leads to gives no more than a hint") {
  const std::string text = "module page home owner=app entry=yes\nmodule page other owner=app\nedge opens home other\n" +
                           std::string("module page p title=打卡 owner=app\ntext label \"上班打卡\" in=p\ntext label \"未打卡人员\" in=p\nendpoint /attendance/clock-in in=p\n");
  CHECK(verdict_of(report_of(text), "clock-in") == Verdict::kHint);
  CHECK(verdict_of(report_of(text + "edge opens other p\n"), "clock-in") == Verdict::kSuspected);
}

TEST_CASE("what came with a template gives a hint, unless own pages lead to it") {
  const std::string text =
      "module page home owner=app entry=yes\nmodule page uni_modules/uni-sign-in/pages/demo/demo title=打卡 reach=yes\n"
      "text label \"上班打卡\" in=uni_modules/uni-sign-in/pages/demo/demo\n"
      "text label \"未打卡人员\" in=uni_modules/uni-sign-in/pages/demo/demo\n"
      "endpoint /attendance/clock-in in=uni_modules/uni-sign-in/pages/demo/demo\n";
  CHECK(verdict_of(report_of(text), "clock-in") == Verdict::kHint);
  CHECK(verdict_of(report_of(text + "edge opens home uni_modules/uni-sign-in/pages/demo/demo\n"), "clock-in") ==
        Verdict::kSuspected);
}

TEST_CASE("a special scene in the same module is claimed, and clears nothing") {
  const Report report = report_of(kClockIn + "text label \"防汛值班\" in=p\n");
  REQUIRE_FALSE(report.findings.empty());
  CHECK(report.findings.front().exemption == engine::Exemption::kClaimed);
  CHECK(report.findings.front().verdict == Verdict::kExplain);
}

TEST_CASE("a gap makes a rule not determined only where it hides what the rule needs") {
  const std::string nothing = "module page p owner=app entry=yes\ntext label \"首页\" in=p\n";
  CHECK(verdict_of(report_of(nothing), "clock-in") == Verdict::kNotFound);
  const Report packed = report_of(nothing + "gap packed at=classes.dex\n");
  CHECK(verdict_of(packed, "clock-in") == Verdict::kNotDetermined);
  CHECK(packed.nothing_decisive_read);
  CHECK(verdict_of(report_of(nothing + "gap corrupt at=AndroidManifest.xml\n"), "complaint-channel") == Verdict::kNotDetermined);
  CHECK(verdict_of(report_of(nothing + "gap corrupt at=x hides=asset\n"), "clock-in") == Verdict::kNotFound);
  // What was found stays found.
  CHECK(verdict_of(report_of(kClockIn + "gap packed at=classes.dex\n"), "clock-in") == Verdict::kExplain);
}

TEST_CASE("a hardened package is never clean: what is found stands, the rest is not determined") {
  const std::string shown = "module app com.stub.StubApp owner=app entry=yes\nmodule page p owner=app entry=yes\ntext label \"意见反馈\" in=p\n";
  const Report report = report_of(shown);
  CHECK(report.packed);
  CHECK(verdict_of(report, "clock-in") == Verdict::kNotDetermined);
  CHECK(report.verdict >= Verdict::kNotDetermined);
  CHECK(report_of(kClockIn + "text label \"未打卡人员\" in=p\nfact \"file lib/x86/libjiagu.so\"\n").packed);
  CHECK(verdict_of(report_of(kClockIn + "text label \"未打卡人员\" in=p\nfact \"file lib/x86/libjiagu.so\"\n"), "clock-in") == Verdict::kSuspected);
  CHECK_FALSE(report_of("module app com.x.App owner=app entry=yes\n").packed);
  CHECK_FALSE(report_of("module page p owner=app entry=yes\ngap packed in=p hides=text,call\n").packed);  // one part of it
}

TEST_CASE("a hot-update framework does not keep a rule from its verdict, a shell around a website does") {
  const std::string home = "module page com.x.Home owner=app entry=yes\ntext label \"首页\" in=com.x.Home\n";
  CHECK(verdict_of(report_of(home + "module class com.tencent.tinker.lib.X\n"), "clock-in") == Verdict::kNotFound);
  CHECK(verdict_of(report_of(home + "call android.webkit.WebView.loadUrl \"https://m.example.cn/\" in=com.x.Home\n"), "clock-in") == Verdict::kNotDetermined);
}

TEST_CASE("a gap in a screen that nothing leads to does not matter") {
  const std::string text = "module page home owner=app entry=yes\nmodule page other owner=app\nmodule page dead owner=app\nedge opens home other\n"
                           "gap remote in=dead hides=text\n";
  CHECK(verdict_of(report_of(text), "clock-in") == Verdict::kNotFound);
}

TEST_CASE("the complaint channel is graded, and its absence is not stated over a gap") {
  const std::string home = "module page p owner=app entry=yes\n";
  CHECK(verdict_of(report_of(home + "text label \"首页\" in=p\n"), "complaint-channel") == Verdict::kSuspected);
  // A menu entry is no form; one on a screen that nobody comes to is none either.
  CHECK(verdict_of(report_of(home + "text label \"意见反馈\" in=p\n"), "complaint-channel") == Verdict::kSuspected);
  const std::string form = "text title \"投诉建议\" in=q\nfield \"请填写您的意见\" arg:type=textarea in=q\ntext label \"提交\" in=q\n";
  const std::string reached = "module page q title=投诉建议 owner=app reach=yes\n", unreached = "module page q title=投诉建议 owner=app reach=no\n";
  CHECK(verdict_of(report_of(home + "text label \"首页\" in=p\n" + reached + form), "complaint-channel") == Verdict::kExplain);
  CHECK(verdict_of(report_of(home + "text label \"首页\" in=p\n" + unreached + form), "complaint-channel") == Verdict::kSuspected);
  CHECK(verdict_of(report_of(home + reached + form + "text label \"处理进度\" in=q\ntext label \"是否满意\" in=q\n"), "complaint-channel") == Verdict::kNotFound);
  CHECK(verdict_of(report_of(home + "gap missing-part at=sub\n"), "complaint-channel") == Verdict::kNotDetermined);
}

TEST_CASE("counter-evidence says why it does not count") {
  const Report report = report_of(kClockIn + "text label \"本办法所称形式主义，打卡成功亦在其列\" in=p\n");
  size_t told = 0;
  for (const engine::Finding& finding : report.findings) {
    for (const engine::EvidenceView& view : finding.counter_evidence) {
      ++told;
      CHECK_FALSE(view.reason.zh.empty());
    }
  }
  CHECK(told > 0);
}

TEST_CASE("findings are sorted worst first and carry a stable fingerprint") {
  const Report report = report_of(kClockIn + "text label \"未打卡人员\" in=p\nmodule page q title=排行榜 owner=app reach=yes\ntext title \"排行榜\" in=q\ntext label \"支部\" in=q\n");
  for (size_t i = 1; i < report.findings.size(); ++i) CHECK(report.findings[i - 1].verdict >= report.findings[i].verdict);
  CHECK(report.findings.front().fingerprint.size() == 16);
  CHECK(report.findings.front().fingerprint == report_of(kClockIn + "text label \"未打卡人员\" in=p\n").findings.front().fingerprint);
}

TEST_CASE("words of compulsion in another function lend none; in the same one, or on the screen itself, they do") {
  const auto signals = [](const std::string& text) {
    const Report report = report_of(
        "module page p title=打卡 owner=app reach=yes entry=yes\ntext message \"打卡成功\" in=p at=p.js:5 symbol=sign\n"
        "endpoint /attendance/clock-in in=p at=p.js:3 symbol=sign\n" + text);
    std::string out;
    for (const engine::Finding& finding : report.findings) {
      if (finding.rule_id != "clock-in") continue;
      for (const std::string& signal : finding.signals) out += signal + " ";
    }
    return out;
  };
  CHECK(signals("").empty());
  CHECK(signals("text message \"必须完成\" in=p at=p.js:20 symbol=save\n").empty());
  CHECK(signals("text message \"必须完成\" in=p at=p.js:6 symbol=sign.success\n") == "C1 ");
  CHECK(signals("text label \"必须完成\" in=p at=p.wxml:2\n") == "C1 ");
  CHECK(signals("module page q\ntext label \"必须完成\" in=q at=q.wxml:2\n").empty());
}

TEST_CASE("a roster on the next screen counts, one two screens away does not") {
  const std::string screens =
      "module page p title=打卡 owner=app reach=yes entry=yes\nmodule page q owner=app\nmodule page r owner=app\n"
      "edge opens p q\nedge opens q r\ntext message \"打卡成功\" in=p\nendpoint /attendance/clock-in in=p\n";
  const auto strength = [&](const std::string& where) {
    const Report report = report_of(screens + "text label \"未打卡人员\" in=" + where + "\n");
    for (const engine::Finding& finding : report.findings) {
      if (finding.rule_id == "clock-in" && finding.module.id == "p") return finding.coercion;
    }
    return Coercion::kNoneSeen;
  };
  CHECK(strength("q") == Coercion::kStrong);
  CHECK(strength("r") == Coercion::kNoneSeen);
}

TEST_CASE("a finding keeps a bounded number of places and counts the rest") {
  std::string text = kClockIn;
  for (int i = 0; i < 300; ++i) text += "text message \"打卡成功" + std::to_string(i) + "\" in=p at=p.js:" + std::to_string(i + 10) + "\n";
  const Report report = report_of(text);
  REQUIRE_FALSE(report.findings.empty());
  const engine::Finding& finding = report.findings.front();
  CHECK(finding.evidence.size() <= 100);
  CHECK(finding.evidence_left_out > 200);
  std::set<evidence::Kind> kinds;
  for (size_t i = 0; i < 12; ++i) kinds.insert(finding.evidence.at(i).item.kind);
  CHECK(kinds.count(evidence::Kind::kEndpoint) == 1);  // the only one stands among the first twelve
}
