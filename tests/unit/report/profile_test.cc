// One report for three readers: other sections first, the same findings in all.
#include "report/profile.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "report/text_writer.h"
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
