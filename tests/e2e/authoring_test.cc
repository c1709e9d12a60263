// What authors and readers of rules call: explain, why-not and the rules commands, over a small rule set and a small
// mini-program as a source folder. The goldens of explain and why-not are read by people when they change.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "e2e/run.h"
#include "e2e/workspace.h"
#include "golden.h"
#include "unit/rules/rule_files.h"

using namespace jianfu;
using Catch::Contains;
using e2e::Ran;
using e2e::run;

namespace {

// The rule set of the unit tests as a folder, and a program with a sign-in page, a meeting page and a home page.
struct Desk {
  Desk() : rules(folder.path("rules")), app(folder.path("app")) {
    write_rules(rules::tests::rule_files());
    const std::pair<const char*, const char*> files[] = {
        {"app.json", R"({"pages": ["pages/home/home", "pages/sign/sign", "pages/meeting/meeting", "pages/plain/plain"]})"},
        {"app.js", "App({})"},
        {"project.config.json", R"({"appid": "wx0123456789abcdef"})"},
        {"pages/home/home.js", "Page({ go() { wx.navigateTo({ url: '/pages/sign/sign' }) } })"},
        {"pages/home/home.wxml", "<view bindtap=\"go\">首页</view>"},
        {"pages/sign/sign.js", "Page({ sign() { wx.request({ url: 'https://a.example.cn/api/signIn', method: 'POST' }) } })"},
        {"pages/sign/sign.wxml", "<button bindtap=\"sign\">打卡签到</button><view>每个工作日必须打卡签到，未完成的通报</view>"},
        {"pages/meeting/meeting.js", "Page({})"},
        {"pages/meeting/meeting.wxml", "<view>会议签到</view><view>本周无需打卡签到</view>"},
        {"pages/plain/plain.js", "Page({})"},
        {"pages/plain/plain.wxml", "<view>每日打卡</view>"}};
    for (const auto& [name, text] : files) folder.write(std::string("app/") + name, text);
  }
  void write_rules(const std::vector<rules::SourceFile>& files) const {
    for (const rules::SourceFile& file : files) folder.write("rules/" + file.name, file.text);
  }
  // Without the folder of this run.
  std::string stable(std::string text) const {
    for (size_t at = text.find(folder.path("")); at != std::string::npos; at = text.find(folder.path("")))
      text.erase(at, folder.path("").size());
    return text;
  }
  Ran ask(std::vector<std::string> args) const {
    args.insert(args.end(), {"--rules", rules});
    return run(args);
  }

  e2e::Workspace folder;
  std::string rules, app;
};

std::string golden(const std::string& name, const std::string& text) {
  return tests::golden_problem(std::string(JIANFU_SOURCE_DIR) + "/tests/e2e/goldens/" + name, text);
}

}  // namespace

TEST_CASE("explain tells where findings come from, why-not what is missing", "[golden]") {
  const Desk desk;
  for (const std::string lang : {"zh", "en"}) {
    const Ran explained = desk.ask({"explain", desk.app, "--lang", lang});
    CHECK(explained.code == 0);
    CHECK(golden("explain." + lang + ".txt", desk.stable(explained.out)) == "");
    const Ran why = desk.ask({"why-not", "complaint", desk.app, "--lang", lang});
    CHECK(why.code == 0);
    CHECK(golden("why-not." + lang + ".txt", desk.stable(why.out)) == "");
  }
  CHECK(golden("why-not-clock-in.zh.txt", desk.stable(desk.ask({"why-not", "clock-in", desk.app}).out)) == "");
}

TEST_CASE("explain takes a rule or a fingerprint, and says when nothing fits") {
  const Desk desk;
  const Ran all = desk.ask({"scan", "--format", "json", "--explain", desk.app});
  const nlohmann::json report = nlohmann::json::parse(all.out);
  REQUIRE_FALSE(report["findings"].empty());
  const nlohmann::json& finding = report["findings"][0];
  CHECK(finding["explanation"]["presence"][0]["condition"]["holds"] == true);
  CHECK(finding["explanation"]["presence"][0]["condition"]["of"][0]["evidence"][0]["entry"] == "pages/sign/sign.wxml");
  CHECK(report["required"][0]["explanation"].size() == 3);
  const std::string fingerprint = finding["fingerprint"];
  CHECK_THAT(desk.ask({"explain", desk.app, "--finding", fingerprint}).out, Contains(fingerprint));
  CHECK_THAT(desk.ask({"explain", desk.app, "--finding", "0"}).out, Contains("没有要说明的发现"));
  CHECK_THAT(desk.ask({"explain", desk.app, "--rule", "complaint"}).out, Contains("应有功能：投诉建议"));
  const Ran unknown = desk.ask({"explain", desk.app, "--rule", "clock-out"});
  CHECK(unknown.code == 2);
  CHECK_THAT(unknown.err, Contains("没有这条规则：clock-out") && Contains("clock-in"));
  CHECK(desk.ask({"explain", desk.folder.path("missing")}).code == 3);
  CHECK(desk.ask({"why-not", "clock-in", desk.folder.path("missing")}).code == 3);
  CHECK(desk.ask({"why-not", "clock-out", desk.app}).code == 2);
}

TEST_CASE("rules are listed as a table and as data, and read aloud") {
  const Desk desk;
  CHECK_THAT(desk.ask({"rules", "list"}).out, Contains("clock-in   clock-in           B2") && Contains("共 2 条规则"));
  const nlohmann::json list = nlohmann::json::parse(desk.ask({"rules", "list", "--format", "json"}).out);
  REQUIRE(list.size() == 2);
  CHECK(list[0]["id"] == "clock-in");
  CHECK(list[0]["citations"][0] == "norm/B2");
  const Ran shown = desk.ask({"rules", "show", "clock-in"});
  CHECK(shown.code == 0);
  CHECK_THAT(shown.out, Contains("第 2 种情形") && Contains("$clock-in.strong 打卡签到、每日打卡、缺卡（也指缺少社保卡）") &&
                            Contains("近乎充分的文字") && Contains("会议签到不是日常考勤"));
  CHECK_THAT(desk.ask({"rules", "show", "clock-in", "--lang", "en"}).out, Contains("Way 2"));
  CHECK(desk.ask({"rules", "show", "clock-out"}).code == 2);
}

TEST_CASE("lint and test leave with 1 where rules or tests are wrong") {
  const Desk desk;
  CHECK(desk.ask({"rules", "lint"}).code == 0);
  CHECK(desk.ask({"rules", "test"}).code == 0);
  CHECK(desk.ask({"rules", "test", "clock-in"}).code == 0);
  CHECK(desk.ask({"rules", "test", "clock-out"}).code == 2);
  desk.write_rules(rules::tests::changed(rules::tests::kRule, "expect: confirmed", "expect: hint"));
  const Ran failed = desk.ask({"rules", "test"});
  CHECK(failed.code == 1);
  CHECK_THAT(failed.out, Contains("应为 hint/none，实为 confirmed/none") && Contains("未通过 1 个"));
  CHECK(desk.ask({"rules", "test", "complaint"}).code == 0);
  CHECK(desk.ask({"rules", "test", "--mutate"}).code == 1);
  desk.write_rules(rules::tests::changed(rules::tests::kRule, "severity: high", "severity: great"));
  CHECK(desk.ask({"rules", "lint"}).code == 1);
  CHECK(desk.ask({"rules", "test"}).code == 1);
  CHECK(run({"rules", "lint", "--rules", desk.folder.path("nowhere")}).code == 2);
}

TEST_CASE("mutations that survive are listed, over the threshold with exit code 1") {
  const Desk desk;
  const Ran all = desk.ask({"rules", "test", "--mutate"});
  CHECK(all.code == 0);
  CHECK_THAT(all.out, Contains("clock-in：去掉证据组 place，没有测试察觉") && Contains("共改动"));
  CHECK(desk.ask({"rules", "test", "--mutate", "--survivors", "5"}).code == 1);
  CHECK(desk.ask({"rules", "test", "--mutate", "--survivors", "100"}).code == 0);
}

TEST_CASE("a text is tried against the rules") {
  const Desk desk;
  CHECK_THAT(desk.ask({"rules", "try", "今日必须缺 卡"}).out,
             Contains("规则 clock-in 的证据组 label，词 「缺卡」（词表 $clock-in.strong）") && Contains("共用信号 C1"));
  CHECK_THAT(desk.ask({"rules", "try", "会议签到"}).out, Contains("没有规则回应"));
  CHECK_THAT(desk.ask({"rules", "try", "无需打卡签到"}).out, Contains("命中但被排除") && Contains("否定"));
  CHECK_THAT(desk.ask({"rules", "try", "/api/signIn", "--kind", "endpoint"}).out, Contains("证据组 act"));
  CHECK(desk.ask({"rules", "try", "x", "--kind", "picture"}).code == 2);
}

TEST_CASE("the skeleton of a rule loads but for its texts, and its tests pass when they are there") {
  const Desk desk;
  const Ran made = desk.ask({"rules", "new", "example", "--provision", "B2"});
  REQUIRE(made.code == 0);
  desk.folder.write("rules/B2/example.yaml", made.out);
  const Ran lint = desk.ask({"rules", "lint", "--lang", "en"});
  CHECK(lint.code == 1);
  for (const auto& problem : rules::load(*rules::read_rule_files(desk.rules)).problems) {
    INFO(problem.render(Lang::kEn));
    CHECK(problem.what.id == Msg::rule_empty_text);
  }
  std::string filled = made.out;
  const std::string empty = "{zh: '', en: ''}";
  for (size_t at = filled.find(empty); at != std::string::npos; at = filled.find(empty))
    filled.replace(at, empty.size(), "{zh: 示例, en: example}");
  desk.folder.write("rules/B2/example.yaml", filled);
  CHECK(desk.ask({"rules", "lint"}).err == "");
  CHECK(desk.ask({"rules", "test", "example"}).code == 0);
  CHECK(desk.ask({"rules", "new", "Example"}).code == 2);
  CHECK(desk.ask({"rules", "new", "clock-in"}).code == 2);
  CHECK(desk.ask({"rules", "new", "other", "--provision", "B9"}).code == 2);
}

TEST_CASE("the rule that the guide builds step by step loads beside the others and passes its tests") {
  const std::string source = JIANFU_SOURCE_DIR;
  std::ifstream file(source + "/docs/rules.md");
  const std::string guide{std::istreambuf_iterator<char>(file), {}};
  std::string rule =
      "id: share-tally\nfeature: likes-votes-shares\nprovision: B4\nseverity: medium\ntitle: {zh: 例, en: x}\n"
      "message: {zh: 例, en: x}\nquestion: {zh: 例, en: x}\nremedy: {zh: 例, en: x}\ncitations: [norm12/B4]\nneeds: [text]\n";
  const std::string open = "```yaml\n", close = "```";
  const size_t end = guide.find("\n## Reference");
  size_t blocks = 0;
  for (size_t at = guide.find(open); at < end; at = guide.find(open, at), ++blocks) {
    at += open.size();
    rule += guide.substr(at, guide.find(close, at) - at);
  }
  CHECK(blocks == 3);
  const e2e::Workspace folder;
  std::filesystem::copy(source + "/rules", folder.path("rules"), std::filesystem::copy_options::recursive);
  folder.write("rules/B4/share-tally.yaml", rule);
  const Ran test = run({"rules", "test", "share-tally", "--rules", folder.path("rules")});
  INFO(test.out << test.err);
  CHECK(test.code == 0);
  const Ran mutated = run({"rules", "test", "share-tally", "--mutate", "--survivors", "20", "--rules", folder.path("rules")});
  INFO(mutated.out << mutated.err);
  CHECK(mutated.code == 0);
}

TEST_CASE("the index of rules in the documents is current", "[golden]") {
  const Ran made = run({"rules", "doc", "--rules", std::string(JIANFU_SOURCE_DIR) + "/rules"});
  REQUIRE(made.code == 0);
  CHECK(tests::golden_problem(std::string(JIANFU_SOURCE_DIR) + "/docs/rule-index.md", made.out) == "");
}

TEST_CASE("wrong usage is told in the language of the call, with exit code 2") {
  const std::pair<std::vector<std::string>, std::pair<const char*, const char*>> rows[] = {
      {{"why-not"}, {"缺少 rule", "rule is missing"}},
      {{"rules"}, {"缺少命令，可用的是 list | show | lint | test", "a command is missing, there are list | show"}},
      {{"scan", "a.apk", "--format", "pdf"}, {"pdf 不行，可用的是 text | json", "pdf is none of text | json"}},
      {{"scan", "a.apk", "--nonsense"}, {"不认识 --nonsense", "--nonsense is not known here"}},
      {{"rules", "test", "--survivors", "many"}, {"many 应为 0 到 100 的数", "many should be a number from 0 to 100"}},
      {{"explain", "a.apk", "--rule"}, {"--rule 后面要写一个值", "--rule needs a value"}}};
  for (const auto& [args, said] : rows) {
    CHECK(run(args).code == 2);
    CHECK_THAT(run(args).err, Contains(said.first));
    std::vector<std::string> english = {"--lang", "en"};
    english.insert(english.end(), args.begin(), args.end());
    CHECK(run(english).code == 2);
    CHECK_THAT(run(english).err, Contains(said.second));
  }
}

TEST_CASE("help is in the language of the call, also of a command of a command") {
  CHECK_THAT(run({"--help"}).out, Contains("用法: ") && Contains("why-not"));
  CHECK_THAT(run({"rules", "test", "--help"}).out, Contains("--mutate") && Contains("选项"));
  CHECK_THAT(run({"rules", "test", "--help", "--lang", "en"}).out, Contains("Options:"));
}
