#include "report/explanation.h"

#include <catch2/catch.hpp>

#include "report/columns.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;

namespace {

std::string told(const report::ExplainChoice& choice, Lang lang = Lang::kZh) {
  report::WriteOptions options;
  options.lang = lang;
  return report::write_explanation(full_report(), choice, options);
}
bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a finding is explained from its evidence to its clauses") {
  const std::string text = told({"clock-in", ""});
  INFO(text);
  for (const std::string_view part :
       {"一、有没有这项功能特征：确有", "√ 有打卡按钮", "pages/sign/index.wxml 第 12 行第 5 字", "√ 没有连续天数",
        "二、是否强制、是否用于考核：强制或考核特征明显", "依据是各规则共用的条件", "√ 有未完成名单与催办",
        "三、结论：疑似违规", "功能“确有”，强制或考核特征“明显”，对照判定表为“疑似违规”", "“疑似”不是认定",
        "四、看到了但不计入的内容", "前有否定词", "五、依据的条款", "V 表示字句已与公开文本逐字核对", "请申报单位说明：是否强制使用？"})
    CHECK(has(text, part));
  CHECK_FALSE(has(text, "积分排名"));
  CHECK_FALSE(has(text, "13812345678"));  // masked
}

TEST_CASE("a lower grade says what the better one lacks") {
  const std::string text = told({"", "fedcba9876543210"});
  INFO(text);
  CHECK(has(text, "没有认定为“确有”：最接近的一组条件还缺"));
  CHECK(has(text, "× 有排名接口"));
  CHECK_FALSE(has(text, "打卡"));
}

TEST_CASE("a required function tells each step") {
  const std::string text = told({"complaint-channel", ""});
  INFO(text);
  CHECK(has(text, "“可在线提交”：不成立，还缺"));
  CHECK(has(text, "× 有投诉入口"));
  CHECK(has(text, "“仅有联系方式”：成立"));
  // Headings are counted as they come.
  CHECK(has(text, "一、做到了哪一步：仅有联系方式"));
  CHECK(has(text, "二、结论：需说明"));
  CHECK_FALSE(has(text, "五、"));
  CHECK_FALSE(has(text, "六、"));
}

TEST_CASE("what is dormant says why it became a hint") {
  engine::Report report = full_report();
  report.findings[0].verdict = engine::Verdict::kHint;
  report.findings[0].reasons.dormant = true;
  CHECK(has(report::write_explanation(report, {"clock-in", ""}, {}), "因此降为“提示”"));
}

TEST_CASE("a rule that does not ask for compulsion says so") {
  engine::Report report = full_report();
  report.findings[0].coercion = engine::Coercion::kNoneSeen;
  report.findings[0].reasons.asks_coercion = false;
  CHECK(has(report::write_explanation(report, {"clock-in", ""}, {}), "不看强制信号"));
  report.findings[0].reasons.asks_coercion = true;
  CHECK_FALSE(has(report::write_explanation(report, {"clock-in", ""}, {}), "不看强制信号"));
}

TEST_CASE("a choice that nothing fits is said, and English is English") {
  CHECK(has(told({"", "0"}), "没有要说明的发现"));
  CHECK_FALSE(report::has_explanation(full_report(), {"", "0"}));
  CHECK(report::has_explanation(full_report(), {}));
  const std::string text = told({}, Lang::kEn);
  CHECK(has(text, "1. Are the marks of the function there? confirmed"));
  CHECK(has(text, "[yes] there is a clock-in button"));
  CHECK(has(text, "[no] there is an endpoint of rankings"));
}
