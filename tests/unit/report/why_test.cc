// Why a finding counts, in every document that people read.
#include "report/why.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "report/text_summary.h"
#include "report/writers.h"
#include "unit/report/office_parts.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string written(const report::Writer& writer, const engine::Report& report) {
  const std::string out = writer.write({report}, {});
  return writer.binary ? office_text(out) : out;
}

engine::Finding without_reasons() {
  engine::Finding out = full_report().findings[0];
  out.reasons = {};
  return out;
}

}  // namespace

TEST_CASE("presence is told by its questions with what answered them, compulsion by its signs") {
  const std::vector<report::Why> why = report::why_it_counts(full_report().findings[0]);
  REQUIRE(why.size() == 2);
  CHECK(why[0].head.zh == "确有这项特征，因为同时具备：");
  REQUIRE(why[0].held.size() == 3);
  CHECK(why[0].held[0].answer->item.text == "请立即打卡，电话13812345678");
  CHECK_FALSE(why[0].held[2].answer);  // asks for absence
  CHECK(why[1].head.zh == "强制或考核特征明显：");
  CHECK(why[1].held[0].answer->item.text == "未打卡人员");
}

TEST_CASE("without reasons the grades are told, and no list is announced") {
  const std::vector<report::Why> why = report::why_it_counts(without_reasons());
  CHECK(why[0].head.zh == "确有这项特征");
  CHECK(why[0].held.empty());
  CHECK(why[1].head.zh == "强制或考核特征明显：");
}

TEST_CASE("signs that are not enough are no proof of compulsion") {
  engine::Finding finding = full_report().findings[0];
  finding.coercion = engine::Coercion::kNoneSeen;
  CHECK(has(report::why_it_counts(finding)[1].head.zh, "下列迹象本身不足以说明强制或考核："));
  const report::WriteOptions options;
  CHECK(report::coercion_text(report::Sheet(options), finding) == "未见（另有不足以认定的迹象：未完成名单与催办）");
  finding.coercion = engine::Coercion::kSome;
  CHECK(report::coercion_text(report::Sheet(options), finding) == "有（未完成名单与催办）");
}

TEST_CASE("a rule that does not ask for compulsion says nothing of it") {
  engine::Finding finding = full_report().findings[0];
  finding.coercion = engine::Coercion::kNoneSeen;
  finding.signals.clear();
  finding.reasons.coercion.reset();
  CHECK(report::why_it_counts(finding).size() == 2);
  CHECK(report::why_it_counts(finding)[1].head.en.starts_with("no compulsion seen"));
  finding.reasons.asks_coercion = false;
  CHECK(report::why_it_counts(finding).size() == 1);
}

TEST_CASE("every document that wants reasons tells them, and nothing is promised where there are none") {
  engine::Report bare = full_report();
  bare.findings = {without_reasons()};
  size_t told = 0;
  for (const report::Writer& writer : report::writers()) {
    if (!writer.reasons) continue;
    INFO(writer.name);
    ++told;
    const std::string with = written(writer, full_report()), without = written(writer, bare);
    for (const char* words : {"为什么算", "确有这项特征，因为同时具备：", "打卡按钮", "强制或考核特征明显：", "未完成名单与催办"}) {
      INFO(words);
      CHECK(has(with, words));
    }
    CHECK(has(without, "确有这项特征"));
    CHECK_FALSE(has(without, "因为同时具备"));
  }
  CHECK(told == 4);
}
