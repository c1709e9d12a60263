#include "report/text_writer.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "report/columns.h"
#include "unit/report/sample_report.h"

using jianfu::engine::Report;
using namespace jianfu;
using namespace jianfu::tests;

namespace {

std::string chinese(const engine::Report& report) {
  return report::write_text({report}, {});
}
std::string english(const engine::Report& report) {
  return report::write_text({report}, {Lang::kEn, false, false});
}

void check_lines(const std::string& text, std::initializer_list<std::string_view> lines) {
  for (const std::string_view line : lines) {
    INFO(line);
    CHECK(("\n" + text).find("\n" + std::string(line) + "\n") != std::string::npos);
  }
}
bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the head names the package, the rules and the verdict with its meaning") {
  check_lines(
      chinese(full_report()),
      {"政务移动互联网应用程序功能检查报告", "应用名称        示例", "包名/AppID      cn.example.sign",
       "版本            1.2.3 (45)", "文件            in/app.apk（Android 安装包）", "大小            12,345,678 字节",
       "SHA-256         aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
       "签名            v2：CN=Example,O=示例市政务服务中心（有效期 2024-01-31 至 2049-01-01）",
       "  SHA-1         " + std::string(40, 'd'), "规则集          norm12 0.1.0",
       "规则集摘要      sha256:abc", "总体结论：疑似违规", "发现疑似违规的功能特征，须由审核人员核实后认定。",
       "3 条规则：疑似违规 1、需说明 1、无法判断 1"});
}

TEST_CASE("provisions are a table with the rules and what kept them from a verdict") {
  check_lines(chinese(full_report()),
              {"条款    结论             条款内容与规则", "B2      疑似违规         强制性功能",
               "        疑似违规         - 打卡签到功能（clock-in）",
               "        无法判断         - 积分排名功能（points-ranking）（因 g1 未能读取）"});
}

TEST_CASE("a finding shows screen, proof with its place, reasons, counter-evidence and what to ask") {
  check_lines(chinese(full_report()),
              {"1. 疑似违规（高） 打卡签到功能（条款 B2，规则 clock-in、自查项 强制使用）",
               "   所在界面：「签到」 pages/sign/index（页面、从入口可以到达）",
               "     - 界面文字（标签） 「请立即【打卡】，电话138****5678」",
               "       pages/sign/index.wxml 第 12 行第 5 字", "     - 强制或考核特征明显：",
               "         √ 未完成名单与催办：「未打卡人员」",
               "     - 界面文字 「会议期间请勿打卡」 —— 前有否定词，说的是没有或不要",
               "   特殊场景：应用内写明是特殊场景，须核对依据（应急）", "   请申报单位说明：是否强制使用？",
               "   整改建议：取消该功能。", "   发现编号：0123456789abcdef"});
  CHECK(has(chinese(full_report()),
            "classes.dex+0x1a2b；代码 cn.example.sign.SignActivity.start；资源 string/sign_title"));
  CHECK(has(chinese(full_report()), "[V 原文已核]"));
  check_lines(chinese(full_report()),
              {"     - 确有这项特征，因为同时具备：", "         √ 有打卡按钮：「请立即【打卡】，电话138****5678」",
               "         √ 没有连续天数", "     - 很可能有这项特征，因为同时具备：", "         √ 排行榜不少于 2 种"});
}

TEST_CASE("who uses it and whether it is filed are told as assumed unless somebody said so") {
  Report report = full_report();
  report.scope = {};
  CHECK(has(chinese(report), "使用对象：内部（默认假定）、须备案（默认假定）\n"));
  report.scope.audience_given = report.scope.filing_given = true;
  CHECK(has(chinese(report), "使用对象：内部、须备案\n"));
}

TEST_CASE("a duty that is done is in place, a ban that nothing meets is not found") {
  Report report = full_report();
  report.required[0].verdict = engine::Verdict::kNotFound;
  report.results = {report.results[0], report.results[0], report.results[0]};
  report.results[0].rule_id = "a", report.results[0].title = {"点赞、转发", ""};
  report.results[1].rule_id = "b", report.results[1].title = {"投票", ""};
  report.results[2].rule_id = report.required[0].rule_id, report.results[2].title = {"投诉建议功能", ""};
  for (auto& result : report.results) result.verdict = engine::Verdict::kNotFound;
  report.provisions[0].verdict = engine::Verdict::kNotFound;
  report.provisions[0].rules = {"a", "b", report.required[0].rule_id};
  const std::string text = chinese(report);
  check_lines(text, {"B2      未见问题         强制性功能", "        已具备           - 投诉建议功能",
                     "        未见             - 点赞、转发；投票"});
  CHECK(has(text, " - 已具备 投诉建议功能：仅有联系方式"));
}

TEST_CASE("required functions come worst first") {
  Report report = full_report();
  report.required.push_back(report.required[0]);
  report.required[0].verdict = engine::Verdict::kHint;
  report.required[0].title.zh = "次要的";
  const std::string text = chinese(report);
  const size_t section = text.find("应有功能\n");
  REQUIRE(section != std::string::npos);
  CHECK(text.find(" - 需说明 投诉建议功能", section) < text.find(" - 提示 次要的", section));
}

TEST_CASE("a rule's own condition of compulsion is read out, and no word on it where it is no question") {
  Report report = full_report();
  engine::Finding& finding = report.findings[0];
  finding.signals.clear();
  finding.signal_titles.clear();
  finding.reasons.own_coercion = true;
  CHECK(has(chinese(report), "     - 强制或考核特征明显，因为同时具备：\n         √ "));
  finding.coercion = engine::Coercion::kNoneSeen;
  finding.reasons.coercion.reset();
  CHECK(has(chinese(report), "包内未见强制或考核特征"));
  report.findings = {finding};
  report.findings[0].reasons.asks_coercion = false;
  CHECK_FALSE(has(chinese(report), "包内未见强制或考核特征"));
}

TEST_CASE("fields and kits are told in words, calls with all that they are given") {
  Report report = full_report();
  engine::EvidenceView field, kit;
  field.item.kind = evidence::Kind::kField;
  field.item.text = "姓名\n";
  field.item.arguments = {{"type", "EditText"}, {"hint", "请输入"}, {"id", "id/name"}};
  kit.item.kind = evidence::Kind::kSdk;
  kit.item.text = "某推送";
  kit.item.arguments = {{"maker", "某公司"}, {"category", "push"}};
  report.findings[0].evidence = {field, kit};
  const std::string text = chinese(report);
  check_lines(text, {"     - 填写项 「姓名 」（填写提示：「请输入」）",
                     "     - 第三方组件包 「某推送」（开发者：「某公司」、用途：「消息推送」）"});
}

TEST_CASE("one key is told once with all its schemes, another on its own") {
  Report report = full_report();
  report.package.signer[1] = report.package.signer[0];
  report.package.signer[1].scheme = "v3";
  report.package.signer.push_back(full_report().package.signer[1]);
  const std::string text = chinese(report);
  CHECK(has(text, "v2+v3：CN=Example"));
  CHECK(has(text, "v2：CN=Other"));
  const std::string digest(64, 'c');
  CHECK(text.find(digest) == text.rfind(digest));
}

TEST_CASE("a gap names a screen only beside another place") {
  Report report = full_report();
  const auto written = [&](const std::string& module) {
    report.gaps[0].module = module;
    std::string text = chinese(report);
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n'; }), text.end());
    return text;
  };
  CHECK(has(written("cn.example.Main"), "界面cn.example.Main"));
  CHECK_FALSE(has(written(report.gaps[0].gap.entry), "界面" + report.gaps[0].gap.entry));
}

TEST_CASE("the head says what the verdict comes from when no finding carries it") {
  Report missing = full_report();
  missing.findings.clear();
  missing.verdict = missing.required[0].verdict;
  CHECK(has(chinese(missing), "结论出自应有功能：投诉建议功能"));
  CHECK(has(chinese(missing), "没有发现规则所列的禁止功能的特征；应有功能的情况见“应有功能”"));

  Report inside = clean_report();
  inside.nested = {full_report()};
  inside.verdict = inside.nested[0].verdict;
  CHECK(has(chinese(inside), "结论来自包内的安装包"));

  CHECK_FALSE(has(chinese(full_report()), "结论出自"));
  CHECK_FALSE(has(chinese(clean_report()), "应有功能见下一节"));
}

TEST_CASE("required functions, gaps and coverage close the report") {
  const std::string text = chinese(full_report());
  check_lines(text,
              {" - 需说明 投诉建议功能：仅有联系方式（条款 M，规则 complaint-channel）",
               "       看不到：界面文字、页面路径", "       影响的规则：积分排名功能",
               "       请补充提供：请提供未加固的安装包", " g2    内容在服务器上：https://example.invalid/",
               "包内文件在包中共占 9,000,000 字节；展开读取 8,000,000 字节。", "查看内容：界面文字 1,234。"});
  CHECK(
      has(text, "g1    已加固：安装包经过加固（某加固），真实代码不可见（classes.dex+0x70、1,203,440 字节"));
}

TEST_CASE("a clean package is said to be so, and no word accuses it") {
  const std::string text = chinese(clean_report());
  check_lines(text, {"总体结论：未见", "凡有关的内容都已读取，未见规则所列功能。",
                     "在读到的内容中，没有发现规则所列的功能特征。", "没有。"});
  CHECK_FALSE(has(text, "违规"));
  CHECK_FALSE(has(text, "应有功能"));
  CHECK_FALSE(has(text, "起决定作用"));
  engine::Report packed = clean_report();
  packed.nothing_decisive_read = true;
  CHECK(has(chinese(packed), "起决定作用的内容都没有读到"));
}

TEST_CASE("the English report says the same") {
  check_lines(
      english(full_report()),
      {"Overall: suspected", "1. suspected (high) Clock-in (item B2, rule clock-in, self-check 强制使用)",
       "     - text on screen (label) \"请立即[打卡]，电话138****5678\"",
       "       pages/sign/index.wxml line 12 column 5", "   Ask the applicant: Is it compulsory?",
       "       Rules it meets: Points and rankings"});
}

TEST_CASE("no line is wider than the sheet") {
  engine::Report report = full_report();
  report.findings[0].evidence[0].item.at.entry = std::string(500, 'x');
  report.findings[0].title.zh = std::string(300, 'y');
  report.gaps[0].gap.ask_zh = std::string(900, 'z');
  const std::string text = chinese(report) + english(report);
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = text.find('\n', begin);
    INFO(text.substr(begin, end - begin));
    CHECK(report::columns(std::string_view(text).substr(begin, end - begin)) <= 100);
    begin = end + 1;
  }
}

TEST_CASE("colours come only when asked for, and verdicts have them") {
  CHECK_FALSE(has(chinese(full_report()), "\x1b"));
  const std::string coloured = report::write_text({full_report()}, {Lang::kZh, false, true});
  CHECK(has(coloured, "总体结论：\x1b[1;31m疑似违规\x1b[0m"));
  CHECK(has(coloured, "B2      \x1b[1;31m疑似违规\x1b[0m         强制性功能"));
}

TEST_CASE("a duty that a gap keeps from being decided is asked about, not called missing") {
  engine::Report report = full_report();
  CHECK(has(chinese(report), "投诉建议功能：仅有联系方式"));
  CHECK(has(chinese(report), "增加在线受理。"));
  report.required[0].verdict = engine::Verdict::kNotDetermined;
  report.results[1].verdict = engine::Verdict::kNotDetermined;
  const std::string text = chinese(report);
  CHECK(has(text, " - 无法判断 投诉建议功能（"));
  CHECK(has(text, "是否另有渠道？"));
  CHECK_FALSE(has(text, "仅有联系方式"));
  CHECK_FALSE(has(text, "没有在线受理"));
  CHECK_FALSE(has(text, "增加在线受理。"));
}

TEST_CASE("nothing a package says can move the cursor or start a line") {
  engine::Report report = full_report();
  const std::string evil = "\x1b[2J\n1. 未见\r\x07\u202e\u2028";
  report.package.name = report.package.id = report.package.version = evil;
  report.package.signer[0] = {evil, evil, evil, evil, "00", "11", "22", evil, evil, evil};
  report.findings[0].module.title = report.findings[0].module.id = evil;
  report.findings[0].message.zh = report.findings[0].presence_because = evil;
  engine::EvidenceView& view = report.findings[0].evidence[0];
  view.item.text = view.item.at.entry = view.item.at.symbol = view.item.at.resource = view.module = evil;
  view.item.arguments = {{evil, evil}};
  report.gaps[0].gap.entry = report.gaps[0].gap.detail = report.gaps[0].module = evil;
  report.gaps[0].what = {evil, evil};
  const std::string text = chinese(report);
  for (const char c : text) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
  CHECK_FALSE(has(text, "\u202e"));
  CHECK_FALSE(has(text, "\u2028"));
  CHECK_FALSE(has(text, "\n1. 未见"));
}

TEST_CASE("the same proof is shown once, and long lists are counted") {
  engine::Report report = full_report();
  const engine::EvidenceView one = report.findings[0].evidence[0];
  report.findings[0].evidence.assign(5, one);
  CHECK_FALSE(has(chinese(report), "处，见 JSON 报告"));
  for (uint32_t i = 0; i < 20; ++i) {
    report.findings[0].evidence.push_back(one);
    report.findings[0].evidence.back().item.at.line = 100 + i;
  }
  CHECK(has(chinese(report), "另有 13 处，见 JSON 报告"));
}

TEST_CASE("gaps that keep a rule from its verdict come first, the rest is counted by reason") {
  engine::Report report = full_report();
  const engine::GapView remote = report.gaps[1];
  report.gaps.assign(40, remote);
  for (size_t i = 0; i < report.gaps.size(); ++i) report.gaps[i].id = "g" + std::to_string(i + 1);
  report.results[2].blocked_by = {"g40"};
  const std::string text = chinese(report);
  CHECK(text.find("\n g40 ") < text.find("\n g1 "));
  CHECK(has(text, "另有 10 处：内容在服务器上 10，见 JSON 报告"));
}

TEST_CASE("several packages begin with an overview, nested ones follow their package") {
  const std::string text = report::write_text({full_report(), clean_report()}, {});
  CHECK(text.starts_with(
      "本次检查 2 个安装包\n  疑似违规         示例 in/app.apk\n  未见             示例 in/app.apk\n"));
  check_lines(text, {"包内的安装包"});
}
