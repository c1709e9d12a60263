// One report for three readers: other sections first, the same findings in all.
#include "report/profile.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "report/text_writer.h"
#include "report/writers.h"
#include "unit/report/office_parts.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;

namespace {

std::string written(const std::string& profile, const engine::Report& report = full_report()) {
  report::WriteOptions options;
  options.profile = profile;
  return report::write_text({report}, options);
}
bool has(const std::string& text, const std::string& what) {
  return text.find(what) != std::string::npos;
}
bool before(const std::string& text, const std::string& first, const std::string& second) {
  REQUIRE(has(text, first));
  REQUIRE(has(text, second));
  return text.find(first) < text.find(second);
}

std::string document(const std::string& writer, std::string_view profile) {
  report::WriteOptions options;
  options.profile = profile;
  engine::Report report = full_report();
  report.nested.clear();
  const std::string out = report::find_writer(writer)->write({report}, options);
  return report::find_writer(writer)->binary ? office_text(out) : out;
}
// What stands between `begin` and `end`, in the order of the text.
std::vector<std::string> between_all(const std::string& text, const std::string& begin, const std::string& end) {
  std::vector<std::string> out;
  for (size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 1)) {
    const size_t from = at + begin.size();
    out.push_back(text.substr(from, text.find(end, from) - from));
  }
  return out;
}
// Headings of a DOCX, which are numbered.
std::vector<std::string> numbered(const std::string& text) {
  std::vector<std::string> out;
  for (const char* number : {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"})
    for (std::string& title : between_all(text, ">" + std::string(number) + "、", "<")) out.push_back(std::move(title));
  return out;
}

// A section in three documents; empty where a document tells it beside another one or not at all.
struct Told {
  report::Section section;
  std::string page, docx, markdown;
};
const std::vector<Told> kTold = {
    {report::Section::kPackage, "identity", "基本情况", ""},
    {report::Section::kVerdict, "overall-verdict", "总体结论", ""},
    {report::Section::kProvisions, "by-provision", "逐条结论", "逐条结论"},
    {report::Section::kHeads, "self-check", "自查清单", "自查清单"},
    {report::Section::kQuestions, "questions", "请申报单位说明和补充的事项", "请申报单位说明和补充的事项"},
    {report::Section::kDeclaration, "declaration", "申报对照", "申报对照"},
    {report::Section::kFindings, "findings", "发现清单", "发现清单"},
    {report::Section::kRequired, "required", "应有功能", "应有功能"},
    {report::Section::kGaps, "coverage", "未能读取", "未能读取"},
    {report::Section::kCoverage, "", "", ""},
    {report::Section::kInventory, "inventory", "包内清单", "包内清单"},
    {report::Section::kStats, "", "", ""},
};
std::vector<std::string> expected(const report::Profile& profile, std::string Told::*in) {
  std::vector<std::string> out;
  for (const report::Section section : profile.sections)
    for (const Told& told : kTold)
      if (told.section == section && !(told.*in).empty()) out.push_back(told.*in);
  return out;
}

}  // namespace

TEST_CASE("no profile, and an unknown one, is the whole report") {
  CHECK(written("") == written("whole"));
  CHECK(written("") == written("other"));
  CHECK_FALSE(has(written(""), "自查清单"));
}

TEST_CASE("every profile shows every finding, required function and gap") {
  for (const report::Profile& profile : report::profiles()) {
    INFO(profile.name);
    const auto shows = [&](report::Section section) {
      return std::count(profile.sections.begin(), profile.sections.end(), section) == 1;
    };
    CHECK(shows(report::Section::kFindings));
    CHECK(shows(report::Section::kRequired));
    CHECK(shows(report::Section::kGaps));
    const std::string out = written(std::string(profile.name));
    CHECK(has(out, report::phrase(profile.title, Lang::kZh)));
    CHECK(has(out, "0123456789abcdef"));
    CHECK(has(out, "请提供未加固的安装包"));
  }
}

TEST_CASE("the self-check lists what to mend by heads") {
  const std::string out = written("self-check");
  CHECK(has(out, "强制使用：1 项规则，1 项需要处理"));
  CHECK(has(out, " - 疑似违规    打卡签到功能（签到）"));
  CHECK(before(out, "自查清单", "打卡签到功能（签到）"));
  CHECK(has(out, "其他要求：2 项规则，2 项需要处理"));
  engine::Report clean = clean_report();
  clean.heads = {{"强制使用", {"强制使用", "compulsory use"}}};
  clean.results.front().head = "强制使用";
  CHECK(has(written("self-check", clean), "强制使用：1 项规则，0 项需要处理"));
  CHECK_FALSE(has(written("self-check", clean), "其他要求"));
}

TEST_CASE("the intake asks for everything that is open, once") {
  engine::Report report = full_report();
  report.gaps.push_back(report.gaps.front());
  const std::string out = written("intake", report);
  CHECK(has(out, " 1.  打卡签到功能（签到）：是否强制使用？"));
  CHECK(has(out, "投诉建议功能：是否另有渠道？"));
  CHECK(has(out, "补充材料：请提供未加固的安装包"));
  CHECK(out.find("补充材料：请提供未加固的安装包") == out.rfind("补充材料：请提供未加固的安装包"));
  CHECK(before(out, "应有功能\n", "请申报单位说明和补充的事项"));
  CHECK(has(written("intake", clean_report()), "请申报单位说明和补充的事项\n--------------------------\n没有。"));
}

TEST_CASE("the technical report lists what the package holds") {
  const std::string out = written("technical");
  CHECK(has(out, "许可（1 项）：\n - android.permission.CAMERA"));
  CHECK(has(out, "页面（4 个）：\n - pages/sign/index 「签到」\n 另有 3 个页面未列出。"));
  CHECK(has(out, "接口地址（1 个）：\n - /api/sign"));
  CHECK(before(out, "未能读取", "发现清单"));
}

TEST_CASE("page, DOCX and Markdown have the sections of the profile in its order, the sign-off last") {
  for (const report::Profile& profile : report::profiles()) {
    INFO(profile.name);
    const std::string page = document("html", profile.name);
    std::vector<std::string> chapters = expected(profile, &Told::page);
    chapters.push_back("waivers");
    if (std::count(chapters.begin(), chapters.end(), "self-check") == 0) chapters.push_back("self-check");
    chapters.insert(chapters.end(), {"appendix", "sign-off"});
    std::vector<std::string> labelled = between_all(page, "aria-labelledby=\"p1-", "\"");
    std::erase_if(labelled, [](const std::string& one) { return one.ends_with("-sketch"); });  // drawings are labelled too
    CHECK(labelled == chapters);
    CHECK(between_all(page, "href=\"#p1-", "\"") == chapters);

    const std::string docx = document("docx", profile.name);
    CHECK(numbered(docx) == expected(profile, &Told::docx));
    CHECK(docx.rfind("检查与复核") > docx.rfind("、" + expected(profile, &Told::docx).back()));

    const std::string markdown = document("markdown", profile.name);
    CHECK(between_all(markdown, "\n### ", "\n") == expected(profile, &Told::markdown));
    CHECK(markdown.starts_with("## " + report::phrase(profile.title, Lang::kZh)));
  }
}

TEST_CASE("lists of a profile say the same in every document") {
  for (const std::string writer : {"text", "html", "docx", "markdown"}) {
    INFO(writer);
    const std::string mend = document(writer, "self-check"), ask = document(writer, "intake"), hold = document(writer, "technical");
    CHECK(has(mend, "强制使用：1 项规则，1 项需要处理"));
    CHECK(has(mend, "取消该功能。"));
    CHECK(has(ask, "补充材料：请提供未加固的安装包"));
    CHECK(has(hold, "android.permission.CAMERA"));
    CHECK(has(hold, "页面（4 个）："));
    CHECK_FALSE(has(document(writer, "whole"), "补充材料："));
    CHECK_FALSE(has(document(writer, "whole"), "包内清单"));
  }
}

TEST_CASE("the intake asks about a duty that is undecided, and about no ban that is") {
  engine::Report report = full_report();
  report.required[0].verdict = report.results[1].verdict = engine::Verdict::kNotDetermined;
  CHECK(has(written("intake", report), "投诉建议功能：是否另有渠道？"));
  report.results[0].verdict = engine::Verdict::kNotDetermined;
  CHECK_FALSE(has(written("intake", report), "打卡签到功能（签到）：是否强制使用？"));
}
